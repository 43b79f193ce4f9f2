lines = ["def f():"] + [f"    a{i} = {i}" for i in range(400)] + ["    return " + " + ".join([f"a{i}" for i in range(400)])]
exec("\n".join(lines))
print(f())  # expect: 79800
lines = ["def g():", "    return ["] + [f"        'constant {i}'," for i in range(1000)] + ["    ]"]
exec("\n".join(lines))
print(len(g()), g()[-1])  # expect: 1000 constant 999
exec("def h(" + ", ".join([f"p{i}" for i in range(300)]) + "):\n    return p0 + p299")
print(h(*range(300)))  # expect: 299
exec("print(len([" + "lambda: 0, " * 500 + "]))")  # expect: 500
lines = ["k = 0"] + ["if k == 0:\n    k = k + 1\nelif k == 1:\n    k = k - 1"] * 500 + ["print(k)"]
exec("\n".join(lines))  # expect: 0
lines = ["def j(n):", "    while n < 3:", "        n += 1"] + [f"        v{i} = n * {i}" for i in range(3000)] + ["    return v2999", "print(j(0))"]
exec("\n".join(lines))  # expect: 8997
