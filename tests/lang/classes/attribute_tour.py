class A:
    x = 1
    def f(self): pass

a = A()
a.y = 2
print([n for n in dir(a) if not n.startswith("__")], vars(a), getattr(a, "x"), hasattr(a, "f"))
# expect: ['f', 'x', 'y'] {'y': 2} 1 True
a.__dict__["z"] = 3
print(a.z, "z" in dir(a))  # expect: 3 True
a.__dict__ = {"w": 9}
print(a.w, hasattr(a, "y"))  # expect: 9 False
class B: pass
a.__class__ = B
print(type(a).__name__, a.w, isinstance(a, B), hasattr(a, "x"))  # expect: B 9 True False
