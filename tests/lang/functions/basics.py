def add(a, b):
    """Adds two values."""
    return a + b

def nothing():
    pass

print(add(1, 2), add("a", "b"), nothing(), add.__name__, add.__doc__, nothing.__doc__)
# expect: 3 ab None add Adds two values. None
square = lambda x: x * x
print(square(5), square.__name__, callable(add), callable(5), (lambda: 7)(), (lambda *a, k=1: (a, k))(1, 2, k=3))
# expect: 25 <lambda> True False 7 ((1, 2), 3)
f = add
print(f is add, f(b=1, a=5), type(add).__name__)  # expect: True 6 function
