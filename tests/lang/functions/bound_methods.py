class C:
    def __init__(self, n):
        self.n = n

    def get(self, extra=0):
        return self.n + extra

c = C(5)
m = c.get
print(m(), m(1), m.__self__ is c, m.__func__ is C.get, c.get == c.get, C.get(c, 2), m.__name__)
# expect: 5 6 True True True 7 get
c.n = 10
print(m(), [f() for f in [C(1).get, C(2).get]], list(map(c.get, [1, 2])))  # expect: 10 [1, 2] [11, 12]
append = [].append
append(1)
append(2)
print(append.__self__, "x".upper(), str.upper("y"), list.count([1, 1], 1))  # expect: [1, 2] X Y 2
