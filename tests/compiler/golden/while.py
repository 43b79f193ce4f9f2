def f(x):
    while x > 0:
        x -= 1
        if x == 5:
            break
    else:
        x = None
    while True:
        if x:
            return
