class Count:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

@Count
def double(x):
    return x * 2

print(double(2), double(5), double.calls, type(double).__name__)  # expect: 4 10 2 Count
