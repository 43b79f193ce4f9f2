"""doctest: examples found, run, compared and counted."""

import doctest, sys


def double(x):
    """Twice x.

    >>> double(2)
    4
    >>> double("ab")
    'abab'
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> double([1])  # doctest: +NORMALIZE_WHITESPACE
    [1,
     1]
    >>> print("a\\n\\nb")
    a
    <BLANKLINE>
    b
    >>> list(range(30))  # doctest: +ELLIPSIS
    [0, 1, ..., 29]
    """
    return x * 2


def wrong():
    """
    >>> 1 + 1
    3
    """


runner = doctest.DocTestRunner()
for test in doctest.DocTestFinder().find(sys.modules[__name__]):
    out = []
    print(test.name, test.lineno, runner.run(test, out=out.append))
    print(''.join(out).replace(test.filename, 'FILE'))
print(runner.summarize(verbose=True))
for e in doctest.DocTestParser().get_examples(double.__doc__):
    print(e.lineno, repr(e.source), repr(e.want))
