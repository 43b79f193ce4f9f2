counter = 0
def f(a, i):
    global counter
    counter += 1
    a[i] += 2
    a[i()] -= i
    i *= a
