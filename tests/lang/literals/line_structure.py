# Comments, blank lines, continuation lines and semicolons.
x = [  # open

    1,

    # between
    2,
]
if x:

    # a comment deeper than its block
        # and even deeper
    y = 1 \
        + 2

    print(x, y)  # expect: [1, 2] 3
def f(a,
      b=2):  # after the colon
    # first

    return (a
            + b)
print(f(1)); print(f(  # expect: 3
# expect: 5
    3))
