"""bytearray, array and memoryview: resized, sliced, viewed and released by all threads at once."""
import array
import struct

from _storm import storm_of

data = bytearray(b"a" * 64)
numbers = array.array("i", [1] * 64)
fixed = bytearray(b"v" * 128)
views = [memoryview(fixed)] * 4
iterators = [iter(data), iter(numbers)]


def grow(dice):
    data.append(97)
    data.extend(b"ab" * dice.roll(20))
    data.insert(dice.roll(50), 98)
    data[3:7] = b"abc" * dice.roll(5)


def shrink(dice):
    assert data.pop() in b"abcvx"
    del data[dice.roll(30):dice.roll(60)]
    if len(data) > 4000:
        data.clear()
    data.remove(97)


def read(dice):
    assert data[dice.roll(40)] in b"abcvx"
    assert isinstance(bytes(data), bytes)
    data.find(b"ba"), data.count(b"a"), data.upper(), data.decode(), data.split(b"b"), data.hex()
    data == b"a", hash(bytes(data)), data + b"x", b"a" in data, repr(data), data.replace(b"a", b"b")
    for byte in data:
        assert byte in b"abcvx"


def write(dice):
    data[dice.roll(40)] = 120
    data.reverse()
    data.__imul__(1 + dice.roll(2))
    data.__iadd__(b"ab")


def array_grow(dice):
    numbers.append(dice.roll(100))
    numbers.extend([1, 2, 3])
    numbers.extend(numbers[:10])
    numbers.insert(dice.roll(20), 7)
    numbers[2:5] = array.array("i", [4, 5, 6, 7])
    numbers.frombytes(b"\0\0\0\1" * dice.roll(4))
    if len(numbers) > 2000:
        del numbers[100:]


def array_read(dice):
    numbers[dice.roll(60)], numbers.count(1), 7 in numbers
    sum(numbers), list(numbers), numbers.tobytes(), numbers.tolist(), repr(numbers), numbers.index(1)
    array.array("i", numbers), numbers + numbers[:3], numbers == numbers[:], numbers * 2


def array_shrink(dice):
    numbers.pop(), numbers.pop(dice.roll(10)), numbers.remove(1)
    numbers.byteswap(), numbers.reverse()
    numbers[dice.roll(30)] = dice.roll(100)


def view_fixed(dice):
    view = views[dice.roll(4)]
    view[dice.roll(128)] = 97 + dice.roll(20)
    assert 97 <= view[dice.roll(128)] < 120
    view[4:8] = b"abcd"
    view.tobytes(), view.tolist(), view[10:20:2].tolist(), view == b"a", repr(view), len(view)
    struct.pack_into("4s", fixed, dice.roll(100), b"pqrs")
    struct.unpack_from("8s", fixed, dice.roll(100))


def renew_view(dice):
    views[dice.roll(4)] = memoryview(fixed)
    views[dice.roll(4)] = views[dice.roll(4)][dice.roll(8):]
    views[dice.roll(4)] = memoryview(fixed).cast("B")


def release(dice):
    views[dice.roll(4)].release()


def export(dice):
    with memoryview(data) as view:
        view.tobytes()
        data.append(97)


def pull(dice):
    next(iterators[dice.roll(2)])
    if dice.roll(10) == 0:
        iterators[:] = [iter(data), iter(numbers)]


storm_of([grow, shrink, read, write, array_grow, array_read, array_shrink, view_fixed, view_fixed,
          renew_view, release, export, pull],
         expected=(IndexError, ValueError, BufferError, StopIteration, UnicodeDecodeError))
print("ok")  # expect: ok
