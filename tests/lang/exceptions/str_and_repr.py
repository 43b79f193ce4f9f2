for e in (
    ValueError(), ValueError(""), ValueError("a"), ValueError("a", "b"), ValueError(None),
    KeyError("a"), KeyError("a", "b"), KeyError(), OSError(2, "No such file"),
    OSError(2, "No such file", "x.txt"), OSError("plain"), SystemExit(2), StopIteration(5),
    ImportError("m", name="n"), SyntaxError("bad"), UnicodeError("u"),
):
    print([str(e)], repr(e))  # expect: [''] ValueError()
    # expect: [''] ValueError('')
    # expect: ['a'] ValueError('a')
    # expect: ["('a', 'b')"] ValueError('a', 'b')
    # expect: ['None'] ValueError(None)
    # expect: ["'a'"] KeyError('a')
    # expect: ["('a', 'b')"] KeyError('a', 'b')
    # expect: [''] KeyError()
    # expect: ['[Errno 2] No such file'] FileNotFoundError(2, 'No such file')
    # expect: ["[Errno 2] No such file: 'x.txt'"] FileNotFoundError(2, 'No such file')
    # expect: ['plain'] OSError('plain')
    # expect: ['2'] SystemExit(2)
    # expect: ['5'] StopIteration(5)
    # expect: ['m'] ImportError('m')
    # expect: ['bad'] SyntaxError('bad')
    # expect: ['u'] UnicodeError('u')
