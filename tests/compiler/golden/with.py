def f():
    with open("a") as x, lock:
        return x.read()
def g():
    for i in h():
        with i as (a, b):
            break
