class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        print("computing")
        value = self.function(instance)
        instance.__dict__[self.function.__name__] = value
        return value

class C:
    @Lazy
    def answer(self):
        return 42

c = C()
print(c.answer)  # expect: computing
# expect: 42
print(c.answer)  # expect: 42
class OnlySet:
    def __set__(self, instance, value):
        print("set", value)

class D:
    x = OnlySet()

d = D()
d.x = 5  # expect: set 5
print(d.__dict__, type(d.x).__name__)  # expect: {} OnlySet
try:
    del d.x
except AttributeError as error:
    print(error)  # expect: __delete__
