def make(base_value):
    class Local:
        shared = base_value

        def get(self):
            return base_value + self.shared

    return Local

A, B = make(1), make(10)
print(A().get(), B().get(), A is B, A.__name__, A.__qualname__)  # expect: 2 20 False Local make.<locals>.Local
