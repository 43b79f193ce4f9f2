class Suppress:
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self.kinds)

with Suppress(ZeroDivisionError):
    1 / 0
    print("never")
print("goes on")  # expect: goes on
try:
    with Suppress(KeyError):
        [][1]
except IndexError as error:
    print("not suppressed:", error)  # expect: not suppressed: list index out of range
for i in range(3):
    with Suppress(ValueError):
        if i == 1:
            raise ValueError
        print("round", i)  # expect: round 0
        # expect: round 2
def f():
    with Suppress(ValueError):
        raise ValueError
    return "after with"

print(f())  # expect: after with
