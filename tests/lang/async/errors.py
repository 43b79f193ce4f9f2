async def f(): pass

c = f()
for action in (lambda: next(c), lambda: iter(c), lambda: list(c)):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: 'coroutine' object is not an iterator
        # expect: 'coroutine' object is not iterable
        # expect: 'coroutine' object is not iterable
c.close()
async def bad():
    await 5

try:
    bad().send(None)
except TypeError as error:
    print(error)  # expect: object int can't be used in 'await' expression
c = f()
try:
    c.send(None)
except StopIteration:
    pass
try:
    c.send(None)
except RuntimeError as error:
    print(error)  # expect: cannot reuse already awaited coroutine
