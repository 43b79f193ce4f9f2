class Spy:
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback):
        print(kind, value if kind is None else repr(value), traceback is None)
        return True

with Spy():
    pass  # expect: None None True
with Spy():
    raise KeyError("k")  # expect: <class 'KeyError'> KeyError('k') False
with Spy():
    raise SystemExit(3)  # expect: <class 'SystemExit'> SystemExit(3) False
with Spy():
    undefined_name  # expect: <class 'NameError'> NameError("name 'undefined_name' is not defined") False
def f():
    with Spy():
        return "value"
print(f())  # expect: None None True
# expect: value
