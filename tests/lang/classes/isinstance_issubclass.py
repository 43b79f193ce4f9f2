class A: pass
class B(A): pass

print(isinstance(B(), A), isinstance(A(), B), isinstance(5, (str, int)), isinstance(True, int), isinstance(None, type(None)), isinstance(A, type), isinstance(5, object))
# expect: True False True True True True True
print(issubclass(B, A), issubclass(A, A), issubclass(B, (int, A)), issubclass(bool, int), isinstance(5, int | str), isinstance([], (tuple, (set, list))))
# expect: True True True True True True
for action in (
    lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: issubclass(int, "x"),
    lambda: isinstance(1, (int, 5)), lambda: isinstance("a", (int, 5)), lambda: isinstance(1),
):
    try:
        print(action())
    except TypeError as error:
        print(error)  # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: issubclass() arg 1 must be a class
        # expect: issubclass() arg 2 must be a class, a tuple of classes, or a union
        # expect: True
        # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: isinstance expected 2 arguments, got 1
# A union asks its members one after the other.
print(isinstance(1, int | list[int]), issubclass(int, int | list[int]))  # expect: True True
try:
    isinstance("", int | list[int])
except TypeError as error:
    print(error)  # expect: isinstance() argument 2 cannot be a parameterized generic
try:
    issubclass(str, int | list[int])
except TypeError as error:
    print(error)  # expect: issubclass() argument 2 cannot be a parameterized generic
