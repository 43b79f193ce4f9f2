class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, twice=False): return (x + self.n) * (2 if twice else 1)

add5 = Adder(5)
print(add5(1), add5(1, twice=True), callable(add5), list(map(add5, [1, 2])))  # expect: 6 12 True [6, 7]
add5.__call__ = lambda x: "never used"
print(add5(2))  # expect: 7
class Chain:
    def __init__(self, seen=()): self.seen = seen
    def __call__(self, x): return Chain(self.seen + (x,))
print(Chain()(1)(2)(3).seen)  # expect: (1, 2, 3)
