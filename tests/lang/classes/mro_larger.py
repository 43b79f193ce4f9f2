class O: pass
class F(O): pass
class E(O): pass
class D(O): pass
class C(D, F): pass
class B(E, D): pass
class A(B, C): pass

print([k.__name__ for k in A.__mro__])  # expect: ['A', 'B', 'E', 'C', 'D', 'F', 'O', 'object']
class X(dict): pass
class Y(X, dict): pass
print([k.__name__ for k in Y.__mro__])  # expect: ['Y', 'X', 'dict', 'object']
for bases in ((int, str), (bool,), (type(None),), (5,), (len,)):
    try:
        class Z(*bases): pass
        print("made")
    except TypeError as error:
        print(error)  # expect: multiple bases have instance lay-out conflict
        # expect: type 'bool' is not an acceptable base type
        # expect: type 'NoneType' is not an acceptable base type
        # expect: int expected at most 2 arguments, got 3
        # expect: cannot create 'builtin_function_or_method' instances
