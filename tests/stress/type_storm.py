"""Names, bases and special methods of classes change while instances are used."""
from _storm import ROUNDS, storm_of


class Left:
    side = "left"

    def where(self):
        return "left"


class Right:
    side = "right"

    def where(self):
        return "right"


class Shared(Left):
    def __init__(self, value=0):
        self.value = value


objects = [Shared(n) for n in range(4)]


def rename(dice):
    Shared.__name__ = "Name" + str(dice.roll(1000))
    Shared.__qualname__ = "Qualified" + str(dice.roll(1000))
    Shared.__doc__ = "doc" + str(dice.roll(1000))
    Shared.__module__ = "module" + str(dice.roll(1000))


def show(dice):
    assert Shared.__name__[:4] in ("Name", "Shar")
    repr(Shared), repr(objects[0]), Shared.__qualname__, Shared.__doc__, Shared.__module__
    objects[0].missing


def add_special(dice):
    kind = dice.roll(7)
    if kind == 0:
        Shared.__len__ = lambda self: 3
    elif kind == 1:
        Shared.__eq__ = lambda self, other: True
    elif kind == 2:
        Shared.__getattr__ = lambda self, name: name
    elif kind == 3:
        Shared.__call__ = lambda self: "called"
    elif kind == 4:
        Shared.__add__ = lambda self, other: "sum"
    elif kind == 5:
        Shared.__iter__ = lambda self: iter((1, 2))
    else:
        Shared.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value)


def remove_special(dice):
    names = ("__len__", "__eq__", "__getattr__", "__call__", "__add__", "__iter__", "__setattr__")
    delattr(Shared, names[dice.roll(7)])


def use_special(dice):
    x = objects[dice.roll(4)]
    kind = dice.roll(6)
    if kind == 0:
        assert len(x) == 3
    elif kind == 1:
        assert x == x
    elif kind == 2:
        assert x.anything == "anything"
    elif kind == 3:
        assert x() == "called"
    elif kind == 4:
        assert x + 1 == "sum"
    else:
        assert list(x) == [1, 2]


def subclass(dice):
    class Child(Shared):
        def where(self):
            return "child", super().where()

    assert Child().where()[0] == "child"
    assert issubclass(Child, Shared) and Child in Shared.__subclasses__()


def rebase(dice):
    Shared.__bases__ = [(Left,), (Right,), (Left, Right)][dice.roll(3)]


def look(dice):
    for _ in range(5):
        assert objects[dice.roll(4)].where() in ("left", "right", "override")
        assert Shared.side in ("left", "right", "own")
    assert Shared.__mro__[0] is Shared and Shared.__bases__[0] in (Left, Right)


def override(dice):
    if dice.roll(2):
        Shared.where = lambda self: "override"
        Shared.side = "own"
    else:
        del Shared.where
        del Shared.side


def nested_class(dice):
    class Inner:
        text = "inner" + str(dice.roll(100))

    Shared.inner = Inner
    assert Shared.inner.text.startswith("inner")
    assert objects[0].inner().text.startswith("inner")


def set_value(dice):
    x = objects[dice.roll(4)]
    x.value = str(dice.roll(100))
    x.value
    objects[dice.roll(4)] = Shared(dice.roll(100))


def annotate(dice):
    Shared.__annotations__ = {"a": int}
    assert isinstance(Shared.__annotations__, dict)
    assert "where" in dir(Shared)
    assert isinstance(vars(Shared).copy(), dict)


storm_of([rename, show, add_special, remove_special, use_special, subclass, rebase, look, look,
          override, nested_class, set_value, annotate],
         expected=(TypeError, AttributeError, RuntimeError), rounds=ROUNDS // 3)
print("ok")  # expect: ok
