def solve(n):
    steps = []
    def walk(k):
        steps.append(k)
        if k:
            walk(k - 1)
    walk(n)
    return steps

print(solve(4))  # expect: [4, 3, 2, 1, 0]
def mutual():
    def even(n):
        return n == 0 or odd(n - 1)
    def odd(n):
        return n != 0 and even(n - 1)
    return even(10), odd(10)

print(mutual())  # expect: (True, False)
