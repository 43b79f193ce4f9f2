# aiter, anext with and without a default, types.coroutine, hooks of async generators.
import sys
import types


def run(coroutine):
    try:
        while True:
            print("awaits", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


@types.coroutine
def pause(value):
    got = yield value
    return got


async def numbers():
    yield 1
    await pause("in the generator")
    yield 2


async def main():
    it = aiter(numbers())
    print(await anext(it))
    print(await anext(it, "none left"))
    print(await anext(it, "none left"))
    try:
        await anext(it)
    except StopAsyncIteration as error:
        print(repr(error))


run(main())
# expect: 1
# expect: awaits in the generator
# expect: 2
# expect: none left
# expect: StopAsyncIteration()
for wrong in (lambda: aiter(5), lambda: anext(5), lambda: run(fail_await())):
    try:
        wrong()
    except (TypeError, NameError) as error:
        print(error)
# expect: 'int' object is not an async iterable
# expect: 'int' object is not an async iterator
# expect: name 'fail_await' is not defined

seen = []
sys.set_asyncgen_hooks(firstiter=lambda g: seen.append("first"), finalizer=lambda g: seen.append("final"))
print(sys.get_asyncgen_hooks().firstiter is not None)  # expect: True


async def partly():
    async for number in numbers():
        return number


print(run(partly()), seen)  # expect: 1 ['first', 'final']
sys.set_asyncgen_hooks(None, None)
