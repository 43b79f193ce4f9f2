"""help() on functions, classes, instances, methods and names that do not exist."""
import enum


def f(a, b=2, *args, c: int = 3, **kw) -> str:
    """Do f.

    More text
      indented.
    """


# A comment in front.
# It is all there is.
def commented(a, *, b):
    pass


async def wait_for(x):
    "Waits."


class Base:
    """Base doc."""
    x = 1

    def m(self):
        "m doc"

    def shared(self):
        "Inherited text."


class C(Base):
    """A class."""
    z: int = 5
    long = list(range(100))
    alias = Base.m

    def __init__(self, a, b=3):
        """Make it."""

    def shared(self):
        pass

    @property
    def p(self):
        "the p"

    @property
    def w(self):
        "can be set"

    @w.setter
    def w(self, value):
        pass

    @staticmethod
    def s(a):
        pass

    @classmethod
    def k(cls):
        "kk"

    def __len__(self):
        return 1

    def __repr__(self):
        return "C!"

    def _private(self):
        pass

    fn = lambda self: 1


class Slotted:
    __slots__ = ("a",)


help(f)
help(commented)
help(wait_for)
help(lambda x, y: x)
help(C)
help(C(1))
help(C.m)
help(C(1).shared)
help(C.p)
help(Slotted)
help(len)
help(list.append)
help([].append)
help("no.such.thing")
print(repr(help))
