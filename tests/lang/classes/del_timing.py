# The finaliser runs as soon as the last reference goes away.
class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

a = Noisy("a")
b = a
del a
print("still there")  # expect: still there
del b  # expect: gone a
print("after del")  # expect: after del
c = Noisy("c")
c = None  # expect: gone c
Noisy("temporary")  # expect: gone temporary
def f():
    local = Noisy("local")
    print("in f")

f()
# expect: in f
# expect: gone local
print("after f")  # expect: after f
l = [Noisy("item")]
l.clear()  # expect: gone item
d = Noisy("replaced")
d = Noisy("second")  # expect: gone replaced
print("end")  # expect: end
del d  # expect: gone second
