Made = type("Made", (dict,), {"x": 1, "hello": lambda self: f"hello from {self.x}"})
m = Made(k=2)
print(m.hello(), m, Made.__name__, Made.__bases__, type(Made), isinstance(m, dict))
# expect: hello from 1 {'k': 2} Made (<class 'dict'>,) <class 'type'> True
for arguments in ((1, (), {}), ("A", 5, {}), ("A", (), 5), ("A", ())):
    try:
        type(*arguments)
    except TypeError as error:
        print(error)  # expect: type.__new__() argument 1 must be str, not int
        # expect: type.__new__() argument 2 must be tuple, not int
        # expect: type.__new__() argument 3 must be dict, not int
        # expect: type() takes 1 or 3 arguments
