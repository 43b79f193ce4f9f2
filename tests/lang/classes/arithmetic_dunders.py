class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
    def __add__(self, o): return V(self.n + o.n)
    def __sub__(self, o): return V(self.n - o.n)
    def __mul__(self, k): return V(self.n * k)
    def __truediv__(self, k): return V(self.n / k)
    def __floordiv__(self, k): return V(self.n // k)
    def __mod__(self, k): return V(self.n % k)
    def __pow__(self, k, mod=None): return V(pow(self.n, k, mod))
    def __matmul__(self, o): return self.n * o.n
    def __lshift__(self, k): return V(self.n << k)
    def __rshift__(self, k): return V(self.n >> k)
    def __and__(self, k): return V(self.n & k)
    def __or__(self, k): return V(self.n | k)
    def __xor__(self, k): return V(self.n ^ k)
    def __neg__(self): return V(-self.n)
    def __pos__(self): return self
    def __invert__(self): return V(~self.n)
    def __abs__(self): return V(abs(self.n))
    def __divmod__(self, k): return "divmod", k
    def __round__(self, n=None): return "round", n

a, b = V(7), V(3)
print(a + b, a - b, a * 2, a / 2, a // 2, a % 4, a ** 2, a @ b, a << 1, a >> 1, a & 3, a | 8, a ^ 1)
# expect: V(10) V(4) V(14) V(3.5) V(3) V(3) V(49) 21 V(14) V(3) V(3) V(15) V(6)
print(-a, +a, ~a, abs(-a), divmod(a, 2), round(a), round(a, 2), pow(a, 2, 5))
# expect: V(-7) V(7) V(-8) V(7) ('divmod', 2) ('round', None) ('round', 2) V(4)
