# Ordinary teaching sums leave 63 bits quickly.
total = 0
for i in range(2000):
    total += i * i * i * i * i * i
print(total)  # expect: 18253730285712952381000
print(sum([i ** 7 for i in range(1000)]))  # expect: 124500583333041666750000
print(sum(range(10 ** 6)) ** 3)  # expect: 124999625000374999875000000000000000
