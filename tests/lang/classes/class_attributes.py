class A:
    shared = []
    count = 0

a, b = A(), A()
a.shared.append(1)
a.count += 1
print(b.shared, a.count, b.count, A.count, a.__dict__, b.__dict__)  # expect: [1] 1 0 0 {'count': 1} {}
A.count = 10
print(a.count, b.count)  # expect: 1 10
del a.count
print(a.count)  # expect: 10
try:
    del a.count
except AttributeError as error:
    print(error)  # expect: 'A' object has no attribute 'count'
A.added = lambda self: "late"
print(b.added(), "added" in A.__dict__)  # expect: late True
del A.added
try:
    b.added
except AttributeError as error:
    print(error)  # expect: 'A' object has no attribute 'added'
