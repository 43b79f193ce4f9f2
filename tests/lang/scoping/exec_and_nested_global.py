# In exec with locals of its own, a name that a nested function declares global is global everywhere.
def run():
    space, names = {}, {}
    exec("x = 7\ny = 1\ndef f():\n    global x\n    x += 1\n    return x\nz = f()\n", space, names)
    return space.get("x"), sorted(names)


print(run())  # expect: (8, ['f', 'y', 'z'])


def inner():
    exec("def g():\n    def h():\n        global fresh\n        fresh = 3\n    h()\nfresh = 1\ng()")
    return fresh


print(inner(), fresh)  # expect: 3 3
