class C:
    x = 1
c = C()
setattr(c, "y", 2)
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "z", "default"), hasattr(c, "y"), hasattr(c, "q"))
# expect: 1 2 default True False
delattr(c, "y")
print(hasattr(c, "y"), getattr([], "append").__name__, getattr(5, "real"))  # expect: False append 5
setattr(c, "not an identifier", 5)
print(getattr(c, "not an identifier"), vars(c))  # expect: 5 {'not an identifier': 5}
for action in (
    lambda: getattr(c, "nope"), lambda: getattr(c, 5), lambda: hasattr(c, 5),
    lambda: setattr(c, "x"), lambda: delattr(c, "x"), lambda: getattr(c),
    lambda: setattr(5, "x", 1),
):
    try:
        action()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)  # expect: AttributeError 'C' object has no attribute 'nope'
        # expect: TypeError attribute name must be string, not 'int'
        # expect: TypeError attribute name must be string, not 'int'
        # expect: TypeError setattr expected 3 arguments, got 2
        # expect: AttributeError 'C' object has no attribute 'x'
        # expect: TypeError getattr expected at least 2 arguments, got 1
        # expect: AttributeError 'int' object has no attribute 'x' and no __dict__ for setting new attributes
