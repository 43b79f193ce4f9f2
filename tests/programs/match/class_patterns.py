"""Class patterns: __match_args__, attributes, built-in classes, and what goes wrong."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"x axis at {x}"
        case Point(x) if x == value.y:
            return f"diagonal at {x}"
        case Point():
            return "somewhere"
        case bool(b):
            return f"bool {b}"
        case int(n) | float(n):
            return f"number {n}"
        case str(text) | bytes(text) | bytearray(text):
            return f"text {text!r}"
        case list([first, *_]) | tuple([first, *_]):
            return f"begins with {first}"
        case dict({"key": found}):
            return f"key {found}"
        case set() | frozenset():
            return "a set"
        case None:
            return "nothing"
        case _:
            return "unknown"


for value in (Point(0, 0), Point(3, 0), Point(4, 4), Point(1, 2), True, 5, 2.5, "a", b"a",
              bytearray(b"a"), [1], (2, 3), [], {"key": 1}, {}, {1}, frozenset(), None, 1j, range(3)):
    print(describe(value))


def attempt(class_, subject, count):
    try:
        match count, subject:
            case 1, class_(a):
                print("one", a)
            case 2, class_(a, b):
                print("two", a, b)
            case 3, class_(a, x=b):
                print("keyword", a, b)
            case _:
                print("no match")
    except TypeError as error:
        print(error)


class NoArguments:
    pass


class ListArguments:
    __match_args__ = ["x"]


class NumberArguments:
    __match_args__ = ("x", 3)
    x = 1


class TwiceArguments:
    __match_args__ = ("x", "x")
    x = 1


class Number(int):
    pass


class NamedNumber(int):
    __match_args__ = ("real",)


class NoDict(dict):
    __match_args__ = ()


attempt(NoArguments, NoArguments(), 1)
attempt(ListArguments, ListArguments(), 1)
attempt(ListArguments, 5, 1)
attempt(NumberArguments, NumberArguments(), 1)
attempt(NumberArguments, NumberArguments(), 2)
attempt(TwiceArguments, TwiceArguments(), 1)
attempt(TwiceArguments, TwiceArguments(), 2)
attempt(TwiceArguments, TwiceArguments(), 3)
attempt(Point, Point(1, 2), 3)
attempt(Number, Number(4), 1)
attempt(NamedNumber, NamedNumber(4), 1)
attempt(NoDict, NoDict(), 1)
attempt(int, 5, 2)
attempt(object, 5, 1)
attempt(complex, 5j, 1)
attempt(list[int], [], 1)
attempt(3, 3, 1)


class Even(type):
    def __instancecheck__(cls, instance):
        return instance % 2 == 0


class EvenNumber(metaclass=Even):
    pass


class Loud:
    def __getattr__(self, name):
        print("asked for", name)
        if name == "fails":
            raise ValueError("fails")
        raise AttributeError(name)


def ask(value):
    match value:
        case Loud(missing=1, other=2):
            return "first"
        case Loud(fails=1):
            return "second"
        case EvenNumber():
            return "even"
        case _:
            return "odd"


print(ask(4), ask(5))
try:
    ask(Loud())
except ValueError as error:
    print(error)
