a = (1, 2)
print((*a, 3), (*a,), (*"ab", *a))  # expect: (1, 2, 3) (1, 2) ('a', 'b', 1, 2)
t = *a, *[5]
print(t)  # expect: (1, 2, 5)
for x in *a, 9:
    print(x)  # expect: 1
    # expect: 2
    # expect: 9

def f():
    return *a, 0

print(f())  # expect: (1, 2, 0)
