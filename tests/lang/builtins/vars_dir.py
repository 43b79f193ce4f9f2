class C:
    a = 1
    def f(self): pass
c = C()
c.b = 2
print(vars(c), "a" in vars(C), "f" in dir(c), "b" in dir(c), "b" in dir(C), "__init__" in dir(c))
# expect: {'b': 2} True True True False True
print("append" in dir([]), "upper" in dir(str), dir() == sorted(globals()), vars() is globals())
# expect: True True True True
for value in (5, [], "x"):
    try:
        vars(value)
    except TypeError as error:
        print(error)  # expect: vars() argument must have __dict__ attribute
        # expect: vars() argument must have __dict__ attribute
        # expect: vars() argument must have __dict__ attribute
def f(p):
    q = 1
    return dir()
print(f(0))  # expect: ['p', 'q']
