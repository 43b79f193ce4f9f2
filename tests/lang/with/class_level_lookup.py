# __enter__ and __exit__ are looked up on the type, not on the instance.
class M:
    def __enter__(self): return "type"
    def __exit__(self, *a): pass

m = M()
m.__enter__ = lambda: "instance"
with m as value:
    print(value)  # expect: type
class Inherits(M): pass
with Inherits() as value:
    print(value)  # expect: type
