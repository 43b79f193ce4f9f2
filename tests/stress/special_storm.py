"""Special methods are taken away and given back while they are called: the class has them, or an exception says it has not."""
from _storm import storm_of


class Everything:
    def __contains__(self, item):
        return True

    def __iter__(self):
        return iter([])

    def __next__(self):
        return 1

    def __len__(self):
        return 3

    def __getitem__(self, index):
        if index > 7:  # without __iter__ it is a sequence, and must end
            raise IndexError
        return index

    def __setitem__(self, index, value):
        pass

    def __call__(self):
        return 1

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

    def __bool__(self):
        return True

    def __index__(self):
        return 0

    def __repr__(self):
        return "x"

    def __add__(self, other):
        return 1

    def __neg__(self):
        return 1

    def __format__(self, spec):
        return ""

    def __getattr__(self, name):
        return 1

    def __get__(self, instance, owner):
        return 1

    def __set__(self, instance, value):
        pass


thing = Everything()
METHODS = {name: value for name, value in vars(Everything).items() if callable(value)}


class Holder:
    held = thing


holder = Holder()


def take_and_give(dice):
    name = list(METHODS)[dice.roll(len(METHODS))]
    try:
        delattr(Everything, name)
    except AttributeError:
        pass  # another thread has taken it
    setattr(Everything, name, METHODS[name])


def swap_contains(dice):
    try:
        del Everything.__contains__
    except AttributeError:
        pass
    Everything.__contains__ = METHODS["__contains__"]


def ask(dice):
    for _ in range(10):
        assert 5 in thing


def measure(dice):
    assert len(thing) == 3 and bool(thing) is True


def reach(dice):
    assert thing[7] == 7
    thing[7] = 8


def iterate(dice):
    assert list(iter(thing)) == []
    assert next(thing) == 1


def compute(dice):
    assert thing + 1 == -thing == thing() == [1][thing]


def identify(dice):
    assert {thing: 1}[thing] == 1 and thing == thing and hash(thing) == 1


def show(dice):
    assert repr(thing) == "x" and format(thing) == ""


def describe(dice):
    assert holder.held == 1
    holder.held = 2


EXPECTED = (TypeError, AttributeError, LookupError, AssertionError)
storm_of([swap_contains, ask], expected=EXPECTED)
storm_of(
    [take_and_give, ask, ask, measure, reach, iterate, compute, identify, show, describe],
    expected=EXPECTED,
)
print("ok")  # expect: ok
