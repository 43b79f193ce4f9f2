"""Functions to ask `gilt models` about: one that computes, one that waits, and what lies between.

What to watch: which models are faster than calling the function four times in a row. Who computes
needs processors: threads without the GIL, interpreters, processes. Who waits needs only something to
wait in: a thread, with the GIL or without, or a task. Who does little is done before a worker begins.

    gilt models examples/models.py:compute 30000000
    gilt models examples/models.py:wait 0.2
    gilt models examples/models.py:wait_in_a_loop 0.2
    gilt models examples/models.py:both 10000000 0.05
    gilt models examples/models.py:compute 1000
"""
import time


def compute(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def wait(seconds):
    time.sleep(seconds)
    return seconds


async def wait_in_a_loop(seconds):
    import asyncio  # not above: workers that begin anew import this file, and asyncio is large
    await asyncio.sleep(seconds)
    return seconds


def both(n, seconds):
    wait(seconds)
    return compute(n)


if __name__ == "__main__":
    import asyncio
    print(compute(1000), wait(0.01), asyncio.run(wait_in_a_loop(0.01)), both(1000, 0.01))
