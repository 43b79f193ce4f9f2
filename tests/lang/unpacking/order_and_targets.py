log = []
class Target:
    def __setattr__(self, name, value):
        log.append((name, value))
    def __setitem__(self, key, value):
        log.append((key, value))

t = Target()
t.a, t[1], *t.b, t["z"] = range(6)
print(log)  # expect: [('a', 0), (1, 1), ('b', [2, 3, 4]), ('z', 5)]
x = [0, 1, 2]
i = 0
i, x[i] = 2, "set"
print(i, x)  # expect: 2 [0, 1, 'set']
a, b = [1, 2]
a, b = b, a + b
print(a, b)  # expect: 2 3
lst = [1, 2, 3]
lst[0], lst[2] = lst[2], lst[0]
print(lst)  # expect: [3, 2, 1]
