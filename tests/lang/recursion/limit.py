import sys

print(sys.getrecursionlimit())  # expect: 1000
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

print(depth(900))  # expect: 900
try:
    depth(5000)
except RecursionError:
    print("too deep")  # expect: too deep
sys.setrecursionlimit(20000)
print(depth(15000))  # expect: 15000
for value in (0, -1, "x"):
    try:
        sys.setrecursionlimit(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: recursion limit must be greater or equal than 1
        # expect: recursion limit must be greater or equal than 1
        # expect: 'str' object cannot be interpreted as an integer
