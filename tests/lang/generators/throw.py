def g():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            yield f"caught {error}"

it = g()
print(next(it), it.throw(ValueError("x")), next(it))  # expect: ready caught x ready
try:
    it.throw(KeyError("not caught"))
except KeyError as error:
    print("out", error)  # expect: out 'not caught'
print(next(it, "finished"))  # expect: finished
fresh = g()
try:
    fresh.throw(ValueError("before start"))
except ValueError as error:
    print(error)  # expect: before start

# The exception that the caller is handling, thrown: then it is the generator's own.
import sys

def keeps():
    try:
        yield
    except ValueError:
        yield sys.exception()
        yield sys.exception()
        raise

for caught in ValueError("same"), KeyError("other"):
    k = keeps()
    next(k)
    try:
        raise caught
    except Exception as error:
        print(repr(k.throw(error if caught.args == ("same",) else ValueError("new"))))
    print(repr(next(k)))
    try:
        next(k)
    except ValueError as error:
        print(repr(error), repr(error.__context__))
# expect: ValueError('same')
# expect: ValueError('same')
# expect: ValueError('same') None
# expect: ValueError('new')
# expect: ValueError('new')
# expect: ValueError('new') None
