try:
    raise ExceptionGroup("several", [ValueError("v"), TypeError("t"), ValueError("w")])
except* ValueError as group:
    print(repr(group), group.exceptions)
    # expect: ExceptionGroup('several', [ValueError('v'), ValueError('w')]) (ValueError('v'), ValueError('w'))
except* TypeError as group:
    print(repr(group))  # expect: ExceptionGroup('several', [TypeError('t')])
try:
    try:
        raise ExceptionGroup("left", [KeyError("k"), OSError("o")])
    except* KeyError:
        print("key handled")  # expect: key handled
except ExceptionGroup as rest:
    print(rest.message, rest.exceptions, rest)  # expect: left (OSError('o'),) left (1 sub-exception)
try:
    raise ValueError("plain")
except* ValueError as group:
    print(repr(group))  # expect: ExceptionGroup('', (ValueError('plain'),))
