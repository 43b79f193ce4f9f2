class R:
    def __radd__(self, o): return f"radd {o}"
    def __rsub__(self, o): return f"rsub {o}"
    def __rmul__(self, o): return f"rmul {o}"
    def __rtruediv__(self, o): return f"rtruediv {o}"
    def __rfloordiv__(self, o): return f"rfloordiv {o}"
    def __rmod__(self, o): return f"rmod {o}"
    def __rpow__(self, o): return f"rpow {o}"
    def __rdivmod__(self, o): return f"rdivmod {o}"
    def __rlshift__(self, o): return f"rlshift {o}"
    def __rand__(self, o): return f"rand {o}"

r = R()
print(1 + r, "s" + r, 2 - r, 3 * r, [1] * r, 4 / r, 5 // r, 6 % r, 7 ** r, divmod(8, r), 9 << r, 1 & r)
# expect: radd 1 radd s rsub 2 rmul 3 rmul [1] rtruediv 4 rfloordiv 5 rmod 6 rpow 7 rdivmod 8 rlshift 9 rand 1
print(1.5 + r, None + r, [] + r)  # expect: radd 1.5 radd None radd []
try:
    r + 1
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for +: 'R' and 'int'
