"""Many downloads, but never more than a few at a time: a semaphore in an event loop.

What to watch: all tasks are there at once, which costs little; the semaphore lets four of them into
the part that matters. The most that were ever inside is the limit, and the time is that of the
rounds, not of all waits together.

    semaphore_fetch.py [PAGES] [SECONDS]
"""
import asyncio
import sys
import time

PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 40
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 0.02
LIMIT = 4

inside = most = 0


async def fetch(number, limit):
    global inside, most
    async with limit:
        inside += 1  # no lock: a task is interrupted only where it awaits
        most = max(most, inside)
        await asyncio.sleep(SECONDS)
        inside -= 1
    return f"page {number}"


async def main():
    limit = asyncio.Semaphore(LIMIT)
    return await asyncio.gather(*[fetch(number, limit) for number in range(PAGES)])


began = time.perf_counter()
pages = asyncio.run(main())
elapsed = time.perf_counter() - began
print("pages:", len(pages), "the last:", pages[-1])
print("most at a time:", most)
print(f"waited {SECONDS * PAGES:.2f} s in {elapsed:.2f} s", file=sys.stderr)
