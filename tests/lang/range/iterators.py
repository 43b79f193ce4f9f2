it = iter(range(3))
print(next(it), next(it), list(it), list(it))  # expect: 0 1 [2] []
try:
    next(it)
except StopIteration as stop:
    print("stopped", stop.args)  # expect: stopped ()
a, b, c = range(3)
print(a, b, c, sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(3), reverse=True))
# expect: 0 1 2 5050 4 3 [2, 1, 0]
outer = range(3)
print([(x, y) for x in outer for y in outer if x < y])  # expect: [(0, 1), (0, 2), (1, 2)]
