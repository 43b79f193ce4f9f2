class P:
    @property
    def broken(self):
        return self.missing

    x = property(None, lambda self, v: print("set", v))
    y = property(lambda self: 1)

p = P()
for action in (lambda: p.broken, lambda: p.x, lambda: setattr(p, "y", 2)):
    try:
        action()
    except AttributeError as error:
        print(error)  # expect: 'P' object has no attribute 'missing'
        # expect: property 'x' of 'P' object has no getter
        # expect: property 'y' of 'P' object has no setter
p.x = 5  # expect: set 5
print(p.y)  # expect: 1
p.__dict__["y"] = "hidden by the property"
print(p.y)  # expect: 1
