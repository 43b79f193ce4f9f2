def f(x):
    while True:
        try:
            return x()
        finally:
            break
