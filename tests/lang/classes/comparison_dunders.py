class N:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, N) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n

print(N(1) == N(1), N(1) != N(2), N(1) < N(2), N(1) > N(2), N(1) >= N(1), N(1) == 1)
# expect: True True True False True False
class Odd:
    def __lt__(self, o): return "not a bool"
    def __ne__(self, o): return []

print(Odd() < 1, Odd() > Odd(), Odd() != 1, Odd() == Odd())  # expect: not a bool not a bool [] False
class Plain: pass
p = Plain()
print(p == p, p != p, p == Plain())  # expect: True False False
for action in (lambda: p < p, lambda: p <= 5, lambda: N(1) > 5, lambda: 5 >= p):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)  # expect: '<' not supported between instances of 'Plain' and 'Plain'
        # expect: '<=' not supported between instances of 'Plain' and 'int'
        # expect: '>' not supported between instances of 'N' and 'int'
        # expect: '>=' not supported between instances of 'int' and 'Plain'
