"""Instances with __slots__, __dict__ and both: attributes, whole dicts and classes are exchanged."""
from _storm import storm_of


class Slotted:
    __slots__ = ("a", "b", "c")


class Mixed(Slotted):
    pass


class Other(Slotted):
    pass


class Proxy:
    def __init__(self, n):
        self.n = n

    def __getattr__(self, name):
        if name.startswith("made"):
            value = (name, self.__dict__.get("n", 0))
            self.__dict__[name] = value
            return value
        raise AttributeError(name)

    @property
    def double(self):
        return self.n * 2

    @double.setter
    def double(self, value):
        self.n = value // 2


plain = [Slotted() for _ in range(3)]
mixed = [Mixed() for _ in range(3)]
proxies = [Proxy(n) for n in range(3)]


def check(value):
    assert value[0] in ("a", "b", "c", "x", "y") and value[1][0] == value[0]


def write_slot(dice):
    name = "abc"[dice.roll(3)]
    setattr(plain[dice.roll(3)], name, (name, name * 3))
    setattr(mixed[dice.roll(3)], name, (name, name * 3))


def read_slot(dice):
    for _ in range(4):
        check(getattr(plain[dice.roll(3)], "abc"[dice.roll(3)]))


def delete_slot(dice):
    delattr(plain[dice.roll(3)], "abc"[dice.roll(3)])


def write_both(dice):
    x = mixed[dice.roll(3)]
    x.x = ("x", "xxx")
    x.y = ("y", "yyy")
    check(x.x)


def replace_dict(dice):
    mixed[dice.roll(3)].__dict__ = {"x": ("x", "x" * dice.roll(9) + "x")}


def look_at_dict(dice):
    for value in list(vars(mixed[dice.roll(3)]).values()):
        check(value)
    mixed[dice.roll(3)].__dict__.pop("x", None)


def change_class(dice):
    x = mixed[dice.roll(3)]
    x.__class__ = [Mixed, Other][dice.roll(2)]
    assert type(x) in (Mixed, Other) and isinstance(x, Slotted)


def local_class(dice):
    class Local(Slotted):
        extra = "extra" + str(dice.roll(99))

    x = mixed[dice.roll(3)]
    x.__class__ = Local
    x.x = ("x", "x")
    assert getattr(x, "extra", "extra")[:5] == "extra"
    x.__class__ = Mixed


def renew(dice):
    plain[dice.roll(3)] = Slotted()
    mixed[dice.roll(3)] = Mixed()
    proxies[dice.roll(3)] = Proxy(dice.roll(9))


def proxy(dice):
    p = proxies[dice.roll(3)]
    name = "made" + str(dice.roll(20))
    assert getattr(p, name)[0] == name
    p.double = dice.roll(10)
    assert isinstance(p.double, int)
    for key in list(p.__dict__):
        assert key == "n" or key.startswith("made")
    if dice.roll(4) == 0:
        p.__dict__.clear()
        p.n = 1


def many(dice):
    x = mixed[dice.roll(3)]
    for i in range(dice.roll(40)):
        setattr(x, "many" + str(i), ("a", "a"))
    for i in range(dice.roll(40)):
        getattr(x, "many" + str(i), None)


storm_of([write_slot, read_slot, delete_slot, write_both, replace_dict, look_at_dict, change_class,
          local_class, renew, proxy, many], expected=(AttributeError, RuntimeError, TypeError, RecursionError))
print("ok")  # expect: ok
