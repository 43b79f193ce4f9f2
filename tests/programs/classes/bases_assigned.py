"""A class gets other bases: its order, what its instances find, and what is refused."""
import warnings


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class A:
    name = "A"


class B:
    name = "B"
    only_b = True


class C(A):
    pass


class D(C):
    pass


made_before = D()
print(made_before.name, C.__mro__)
C.__bases__ = (B,)
print(made_before.name, made_before.only_b, C.__mro__, D.__mro__, A.__subclasses__(), B.__subclasses__())
print(isinstance(made_before, B), issubclass(D, A), C.__base__)
C.__bases__ = (A, B)
print(made_before.name, made_before.only_b, D.__mro__, A.__subclasses__())
for value in ((), (D,), (C,), (int,), [A], (5,), (A, A), (A, object, B)):
    attempt(lambda: setattr(C, "__bases__", value))
print(C.__bases__, D.__mro__)
attempt(lambda: setattr(int, "__bases__", (A,)))
attempt(lambda: delattr(C, "__bases__"))


class Sized(A):
    def __len__(self):
        return 7

    def __add__(self, other):
        return "added"

    def __init_subclass__(cls):
        print("not called again")


class Middle(A):
    pass


class Lower(Middle):
    pass


item = Lower()
for base in (Sized, A, Sized):
    Middle.__bases__ = (base,)
    attempt(lambda: len(item))
    attempt(lambda: item + 1)


class Slotted:
    __slots__ = ("field",)


class Plain:
    pass


attempt(lambda: setattr(Middle, "__bases__", (Slotted,)))
attempt(lambda: setattr(Plain, "__bases__", (A,)))


# An order that cannot be made changes nothing.
class X(A, B):
    pass


class Y(C, X):
    pass


attempt(lambda: setattr(C, "__bases__", (B, A)))
print(C.__bases__, Y.__mro__, D.__mro__)


# dir() while comparing keys gives the class other bases.
class Key:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        if bases:
            Changed.__bases__ = (bases.pop(),)
            kept.append([tuple(range(4)) for _ in range(100)])
        return False


warnings.simplefilter("ignore", RuntimeWarning)  # about keys that are no names
kept = []
bases = []
Root = type("Root", (), {Key(): 1})
First = type("First", (Root,), {Key(): 2})
Second = type("Second", (Root,), {})
Changed = type("Changed", (First,), {"own": 3})
for look in (lambda: Changed, lambda: Changed()):
    bases.append(Second)
    names = [name for name in type(look()).__dir__(look()) if isinstance(name, str)]
    print("own" in names, "__init__" in names, Changed.__bases__, len(bases))
    Changed.__bases__ = (First,)
