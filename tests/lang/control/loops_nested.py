count = 0
for i in range(10):
    for j in range(10):
        if (i + j) % 7 == 0:
            continue
        if j > i:
            break
        count += 1
print(count, i, j)  # expect: 47 9 9
primes = []
for n in range(2, 40):
    for p in primes:
        if n % p == 0:
            break
    else:
        primes.append(n)
print(primes)  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
k = 0
while k < 3:
    for c in "xy":
        k += 1
        if k == 2:
            break
print(k)  # expect: 4
