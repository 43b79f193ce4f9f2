class C:
    count = 0

    def __init__(self):
        C.count += 1

    @classmethod
    def total(cls):
        return cls.__name__, cls.count

    @staticmethod
    def add(a, b):
        return a + b

    @classmethod
    def make(cls):
        return cls()

class D(C):
    pass

C()
print(C.total(), C().total(), D.total(), type(D.make()), C.add(1, 2), D().add("a", "b"))
# expect: ('C', 1) ('C', 2) ('D', 2) <class '__main__.D'> 3 ab
f = C.total
print(f(), C.__dict__["add"].__func__(1, 1))  # expect: ('C', 4) 2
