class Base:
    def __init__(self, **kwargs):
        self.args = kwargs

class Named:
    def __init__(self, *, name, **kwargs):
        super().__init__(**kwargs)
        self.name = name

class Sized:
    def __init__(self, *, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size

class Thing(Named, Sized, Base): pass

t = Thing(name="n", size=3, extra=True)
print(t.name, t.size, t.args)  # expect: n 3 {'extra': True}
try:
    Thing(name="n")
except TypeError as error:
    print(error)  # expect: Sized.__init__() missing 1 required keyword-only argument: 'size'
