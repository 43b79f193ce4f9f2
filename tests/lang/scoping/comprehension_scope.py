x = "outer"
a = [x for x in range(3)]
print(x, a)  # expect: outer [0, 1, 2]
def f():
    n = 2
    return [n * i for i in range(3)], [[n for n in range(2)] for _ in range(2)], n

print(f())  # expect: ([0, 2, 4], [[0, 1], [0, 1]], 2)
try:
    [y for z in range(2)]
except NameError as error:
    print(error)  # expect: name 'y' is not defined
print([x for x in [x, x]])  # expect: ['outer', 'outer']
