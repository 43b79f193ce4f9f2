class A(B, metaclass=M):
    """Doc."""
    x: int = 1
    y = x
    def f(self):
        return super().f() + self.__private
