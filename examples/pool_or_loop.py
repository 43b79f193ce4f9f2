"""A thousand slow requests: a pool of threads, and an event loop.

What to watch: the loop has all thousand waits open at once in one thread, and is done after one of
them. A pool can wait only as often at a time as it has threads: fifty of them need twenty rounds.
More threads would help, at a price (gilt models --costs). Neither computes, so the GIL, on or off,
makes no difference to either.

    pool_or_loop.py [REQUESTS] [SECONDS] [THREADS]
"""
import asyncio
import concurrent.futures
import sys
import time

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 0.05
THREADS = int(sys.argv[3]) if len(sys.argv) > 3 else 50


def request(number):
    time.sleep(SECONDS)
    return number


async def request_in_loop(number):
    await asyncio.sleep(SECONDS)
    return number


def with_pool():
    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(request, range(REQUESTS)))


def with_loop():
    async def all_of_them():
        return await asyncio.gather(*[request_in_loop(number) for number in range(REQUESTS)])
    return asyncio.run(all_of_them())


for run in (with_pool, with_loop):
    began = time.perf_counter()
    answers = run()
    elapsed = time.perf_counter() - began
    print(f"{run.__name__}: {len(answers)} answers, in order: {answers == list(range(REQUESTS))}")
    print(f"{run.__name__}: {elapsed:.2f} s", file=sys.stderr)
