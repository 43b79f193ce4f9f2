for action in (
    lambda: ord(), lambda: chr("a"), lambda: chr(), lambda: isinstance(1), lambda: id(),
    lambda: hash(), lambda: callable(), lambda: repr(), lambda: sorted(1, 2),
    lambda: [].append(), lambda: [].insert(1), lambda: {}.get(), lambda: "".join(),
    lambda: [].pop(1, 2), lambda: [].extend(), lambda: {}.setdefault(), lambda: [].index(),
    lambda: [].sort(1), lambda: "x".split(1, 2, 3), lambda: [].clear(1), lambda: {}.keys(1),
    lambda: [].append(x=1), lambda: "a".startswith(),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: ord() takes exactly one argument (0 given)
        # expect: 'str' object cannot be interpreted as an integer
        # expect: chr() takes exactly one argument (0 given)
        # expect: isinstance expected 2 arguments, got 1
        # expect: id() takes exactly one argument (0 given)
        # expect: hash() takes exactly one argument (0 given)
        # expect: callable() takes exactly one argument (0 given)
        # expect: repr() takes exactly one argument (0 given)
        # expect: sorted expected 1 argument, got 2
        # expect: list.append() takes exactly one argument (0 given)
        # expect: insert expected 2 arguments, got 1
        # expect: get expected at least 1 argument, got 0
        # expect: str.join() takes exactly one argument (0 given)
        # expect: pop expected at most 1 argument, got 2
        # expect: list.extend() takes exactly one argument (0 given)
        # expect: setdefault expected at least 1 argument, got 0
        # expect: index expected at least 1 argument, got 0
        # expect: sort() takes no positional arguments
        # expect: split() takes at most 2 arguments (3 given)
        # expect: list.clear() takes no arguments (1 given)
        # expect: dict.keys() takes no arguments (1 given)
        # expect: list.append() takes no keyword arguments
        # expect: startswith expected at least 1 argument, got 0
