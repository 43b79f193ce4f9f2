for i in range(3):
    i = i * 10
    print(i)  # expect: 0
    # expect: 10
    # expect: 20
print(i)  # expect: 20
for j in range(0):
    pass
try:
    print(j)
except NameError as error:
    print(error)  # expect: name 'j' is not defined
n = 3
for k in range(n):
    n = 100
print(k, n)  # expect: 2 100
for i in range(10, 0, -4):
    print(i)  # expect: 10
    # expect: 6
    # expect: 2
