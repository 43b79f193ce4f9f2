def one():
    a = 1
    def two():
        b = 2
        def three():
            nonlocal a
            a += 10
            c = a + b
            def four():
                return a, b, c
            return four
        return three
    return two

four = one()()()
print(four())  # expect: (11, 2, 13)
