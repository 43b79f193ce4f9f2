"""An asyncio.Queue between producers and a consumer, so short that both sides have to wait."""
import asyncio
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
PRODUCERS = 3


async def produce(queue, n):
    for i in range(n):
        await queue.put(i)


async def consume(queue, n):
    total = 0
    for _ in range(n):
        total += await queue.get()
        queue.task_done()
    return total


async def main(n):
    queue = asyncio.Queue(maxsize=8)
    results = await asyncio.gather(consume(queue, PRODUCERS * n), *[produce(queue, n) for _ in range(PRODUCERS)])
    await queue.join()
    return results[0]


print(asyncio.run(main(1_200 * SCALE)))
