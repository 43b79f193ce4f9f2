"""Properties, static and class methods and super objects are set up anew while others use them."""
from _storm import storm_of


class Base:
    def who(self):
        return "base"

    value = property(lambda self: 1, doc="text")


class Middle(Base):
    pass


class Lower(Middle):
    pass


shared = property(lambda self: 1)
behind = super(Middle, Middle())
static = staticmethod(len)
bound = classmethod(repr)
empty = [property.__new__(property) for _ in range(50)]
functions = [lambda self, n=n: n for n in range(4)]


def change_property(dice):
    which = dice.roll(4)
    if which == 0:
        shared.__init__(functions[dice.roll(4)])
    elif which == 1:
        shared.__init__(None, lambda self, value: None, None, "text" + str(dice.roll(9)))
    elif which == 2:
        shared.__doc__ = str(dice.roll(1000))
        shared.__name__ = str(dice.roll(1000))
    else:
        empty[dice.roll(50)].__init__(functions[dice.roll(4)])


def use_property(dice):
    assert shared.__get__(3, int) in range(4)
    shared.getter(functions[0]), shared.__doc__, shared.__isabstractmethod__, shared.fget
    empty[dice.roll(50)].__get__(3, int)


def change_super(dice):
    if dice.roll(2):
        super.__init__(behind, Lower, Lower())
    else:
        super.__init__(behind, Middle, Middle())


def use_super(dice):
    assert behind.who() == "base"
    assert behind.value == 1
    assert type(behind.__self__) in (Middle, Lower)
    repr(behind), behind.__thisclass__, behind.__self_class__


def change_wrappers(dice):
    static.__init__(functions[dice.roll(4)])
    bound.__init__(functions[dice.roll(4)])


def use_wrappers(dice):
    static.__get__(None, int)([]), repr(static), static.__func__, static.__isabstractmethod__
    bound.__get__(None, int)(), repr(bound)
    static([])


storm_of((change_property, use_property, use_property, change_super, use_super, use_super,
          change_wrappers, use_wrappers), expected=(AttributeError,))
print("ok")  # expect: ok
