def fact(n):
    if n == 0: raise ValueError("bottom")
    return n * fact(n - 1)
fact(10)
