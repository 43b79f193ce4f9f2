"""Sequence and mapping patterns: what counts as one, and the order of the tests."""


def sequence(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one {x!r}"
        case [x, y]:
            return f"two {x!r} {y!r}"
        case [first, *middle, last]:
            return f"many {first!r} {middle!r} {last!r}"
        case _:
            return "no sequence"


class OnlyItems:
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return [1, 2][index]


class LoudList(list):
    def __len__(self):
        print("len")
        return super().__len__()

    def __iter__(self):
        print("iter")
        return super().__iter__()


for value in ([], (1,), [1, 2], (1, 2, 3, 4), range(2), range(9), "ab", b"ab", bytearray(b"ab"),
              {1: 2}, {1, 2}, iter([1, 2]), OnlyItems(), LoudList([1, 2])):
    print(sequence(value))


def nested(value):
    match value:
        case [1, [2, [3, x]]] | [x, 9]:
            return f"deep {x}"
        case [1 | 2 as a, 3 | 4 as b]:
            return f"{a} and {b}"
        case [_, _, *_]:
            return "two or more"
        case [*_]:
            return "fewer"


for value in ([1, [2, [3, 4]]], [7, 9], [2, 4], [1, 2], [1], []):
    print(nested(value))


class Missing(dict):
    def __missing__(self, key):
        print("never called")
        return 5


class KeysOnly:
    def keys(self):
        return ["name"]

    def __getitem__(self, key):
        return 1

    def __len__(self):
        return 1


class Names:
    FIRST = "name"
    SECOND = "name"
    LIST = []


def mapping(value):
    match value:
        case {"name": str(name), "tags": [tag, *_]}:
            return f"{name} is {tag}"
        case {"name": {"first": first, **others}, **rest}:
            return f"{first} {others} {rest}"
        case {1: x, **rest}:
            return f"{x} {rest}"
        case {-1: x, None: y, b"b": z}:
            return f"{x} {y} {z}"
        case {"name": _}:
            return "a name"
        case {}:
            return "a mapping"
        case _:
            return "no mapping"


for value in ({"name": "n", "tags": ["t", "u"]}, {"name": {"first": 1, "last": 2}, "x": 3}, {True: 1, 2: 3},
              {-1: 1, None: 2, b"b": 3}, {"name": 0}, {}, Missing(), Missing(name=1), KeysOnly(), []):
    print(mapping(value))
try:
    match {"name": 1, "b": 2}:
        case {Names.FIRST: a, Names.SECOND: b}:
            pass
except ValueError as error:
    print(error)
try:
    match {1: 2}:
        case {Names.LIST: a}:
            pass
except TypeError as error:
    print(error)


class Lying(list):
    def __len__(self):
        return 3


class Broken(list):
    def __len__(self):
        raise ValueError("no length")


for value in (Lying([1, 2]), Broken()):
    try:
        match value:
            case [a, b, c]:
                pass
    except ValueError as error:
        print(error)
match Broken():
    case [*everything]:
        print(everything)
