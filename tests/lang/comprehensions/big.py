squares = [i * i for i in range(20000)]
print(len(squares), squares[-1], sum([1 for s in squares if s % 7 == 0]))  # expect: 20000 399960001 2858
d = {i: str(i) for i in range(5000)}
print(len(d), d[4999], len({v[-1] for v in d.values()}))  # expect: 5000 4999 10
