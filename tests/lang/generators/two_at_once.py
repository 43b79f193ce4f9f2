def count(name, n):
    for i in range(n):
        yield f"{name}{i}"

a, b = count("a", 3), count("b", 2)
out = []
active = [a, b]
while active:
    current = active.pop(0)
    try:
        out.append(next(current))
        active.append(current)
    except StopIteration:
        out.append("end")
print(out)  # expect: ['a0', 'b0', 'a1', 'b1', 'a2', 'end', 'end']
