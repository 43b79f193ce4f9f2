r = range(10 ** 20, 10 ** 20 + 3)
print(list(r), r[1], 10 ** 20 + 2 in r, r[-1], len(r))
# expect: [100000000000000000000, 100000000000000000001, 100000000000000000002] 100000000000000000001 True 100000000000000000002 3
print(range(10 ** 30)[10 ** 25], len(range(2 ** 62)))  # expect: 10000000000000000000000000 4611686018427387904
for i in range(2 ** 62 - 1, 2 ** 62 + 2):
    print(i)  # expect: 4611686018427387903
    # expect: 4611686018427387904
    # expect: 4611686018427387905
try:
    len(range(2 ** 70))
except OverflowError as error:
    print(error)  # expect: Python int too large to convert to C ssize_t
print(list(range(-3, -10 ** 19, -4 * 10 ** 18)))  # expect: [-3, -4000000000000000003, -8000000000000000003]
# Steps so long that some of them together are no machine word.
most = (1 << 62) - 1
iterator = iter(range(-most - 1, most, most))
iterator.__setstate__(3)
print(list(iterator), iterator.__length_hint__())  # expect: [] 0
iterator = iter(range(most, -most - 1, -most))
iterator.__setstate__(2)
print(list(iterator))  # expect: [-4611686018427387903]
