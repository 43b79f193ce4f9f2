def combine(first, second, third):
    return first + second + third


result = combine("some text that is long enough to make the line wide", "more text", combine("x", "y", None))
