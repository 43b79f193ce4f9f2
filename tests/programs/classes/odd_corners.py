"""What few programs do to classes, modules and their descriptors."""
import array
import re
import types
import warnings


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


# A module may become one of a subclass, whose properties then count.
class Lazy(types.ModuleType):
    @property
    def answer(self):
        return 42


class Larger(types.ModuleType):
    __slots__ = ("more",)


module = types.ModuleType("module")
module.plain = 1
attempt(lambda: setattr(module, "__class__", Lazy))
print(module.answer, module.plain, type(module).__name__, vars(module)["plain"])
attempt(lambda: setattr(module, "__class__", Larger))
attempt(lambda: setattr(module, "__class__", int))
module.__class__ = types.ModuleType
attempt(lambda: module.answer)
attempt(lambda: setattr(module, "__dict__", {}))
module.__loader__ = Lazy
print(module)
del module.__name__
print(module)
attempt(lambda: module.answer)


# The text of a class may be made when it is asked for.
class Text:
    def __get__(self, instance, owner):
        return f"about {owner.__name__}"


class Described:
    __doc__ = Text()


print(Described.__doc__, Described().__doc__)

# A method of a class belongs to its subclasses only.
from_keys = dict.__dict__["fromkeys"]
attempt(lambda: from_keys.__get__(42))
attempt(lambda: from_keys.__get__(None, int))
print(from_keys.__get__({})("ab"))

# format() of built-in types takes texts only.
for value in (5, 5.5, 1j, "text", [], object()):
    attempt(lambda: value.__format__(3))
attempt(lambda: (5).__format__(None))
print((5).__format__("03"), "text".__format__(">6"))


# The text that bytes() is given may know better.
class Encoded(str):
    def __bytes__(self):
        return b"encoded"


class Part(bytes):
    pass


class Parted:
    def __bytes__(self):
        return Part(b"part")


print(type(bytes(Parted())).__name__, type(bytes(Part(b"x"))).__name__, type(Part(Parted())).__name__)
print(bytes(Encoded("x")), bytes(Encoded("x"), "ascii"))
attempt(lambda: bytearray(Encoded("x")))

# zip() goes on where its iterators go on.
class Growing:
    def __init__(self, top):
        self.at, self.top = 0, top

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.top:
            raise StopIteration
        self.at += 1
        return self.at


first, second = Growing(2), Growing(4)
pairs = zip(first, second)
print(list(pairs))
first.top = 4
print(list(pairs))


# Whoever changes what is compared or taken over is noticed.
class Clears:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 0

    def __eq__(self, other):
        self.target.clear()
        return NotImplemented


left, right = [], []
left.append(Clears(right))
right.append(Clears(left))
print(left == right, left, right)
other = {n: 0 for n in range(1, 100)}
other[Clears(other)] = 0
attempt(lambda: {Clears(other): 0, 1: 1}.update(other))
number = 3 + 4j
print(complex(number) is number, complex(), complex(imag=number))


# What is deprecated says so.
class Number:
    def __init__(self, value):
        self.value = value

    def __trunc__(self):
        return self.value


flag = True


class Flag:
    def __int__(self):
        return True

    __index__ = __int__


for action in (lambda: int(Number(7)), lambda: int(Number(False)), lambda: int(Number("x")), lambda: int(Flag()),
               lambda: [10, 20][Flag()], lambda: ~flag, lambda: re.split("b", "abc", 1), lambda: re.sub("b", "", "b", 1, 0),
               lambda: not NotImplemented, lambda: NotImplemented or 1):
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        attempt(action)
    print([f"{warning.category.__name__}: {warning.message}" for warning in given])
attempt(lambda: re.split("b", "abc", 1, maxsplit=2))
attempt(lambda: re.sub("b", "", "abc", 1, 0, 2))

# Numbers are read from whatever holds bytes.
print(int(array.array("B", b"12")), float(array.array("B", b"1.5")), int(memoryview(b"7")))
with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter("always")
    print(array.array("u", "ab"))
print([str(warning.message) for warning in given])
