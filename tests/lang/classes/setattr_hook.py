class Watched:
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)

w = Watched()
w.x = 1  # expect: set x 1
w.x += 1  # expect: set x 2
setattr(w, "y", 5)  # expect: set y 5
del w.x  # expect: del x
print(w.__dict__)  # expect: {'y': 5}
class ReadOnly:
    def __setattr__(self, name, value):
        raise AttributeError(f"{name} is read only")

try:
    ReadOnly().x = 1
except AttributeError as error:
    print(error)  # expect: x is read only
