def fail(kind, text):
    raise kind(text)


def gather():
    errors = []
    for kind, text in ((ValueError, "first"), (KeyError, "second")):
        try:
            fail(kind, text)
        except Exception as error:
            errors.append(error)
    inner = ExceptionGroup("inner", [TypeError("never raised"), OSError(2, "No such file")])
    errors.append(inner)
    group = ExceptionGroup("several things", errors)
    group.add_note("a note on the group\nin two lines")
    raise group


try:
    gather()
except* KeyError as group:
    print(repr(group), repr(group.exceptions[0]))
