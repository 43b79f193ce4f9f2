class Manager:
    def __init__(self, name): self.name = name
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return False

with Manager("a") as a:
    print("body", a)  # expect: enter a
    # expect: body A
    # expect: exit a None None
with Manager("b"), Manager("c") as c:
    print("body", c)  # expect: enter b
    # expect: enter c
    # expect: body C
    # expect: exit c None None
    # expect: exit b None None
with (
    Manager("d") as d,
    Manager("e"),
):
    print("body", d)  # expect: enter d
    # expect: enter e
    # expect: body D
    # expect: exit e None None
    # expect: exit d None None
try:
    with Manager("f"):
        raise ValueError("oops")
except ValueError as error:
    print("escaped", error)  # expect: enter f
    # expect: exit f ValueError oops
    # expect: escaped oops
