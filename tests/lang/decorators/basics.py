def loud(function):
    def wrapper(*args, **kwargs):
        print("calling", function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return wrapper

@loud
def add(a, b=0):
    return a + b

print(add(1, b=2))  # expect: calling add (1,) {'b': 2}
# expect: 3
print(add.__name__)  # expect: wrapper
