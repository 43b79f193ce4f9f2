x = 5
assert x > 10, f"x is {x}"  # expect-error: AssertionError: x is 5
