class Translate:
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback):
        if kind is KeyError:
            raise LookupError("translated") from value

try:
    with Translate():
        {}["missing"]
except LookupError as error:
    print(type(error).__name__, error, repr(error.__cause__))  # expect: LookupError translated KeyError('missing')
with Translate():
    try:
        {}["x"]
    except KeyError:
        print("inside")  # expect: inside
