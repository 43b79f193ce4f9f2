@a
@b(1)
def f(x=1, *, y=2):
    pass
@c
class D:
    pass
