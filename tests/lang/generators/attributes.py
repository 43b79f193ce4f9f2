def g():
    x = 1
    yield x

it = g()
print(it.__name__, it.__qualname__, it.gi_running, it.gi_frame is not None)  # expect: g g False True
print(list(it), it.gi_frame)  # expect: [1] None
print(repr(g()).split(" at ")[0], repr(x for x in []).split(" at ")[0])
# expect: <generator object g <generator object <genexpr>
try:
    it.send(1, 2)
except TypeError as error:
    print(error)  # expect: generator.send() takes exactly one argument (2 given)
