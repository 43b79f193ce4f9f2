def f[T: int](x: T = 1) -> T:
    return x
class C[T](B):
    y: T
type A[T] = list[T]
