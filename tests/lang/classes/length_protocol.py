# What len() accepts from __len__, and when else it is asked.
class Long:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


class Noisy:
    def __len__(self):
        print("asked")
        return 2

    def __iter__(self):
        return iter("xy")


class Hinting:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        return self.hint

    def __iter__(self):
        return iter([1])


def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError, OverflowError, MemoryError) as error:
        print(f"{type(error).__name__}: {error}")


attempt(lambda: len(Long(2**62)))  # expect: 4611686018427387904
attempt(lambda: len(Long(2**63 - 1)))  # expect: 9223372036854775807
attempt(lambda: len(Long(2**63)))  # expect: OverflowError: cannot fit 'int' into an index-sized integer
attempt(lambda: len(Long(-1)))  # expect: ValueError: __len__() should return >= 0
attempt(lambda: len(Long(-(2**100))))  # expect: ValueError: __len__() should return >= 0
attempt(lambda: len(Long(1.5)))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: len(Long(True)))  # expect: 1
print("list")  # expect: list
print(list(Noisy()))  # expect: asked
# expect: ['x', 'y']
print(tuple(Noisy()))  # expect: asked
# expect: ('x', 'y')
a, b = Noisy()
print(a, b)  # expect: x y
attempt(lambda: list(Hinting(-1)))  # expect: ValueError: __length_hint__() should return >= 0
attempt(lambda: list(Hinting("x")))  # expect: TypeError: __length_hint__ must be an integer, not str
attempt(lambda: list(Hinting(NotImplemented)))  # expect: [1]
try:
    list(Hinting(2**62))
except MemoryError:
    print("too long")  # expect: too long
attempt(lambda: "ab" * 2**62)  # expect: OverflowError: repeated string is too long
attempt(lambda: b"ab" * 2**62)  # expect: OverflowError: repeated bytes are too long
attempt(lambda: chr(2**70))  # expect: ValueError: chr() arg not in range(0x110000)
