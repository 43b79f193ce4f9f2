halve = lambda n: 10 / n
print([halve(n) for n in (1, 2)])
print({n: [halve(m) for m in range(n)] for n in (2,)})
