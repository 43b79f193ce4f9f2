def fib(n):
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    x[0], x[1] = x[1], x[0]
