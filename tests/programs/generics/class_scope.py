"""Type parameters' bounds, aliases and annotations see the names of the class around them."""


class A:
    X = int

    def f[T: X](self, a: X) -> T:
        return a

    type Y[K] = dict[X, K]

    class B[T = list]:
        pass


print(A.f.__annotations__, A.f.__type_params__[0].__bound__, A.Y.__value__)


def outer():
    X = 5

    class C:
        X = 6

        def h[T](self, a: X):
            pass

    return C


print(outer().h.__annotations__)
try:
    exec("def f[T=int, U](): pass")
except SyntaxError as error:
    print(error)
