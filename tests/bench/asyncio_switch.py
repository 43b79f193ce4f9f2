"""Tasks that do nothing but let each other run: asyncio.sleep(0)."""
import asyncio
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
TASKS = 10


async def ping(n):
    turns = 0
    for _ in range(n):
        await asyncio.sleep(0)
        turns += 1
    return turns


async def main(n):
    return sum(await asyncio.gather(*[ping(n) for _ in range(TASKS)]))


print(asyncio.run(main(600 * SCALE)))
