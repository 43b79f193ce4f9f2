def naturals():
    n = 0
    while True:
        yield n
        n += 1

def take(n, iterable):
    for _, x in zip(range(n), iterable):
        yield x

def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n

print(list(take(5, naturals())), list(take(8, primes())))  # expect: [0, 1, 2, 3, 4] [2, 3, 5, 7, 11, 13, 17, 19]
a, b, c = take(3, primes())
print(a, b, c)  # expect: 2 3 5
