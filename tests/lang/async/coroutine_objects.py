async def f(x):
    return x + 1

async def g():
    return await f(1) + await f(10)

c = g()
print(type(c).__name__)  # expect: coroutine
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)  # expect: 13
class Wait:
    def __await__(self):
        got = yield "question"
        return got

async def asks():
    return await Wait(), "end"

c = asks()
print(c.send(None))  # expect: question
try:
    c.send("answer")
except StopIteration as stop:
    print(stop.value)  # expect: ('answer', 'end')

# Steps of an async generator that nobody awaited.
import warnings

async def numbers():
    yield 1

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *others: print(category.__name__, message)
n = numbers()
n.asend(None)  # expect: RuntimeWarning coroutine method 'asend' of 'numbers' was never awaited
n.__anext__()  # expect: RuntimeWarning coroutine method 'asend' of 'numbers' was never awaited
n.athrow(ValueError)  # expect: RuntimeWarning coroutine method 'athrow' of 'numbers' was never awaited
n.aclose()  # expect: RuntimeWarning coroutine method 'aclose' of 'numbers' was never awaited
step = n.__anext__()
try:
    step.send(None)
except StopIteration as stop:
    print(stop.value)  # expect: 1
del step
numbers().aclose().close()
