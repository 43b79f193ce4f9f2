def f[T](x: T) -> T: return x
print(f(3), f.__type_params__)
class C[T, **P]:
    def m(self, x: T) -> T: return x
    def g[U: int](self, y: U) -> T: return y
print(C.__type_params__, C.__mro__, C.__parameters__)
print(C[int, str].__origin__ if False else C().m(3), C().g(4))
type X = list[int]
print(X, X.__value__, type(X), X.__name__)
type Y[T] = dict[str, T]
print(Y.__value__, Y.__type_params__, Y[int])
class S[T: (int, str)]: pass
t = S.__type_params__[0]
print(t.__constraints__, t.__bound__, t.__name__, repr(t))
class B[T: int]: pass
print(B.__type_params__[0].__bound__, B.__orig_bases__)
class D[T = int]: pass
print(D.__type_params__[0].__default__, D.__type_params__[0].has_default())
print(B[int])
