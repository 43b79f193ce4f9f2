# One asynchronous generator that several threads drive at once: each step is one thread's.
import threading

N = 4
ROUNDS = 200
seen = set()


async def numbers():
    try:
        n = 0
        while True:
            yield n
            n += 1
    finally:
        pass


def step(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value


def drive(generator, start, closes):
    start.wait()
    try:
        for _ in range(10):
            step(generator.asend(None))
        if closes:
            step(generator.aclose())
    except (RuntimeError, ValueError, StopAsyncIteration) as error:
        seen.add(type(error))


for i in range(ROUNDS):
    generator = numbers()
    start = threading.Barrier(N)
    threads = [threading.Thread(target=drive, args=(generator, start, j == 0)) for j in range(N)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
assert seen <= {RuntimeError, ValueError, StopAsyncIteration}
