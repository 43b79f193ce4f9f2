class M:
    def __enter__(self): return self
    def __exit__(self, *details):
        raise KeyError("from exit")

try:
    with M():
        raise ValueError("body")
except KeyError as error:
    print(error, repr(error.__context__))  # expect: 'from exit' ValueError('body')
try:
    with M():
        pass
except KeyError as error:
    print(error, error.__context__)  # expect: 'from exit' None
