"""The attributes of one function are replaced while it is called."""
from _storm import storm_of


def make(kind):
    if kind == 0:
        def f(a, b=2, *, c=3):
            return a, b, c
    elif kind == 1:
        def f(a, b=5, *rest, c=7, **more):
            return a, b, c
    else:
        def f(a, b, c=1):
            return a, b, c
    return f


class Holder:
    pass


shared = make(0)
holder = Holder()
holder.method = shared.__get__(holder)


def set_code(dice):
    shared.__code__ = make(dice.roll(3)).__code__


def set_defaults(dice):
    shared.__defaults__ = [None, (1,), (1, 2), ("x", "y")][dice.roll(4)]
    shared.__kwdefaults__ = [None, {"c": 1}, {"c": "z", "d": 4}][dice.roll(3)]


def set_names(dice):
    shared.__name__ = "name" + str(dice.roll(1000))
    shared.__qualname__ = "qualified" + str(dice.roll(1000))
    shared.__doc__ = "doc" + str(dice.roll(1000))
    shared.__module__ = "module" + str(dice.roll(1000))


def get_names(dice):
    assert shared.__name__[:4] in ("name", "f") and shared.__qualname__
    assert shared.__doc__ is None or shared.__doc__.startswith("doc")
    assert isinstance(shared.__module__, str)
    repr(shared)


def set_dict(dice):
    shared.extra = str(dice.roll(1000))
    shared.__annotations__ = {"a": str(dice.roll(10))}
    if dice.roll(4) == 0:
        shared.__dict__ = {"extra": "new"}
    if dice.roll(4) == 0:
        del shared.extra


def get_dict(dice):
    assert isinstance(shared.__dict__, dict)
    assert isinstance(shared.__annotations__, dict)
    assert isinstance(shared.extra, str)


def call(dice):
    for _ in range(4):
        assert len(shared(1)) == 3


def call_more(dice):
    assert shared(1, 2, c=4)[0] == 1
    assert len(holder.method()) == 3


def get_defaults(dice):
    defaults, named = shared.__defaults__, shared.__kwdefaults__
    assert defaults is None or len(defaults) <= 2
    assert named is None or "c" in named
    assert shared.__code__.co_argcount in (2, 3)


def bind_again(dice):
    holder.method = shared.__get__(holder)
    assert holder.method.__func__ is shared and holder.method.__self__ is holder


storm_of([set_code, set_defaults, set_names, get_names, set_dict, get_dict, call, call_more,
          get_defaults, bind_again], expected=(TypeError, AttributeError))
print("ok")  # expect: ok
