def g():
    yield 1
    return "result"

def outer():
    value = yield from g()
    yield "got " + value

print(list(outer()))  # expect: [1, 'got result']
it = g()
next(it)
try:
    next(it)
except StopIteration as stop:
    print(stop.value, stop.args)  # expect: result ('result',)
def empty():
    return
    yield

print(list(empty()))  # expect: []
