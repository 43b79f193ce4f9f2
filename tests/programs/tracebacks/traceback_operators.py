import sys


def report(action):
    try:
        action()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


values = {"a": [1, 2, 3], "b": None}


def index():
    return values["a"][5]


def attribute():
    return values["b"].name


def binary():
    return 1 + len(values) + values["a"] * "x"


def call():
    return values["b"](1, 2)


def compare():
    return 1 < values["b"]


def unpack():
    a, b = values["a"]


def subscript_of_call():
    return len(values["a"])[0]


def name():
    return undefined_name + 1


def assign():
    values["b"][0] = 1


def raising():
    raise LookupError("raised here")


def asserting():
    assert values["b"] is not None, "b is missing"


for action in (index, attribute, binary, call, compare, unpack, subscript_of_call, name, assign, raising, asserting):
    report(action)
