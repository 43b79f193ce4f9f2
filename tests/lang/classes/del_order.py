class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)

def f():
    first = Noisy("first")
    try:
        raise ValueError("x")
    except ValueError:
        print("caught")
    return first.name

print(f())  # expect: caught
# expect: gone first
# expect: first
def make():
    return Noisy("returned")

make()  # expect: gone returned
x = make()
x.next = Noisy("owned")
del x
# expect: gone returned
# expect: gone owned
items = [Noisy(i) for i in range(3)]
del items
# expect: gone 2
# expect: gone 1
# expect: gone 0
t = {"k": Noisy("value")}
t["k"] = 1  # expect: gone value
print("done")  # expect: done
