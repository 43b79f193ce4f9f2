"""Tasks made and awaited one after the other, and coroutines that await coroutines."""
import asyncio
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


async def inner(i):
    return i & 7


async def outer(i):
    return await inner(i) + 1


async def main(n):
    total = 0
    for i in range(n):
        total += await asyncio.create_task(outer(i))
    return total


print(asyncio.run(main(1_500 * SCALE)))
