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
