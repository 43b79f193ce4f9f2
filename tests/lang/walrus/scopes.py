def f():
    values = [last := x for x in range(4)]
    return values, last

print(f())  # expect: ([0, 1, 2, 3], 3)
def g():
    total = 0
    return [total := total + x for x in range(5)], total

print(g())  # expect: ([0, 1, 3, 6, 10], 10)
[leaked := i for i in range(3)]
print(leaked)  # expect: 2
def h():
    global made
    [made := i for i in range(3)]

h()
print(made)  # expect: 2
def nested():
    [[inner := (i, j) for j in range(2)] for i in range(2)]
    return inner

print(nested(), (lambda: (w := 3) + w)())  # expect: (1, 1) 6
