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
