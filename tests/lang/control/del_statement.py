class Box: pass
box = Box()
box.a = box.b = 1
d = {"k": 1, "l": 2}
l = [0, 1, 2, 3, 4]
del box.a, d["k"], l[0], l[1:3]
print(vars(box), d, l)  # expect: {'b': 1} {'l': 2} [1, 4]
x = y = 1
del x, (y)
print("x" in globals(), "y" in globals())  # expect: False False
for action in ("del box.a", "del d['k']", "del l[9]", "del x", "del (5).real"):
    try:
        exec(action)
    except (AttributeError, KeyError, IndexError, NameError) as error:
        print(type(error).__name__, error)  # expect: AttributeError 'Box' object has no attribute 'a'
        # expect: KeyError 'k'
        # expect: IndexError list assignment index out of range
        # expect: NameError name 'x' is not defined
        # expect: AttributeError attribute 'real' of 'int' objects is not writable
