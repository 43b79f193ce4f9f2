class Single:
    instance = None

    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *args):
        print("init", args)

a, b = Single(1), Single(2)
# expect: new (1,)
# expect: init (1,)
# expect: new (2,)
# expect: init (2,)
print(a is b)  # expect: True
class Other:
    def __new__(cls):
        return "not an instance"
    def __init__(self):
        print("never called")

print(Other())  # expect: not an instance
class Positive(int):
    def __new__(cls, value):
        return super().__new__(cls, abs(value))

print(Positive(-5), Positive(-5) + 1, type(Positive(3)).__name__)  # expect: 5 6 Positive
