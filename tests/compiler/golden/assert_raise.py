def f(x):
    assert x > 0, "negative"
    raise ValueError(x) from None
def g():
    raise
