def f(a, b: int = 2) -> str:
    pass

f.note = "kept"
f.count = 1
f.count += 1
print(f.note, f.count, f.__dict__, f.__module__, hasattr(f, "x"))
# expect: kept 2 {'note': 'kept', 'count': 2} __main__ False
print(sorted(f.__annotations__), f.__annotations__["b"])  # expect: ['b', 'return'] <class 'int'>
f.__name__ = "renamed"
f.__defaults__ = (9,)
print(f.__name__, f.__defaults__)  # expect: renamed (9,)
del f.note
try:
    f.note
except AttributeError as error:
    print(error)  # expect: 'function' object has no attribute 'note'
try:
    f.__name__ = 5
except TypeError as error:
    print(error)  # expect: __name__ must be set to a string object
