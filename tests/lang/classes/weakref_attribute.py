# Classes whose instances can be weakly referenced have __weakref__, once in each line of bases;
# instances of built-in types have no __module__.
import weakref


class A:
    pass


class B(A):
    pass


class Slots:
    __slots__ = ("x",)


class Below(Slots):
    pass


class Asked:
    __slots__ = ("__weakref__",)


class Items(list):
    pass


class Number(int):
    pass


for cls in A, B, Slots, Below, Asked, Items, Number:
    print(cls.__name__, "__weakref__" in vars(cls), "__weakref__" in dir(cls))
# expect: A True True
# expect: B False True
# expect: Slots False False
# expect: Below True True
# expect: Asked True True
# expect: Items True True
# expect: Number False False
a = A()
print(a.__weakref__)  # expect: None
r = weakref.ref(a)
print(a.__weakref__ is r)  # expect: True
try:
    a.__weakref__ = 1
except AttributeError as error:
    print(error)  # expect: attribute '__weakref__' of 'A' objects is not writable
print(hasattr(5, "__module__"), hasattr([].append, "__module__"), int.__module__)  # expect: False True builtins
