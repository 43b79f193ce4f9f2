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

# What an example prints without an end of line still ends one; files lie beside the module.
finder = doctest.DocTestParser()
unended = finder.get_doctest(">>> print('x', end='')\nx\n", {}, "unended", "FILE", 0)
print(doctest.DocTestRunner().run(unended))
import os, tempfile, unittest
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "notes.txt"), "w") as file:
        file.write(">>> 1 + 1\n2\n>>> len(__file__) > 0\nTrue\n")
    module = type(sys)("beside")
    module.__file__ = os.path.join(folder, "beside.py")
    print(doctest.testfile("notes.txt", package=module, globs={"__file__": "given"}))
    suite = doctest.DocFileSuite("notes.txt", package=module)
    print(unittest.TextTestRunner(stream=open(os.devnull, "w")).run(suite).wasSuccessful())
    print(doctest.testfile(os.path.join(folder, "notes.txt"), False, globs={"__file__": "given"}))
for arguments in (("/notes.txt",), ("notes.txt", False, None, module)):
    try:
        doctest.testfile(*arguments)
    except ValueError as error:
        print(error)
