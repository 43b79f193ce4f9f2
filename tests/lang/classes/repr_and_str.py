class A:
    def __repr__(self): return "A-repr"

class B(A):
    def __str__(self): return "B-str"

print(A(), B(), [A(), B()], str(A()), repr(B()), f"{B()} {B()!r}", {"k": B()}, (A(),))
# expect: A-repr B-str [A-repr, A-repr] A-repr A-repr B-str A-repr {'k': A-repr} (A-repr,)
class Bad:
    def __repr__(self): return 5

try:
    repr(Bad())
except TypeError as error:
    print(error)  # expect: __repr__ returned non-string (type int)
try:
    print([Bad()])
except TypeError as error:
    print(error)  # expect: __repr__ returned non-string (type int)
class Plain: pass
text = repr(Plain())
print(text.startswith("<__main__.Plain object at 0x"), text.endswith(">"))  # expect: True True
def outer():
    class In: pass
    return In
print(repr(outer()), repr(outer()()).split(" at ")[0], repr(outer).split(" at ")[0], repr(Plain().__init__).split(" of ")[0])
# expect: <class '__main__.outer.<locals>.In'> <__main__.outer.<locals>.In object <function outer <method-wrapper '__init__'
