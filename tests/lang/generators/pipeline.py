def lines():
    yield from ["a 1", "b 2", "", "c 3"]

def parse(source):
    for line in source:
        if line:
            name, n = line.split()
            yield name, int(n)

def scaled(pairs, k):
    for name, n in pairs:
        yield name, n * k

print(list(scaled(parse(lines()), 10)))  # expect: [('a', 10), ('b', 20), ('c', 30)]
print({name: n for name, n in scaled(parse(lines()), 2)})  # expect: {'a': 2, 'b': 4, 'c': 6}
