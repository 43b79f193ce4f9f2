def g():
    yield 1
    raise ValueError("inside")

it = g()
next(it)
try:
    next(it)
except ValueError as error:
    print(error)  # expect: inside
print(next(it, "finished"))  # expect: finished
def stops():
    raise StopIteration("leaks")
    yield

try:
    next(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))  # expect: generator raised StopIteration StopIteration('leaks')
def running():
    next(me)
    yield

me = running()
try:
    next(me)
except ValueError as error:
    print(error)  # expect: generator already executing
