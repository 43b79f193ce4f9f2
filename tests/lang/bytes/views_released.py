# A view that the guest's __index__ releases while it is being used.
def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Releasing:
    def __init__(self, view):
        self.view = view

    def __index__(self):
        self.view.release()
        return 0


def view():
    return memoryview(bytearray(b"abcd"))


v = view()
print(attempt(lambda: v[Releasing(v)]))  # expect: ValueError: operation forbidden on released memoryview object
v = view()
print(attempt(lambda: v.__setitem__(Releasing(v), 1)))  # expect: ValueError: operation forbidden on released memoryview object
v = view()
print(attempt(lambda: v.__setitem__(0, Releasing(v))))  # expect: ValueError: operation forbidden on released memoryview object
v = view()
print(v.tobytes(None), v.tobytes("F"), v[::-1].tobytes("A"))  # expect: b'abcd' b'abcd' b'dcba'
print(attempt(lambda: v.tobytes("X")))  # expect: ValueError: order must be 'C', 'F' or 'A'
print(attempt(lambda: v.tobytes(5)))  # expect: TypeError: tobytes() argument 'order' must be str or None, not int
v, w = memoryview(b"abcd"), memoryview(b"abcd")
known = hash(v)
v.release(), w.release()
print(hash(v) == known == hash(b"abcd"))  # expect: True
print(attempt(lambda: hash(w)))  # expect: ValueError: operation forbidden on released memoryview object
