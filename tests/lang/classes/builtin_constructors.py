# How the constructors of built-in types treat keywords, classes and instances in front.
def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


class NewList(list):
    def __new__(cls, items, note=None):
        self = super().__new__(cls, items)
        self.note = note
        return self


class InitTuple(tuple):
    def __init__(self, items, note=None):
        self.note = note


class PlainList(list):
    pass


class Bytes(bytearray):
    pass


attempt(lambda: NewList([1], note=2))  # expect: [1]
attempt(lambda: NewList([1], note=2).note)  # expect: 2
attempt(lambda: (InitTuple((1,), note=3), InitTuple((1,), note=3).note))  # expect: ((1,), 3)
attempt(lambda: PlainList([1], note=2))  # expect: TypeError: list() takes no keyword arguments
attempt(lambda: int.__new__(1))  # expect: TypeError: int.__new__(X): X is not a type object (int)
attempt(lambda: str.__new__("a"))  # expect: TypeError: str.__new__(X): X is not a type object (str)
attempt(lambda: list.__new__([]))  # expect: TypeError: list.__new__(X): X is not a type object (list)
attempt(lambda: type.__new__(int))  # expect: TypeError: type.__new__(int): int is not a subtype of type
attempt(lambda: int.__new__(str))  # expect: TypeError: int.__new__(str): str is not a subtype of int
attempt(lambda: Bytes(b"a"))  # expect: Bytes(b'a')
