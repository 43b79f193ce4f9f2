def f(a, b):
    x = a + b * 2 - -3
    x **= b
    return x // b % 7 << 1, 2 ** 10, -1.5, "a" "b" * 2, 1 + 2j
