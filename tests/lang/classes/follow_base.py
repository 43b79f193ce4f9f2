# Special methods come from wherever the order of bases says, and the list of subclasses holds the living ones.
import gc


class Plain:
    def __len__(self):
        return 1

    def __eq__(self, other):
        return "equal"


class Heir(Plain):
    pass


class Late(Heir):
    def __len__(self):
        return 3


print(len(Heir()), len(Late()), Heir() == 1, Late() == 1)  # expect: 1 3 equal equal
for cls in Plain, Heir, Late:
    try:
        hash(cls())
    except TypeError as error:
        print(error)
# expect: unhashable type: 'Plain'
# expect: unhashable type: 'Heir'
# expect: unhashable type: 'Late'


class Hashed(Late):
    __hash__ = object.__hash__


class Follower(Hashed):
    pass


print(hash(Follower()) != -1, len(Follower()))  # expect: True 3


class Table(dict):
    pass


class SmallTable(Table):
    def __missing__(self, key):
        return key


print(SmallTable(a=1)["b"], len(SmallTable(a=1)), "a" in SmallTable(a=1))  # expect: b 1 True

# A metaclass may put other classes into the order than the bases'.


class Extra:
    def __len__(self):
        return 7


class Ordered(type):
    def mro(cls):
        return [cls, Extra, *super().mro()[1:]]


class Turned(Plain, metaclass=Ordered):
    pass


print(len(Turned()), Turned() == 1)  # expect: 7 equal

Plain.__len__ = lambda self: 10
print(len(Heir()), len(Late()), len(Turned()))  # expect: 10 3 7
del Late.__len__
print(len(Late()), len(Follower()))  # expect: 10 10

kept = []
for i in range(2000):
    class Short(Plain):
        number = i

    if i % 100 == 0:
        kept.append(Short)
    if i % 500 == 0:
        gc.collect()
del Short
gc.collect()
print([cls.number for cls in Plain.__subclasses__() if cls.__name__ == "Short"] == list(range(0, 2000, 100)))
# expect: True
print(Plain.__subclasses__()[:2] == [Heir, Turned])  # expect: True
