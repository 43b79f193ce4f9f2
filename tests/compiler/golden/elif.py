def f(x):
    if x == 1:
        return "one"
    elif x == 2:
        y = "two"
    else:
        y = "many"
    return y
