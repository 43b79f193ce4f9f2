class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

class B(L):
    def __bool__(self): return True

print(bool(L(0)), bool(L(2)), bool(B(0)), not L(0), L(0) or "empty", L(1) and "full", "yes" if L(3) else "no")
# expect: False True True True empty full yes
while L(0):
    print("never")
print([x.n for x in [L(0), L(1)] if x], all([L(1), B(0)]), any([L(0)]))  # expect: [1] True False
class Plain: pass
print(bool(Plain()), not Plain(), bool(Plain))  # expect: True False True
