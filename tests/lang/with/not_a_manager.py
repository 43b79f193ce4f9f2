class OnlyEnter:
    def __enter__(self): pass
class OnlyExit:
    def __exit__(self, *a): pass

for value in (5, "x", OnlyEnter(), OnlyExit(), None):
    try:
        with value:
            print("never")
    except TypeError as error:
        print(error)  # expect: 'int' object does not support the context manager protocol
        # expect: 'str' object does not support the context manager protocol
        # expect: 'OnlyEnter' object does not support the context manager protocol (missed __exit__ method)
        # expect: 'OnlyExit' object does not support the context manager protocol
        # expect: 'NoneType' object does not support the context manager protocol
