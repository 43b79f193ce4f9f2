def deco(f):
    def w(*a): return f(*a)
    return w
@deco
def x(a): return a.b
x(1)
