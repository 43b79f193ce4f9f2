def choose(flag):
    if flag:
        def f():
            return "first"
    else:
        def f():
            return "second"
    return f()

print(choose(True), choose(False))  # expect: first second
for i in range(2):
    if i:
        later = i
print(later)  # expect: 1
while True:
    inside = 1
    break
print(inside)  # expect: 1
