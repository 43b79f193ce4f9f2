a = []
for _ in range(200000):
    a = [a]
print(len(a))  # expect: 1
a = None
t = ()
for _ in range(200000):
    t = (t, 1)
t = None
d = {}
for _ in range(100000):
    d = {"k": d}
d = None
class Node: pass
n = None
for _ in range(100000):
    m = Node()
    m.next = n
    n = m
del n, m
print("freed")  # expect: freed
x = []
for _ in range(100000):
    x = [x]
try:
    repr(x)
except RecursionError as error:
    print("repr too deep")  # expect: repr too deep
