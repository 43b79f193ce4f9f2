# Guest code that runs in the middle of an operation and changes its container.
class Evil:
    def __init__(self, action):
        self.action = action
    def __eq__(self, other):
        self.action()
        return False
    def __hash__(self):
        return 1
    def __lt__(self, other):
        self.action()
        return True
    def __repr__(self):
        self.action()
        return "evil"
    def __index__(self):
        self.action()
        return 0

a = [1, 2, 3]
a.append(Evil(a.clear))
print(5 in a, a)  # expect: False []
b = [Evil(lambda: b.clear()) for _ in range(5)]
try:
    b.index(7)
except ValueError as error:
    print("not found", b)  # expect: not found []
c = [Evil(lambda: c.clear()), 1, 2]
print(repr(c))  # expect: [evil]
d = {}
d[Evil(d.clear)] = 1
d[1] = 2
d[Evil(d.clear)] = 3
print(len(d) <= 3)  # expect: True
e = [3, 2, 1]
print(e[Evil(lambda: None)], e)  # expect: 3 [3, 2, 1]
e = [Evil(lambda: e.append(1)) for _ in range(3)]
try:
    e.sort()
    print("sorted")
except ValueError as error:
    print(error)  # expect: list modified during sort
f = [0] * 5
try:
    f[Evil(f.clear)] = 1
except IndexError as error:
    print(error)  # expect: list assignment index out of range
