"""array, memoryview and struct: what they do and what they refuse."""

import array, struct
from array import array as A
a = A('i', [1, 2, 3])
a.append(4)
a.extend([5])
print(a, len(a), a[0], a[-1], a[1:3], a[::-1], a.typecode, a.itemsize, list(a), 3 in a)
a[0] = 10
a[1:2] = A('i', [7, 8])
print(a)
del a[0]
del a[1:3]
print(a, a.pop(), a.pop(0), a)
print(A('b', b'abc'), A('B', bytearray(b'xy')), A('d', [1, 2.5]), A('f', [0.1]), A('q'), A('H', range(3)))
for f in (lambda: A('b', [200]), lambda: A('B', [-1]), lambda: A('B', [256]), lambda: A('h', [40000]), lambda: A('H', [-1]), lambda: A('i', [2 ** 31]), lambda: A('I', [-1]), lambda: A('q', [2 ** 63]), lambda: A('Q', [-1]), lambda: A('Q', [2 ** 64]), lambda: A('x'), lambda: A('ii'), lambda: A(1), lambda: A('i', 'abc'), lambda: A('i', ['a']), lambda: A('d', ['a']), lambda: A('i', [1.5]), lambda: A('i', [1])[5], lambda: A('i')['a'], lambda: A('i').pop(), lambda: A('i', [1]).remove(2), lambda: A('i', [1]).index(2), lambda: A('i') + [1], lambda: A('i') + A('b'), lambda: A('i').__iadd__([1]), lambda: A('i', b'abc'), lambda: hash(A('i')), lambda: A('i', [1]).pop(3), lambda: A('L', [-1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def setbad():
    x = A('i', [1])
    x[0:1] = [2]


def setidx():
    x = A('i', [1])
    x[3] = 2


def delidx():
    x = A('i', [1])
    del x[3]


for f in (setbad, setidx, delidx):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
x = A('h', [1, 2])
print(x + A('h', [3]), x * 2, 2 * x, x == A('h', [1, 2]), x == A('i', [1, 2]), x < A('h', [1, 3]), x == [1, 2], x.tobytes(), x.tolist(), x.count(1), x.index(2))
x += A('h', [9])
x *= 2
print(x)
x.insert(1, 5)
x.reverse()
print(x)
x.byteswap()
print(x)
x.frombytes(b'\x01\x00')
print(x)
x.fromlist([3])
print(x[-1])
print(bytes(x[-1:]))
import copy
print(copy.copy(x) == x, copy.deepcopy(x) == x)
m = memoryview(b'hello')
print(m[0], m[1:3].tobytes(), bytes(m[::-1]), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.obj, m.tolist(), m == b'hello', m.hex(), list(m)[:2], 104 in m, hash(m) == hash(b'hello'))
b = bytearray(b'abcdef')
m = memoryview(b)
m[0] = 65
m[1:3] = b'XY'
m[::2] = b'123'
print(b, m.readonly, bytes(m[2:]), m[-1])
for f in (lambda: b.append(1), lambda: b.extend(b'a'), lambda: b.pop(), lambda: b.clear(), lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, 'a'), lambda: m.__setitem__(slice(0, 2), b'abc'), lambda: m[10], lambda: m['a'], lambda: memoryview(b'a').__setitem__(0, 1), lambda: memoryview('a'), lambda: memoryview(5), lambda: hash(m), lambda: memoryview(), lambda: m.cast('x'), lambda: m.cast('i'), lambda: m[0:4:2].cast('b')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m.release()
b.append(33)
print(b)
try:
    m[0]
except ValueError as e:
    print(e)
with memoryview(b) as mm:
    print(mm[0])
ma = memoryview(A('i', [1, 2, 3]))
print(ma.format, ma.itemsize, ma[1], ma.tolist(), len(ma), ma.nbytes)
mb = ma.cast('B')
print(len(mb), mb[4])
ma[0] = -5
print(ma.obj, mb.cast('i').tolist(), ma == A('i', [-5, 2, 3]), ma[1:] == ma[1:], ma.toreadonly().readonly)
print(b'a' + memoryview(b'b'), b''.join([memoryview(b'x'), b'y']), bytes(memoryview(b'q')), bytearray(memoryview(b'r')), int.from_bytes(memoryview(b'\x01\x02'), 'big'), b'abc'.find(memoryview(b'b')), str(memoryview(b'hi'), 'utf8'), bytes(A('h', [1])), b'a' == memoryview(b'a'), bytearray(b'a') == memoryview(b'a'))
print(struct.calcsize('<bhiq'), struct.calcsize('bhiq'), struct.pack('>hi', 1, -2), struct.unpack('<hB', b'\x01\x02\x03'), struct.pack('5s2xp', 'abc'.encode(), b'q'), struct.pack('10p', b'hello'), struct.unpack('10p', struct.pack('10p', b'hello')), struct.pack('?c', True, b'x'), struct.pack('<fde', 1.5, 2.5, 3.5), struct.unpack('<e', b'\x00<'), struct.pack('3h', 1, 2, 3), struct.pack('< h h', 1, 2), struct.pack('!I', 3735928559), struct.unpack('<Qq', struct.pack('<Qq', 2 ** 64 - 1, -2 ** 63)))
buf = bytearray(8)
struct.pack_into('<h', buf, 2, 513)
print(buf, struct.unpack_from('<h', buf, 2), struct.unpack_from('<h', buf, offset=-6), list(struct.iter_unpack('<h', b'\x01\x00\x02\x00')))
s = struct.Struct('<hh')
print(s.size, s.pack(1, 2), s.unpack(b'\x01\x00\x02\x00'), s.format)
for f in (lambda: struct.pack('b', 200), lambda: struct.pack('B', -1), lambda: struct.pack('h', 99999), lambda: struct.pack('H', -1), lambda: struct.pack('i', 2 ** 40), lambda: struct.pack('<q', 2 ** 70), lambda: struct.pack('I', -1), lambda: struct.pack('i', 'a'), lambda: struct.pack('f', 'a'), lambda: struct.pack('z', 1), lambda: struct.pack('ii', 1), lambda: struct.unpack('i', b'abc'), lambda: struct.unpack_from('i', b'abc'), lambda: struct.pack('c', 'a'), lambda: struct.pack('s', 'a'), lambda: struct.pack('3'), lambda: struct.pack('f', 1e+300), lambda: struct.pack_into('i', bytearray(2), 0, 1), lambda: struct.pack_into('i', b'abcd', 0, 1), lambda: struct.calcsize('<n'), lambda: struct.pack(5), lambda: struct.pack('i', 1.5), lambda: list(struct.iter_unpack('h', b'abc')), lambda: struct.pack_into('h', bytearray(4), 3, 1), lambda: struct.unpack_from('h', bytearray(4), -9), lambda: struct.unpack_from('i', bytearray(8), 2 ** 63 - 1), lambda: struct.pack_into('h', bytearray(4), 2 ** 63 - 2, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, isinstance(e, struct.error))
for v in (0.0, -0.0, 1.0, 65504.0, 5.9e-08, 6.1e-05, 1 / 3, float('inf'), 2049.0):
    print(struct.pack('<e', v).hex(), struct.unpack('<e', struct.pack('<e', v)))
try:
    struct.pack('<e', 70000.0)
except OverflowError as e:
    print(e)
