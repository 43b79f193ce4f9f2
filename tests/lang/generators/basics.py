def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")

g = count(2)
print(type(g).__name__, iter(g) is g)  # expect: generator True
print(next(g))  # expect: start
# expect: 0
print(next(g))  # expect: 1
print(next(g, "exhausted"))  # expect: end
# expect: exhausted
print(list(count(1)), next(g, "still"))  # expect: start
# expect: end
# expect: [0] still
