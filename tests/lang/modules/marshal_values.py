# Plain values as bytes, in CPython's format.
import io
import marshal

values = [None, True, ..., 0, -1, 1 << 31, -(1 << 100), 1.5, 2 - 3j, "plain", "größe", "\ud800", "x" * 300, b"bytes",
          (), (1, (2,)), [1, [2]], {"a": {1: None}}, {1, 2}, frozenset([3]), StopIteration, tuple(range(300))]
for version in range(5):
    print(version, marshal.loads(marshal.dumps(values, version)) == values)
# expect: 0 True
# expect: 1 True
# expect: 2 True
# expect: 3 True
# expect: 4 True
loop = [1]
loop.append(loop)
copy = marshal.loads(marshal.dumps(loop))
print(copy[1] is copy, marshal.dumps(5, 2), marshal.dumps(-2.0, 1))  # expect: True b'i\x05\x00\x00\x00' b'f\x02-2'
print(marshal.loads(b"\xdb\x02\x00\x00\x00\xe9\x01\x00\x00\x00r\x01\x00\x00\x00"))  # expect: [1, 1]
print(eval(marshal.loads(marshal.dumps(compile("6 * 7", "", "eval")))))  # expect: 42
file = io.BytesIO()
marshal.dump("one", file)
marshal.dump(2, file)
file.seek(0)
print(marshal.load(file), marshal.load(file), marshal.dumps(bytearray(b"a"), 2), marshal.version)
# expect: one 2 b's\x01\x00\x00\x00a' 4


def failing(data, load=True):
    try:
        marshal.loads(data) if load else marshal.dumps(data)
    except (ValueError, EOFError, TypeError) as error:
        print(type(error).__name__, error)


failing(b"")  # expect: EOFError EOF read where object expected
failing(b"i\1")  # expect: EOFError marshal data too short
failing(b"?")  # expect: ValueError bad marshal data (unknown type code)
failing(b"r\0\0\0\0")  # expect: ValueError bad marshal data (invalid reference)
failing(b"[\xff\xff\xff\xff")  # expect: ValueError bad marshal data (list size out of range)
failing(b"0")  # expect: TypeError NULL object in marshal data for object
failing(object(), False)  # expect: ValueError unmarshallable object
failing(int, False)  # expect: ValueError unmarshallable object
