def f(x):
    for i in x:
        try:
            if i:
                continue
            elif x:
                break
            return i + 1
        finally:
            print(i)
