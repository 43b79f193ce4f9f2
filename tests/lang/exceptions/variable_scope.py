error = "before"
try:
    raise ValueError("v")
except ValueError as error:
    print(error)  # expect: v
try:
    error
except NameError as problem:
    print(problem)  # expect: name 'error' is not defined
try:
    raise ValueError("v")
except ValueError as error:
    kept = error
    del error
print(kept)  # expect: v
try:
    pass
except ValueError as never:
    pass
print("never" in globals(), "problem" in globals())  # expect: False False
