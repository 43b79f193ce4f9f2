"""gather() of a thousand tasks, each of which waits for one future."""
import asyncio
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


async def wait_for(future, i):
    return i + await future


async def round_of(n):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(n)]
    gathered = asyncio.gather(*[wait_for(future, i) for i, future in enumerate(futures)])
    await asyncio.sleep(0)
    for future in futures:
        future.set_result(1)
    return sum(await gathered)


async def main(rounds):
    return sum([await round_of(1_000) for _ in range(rounds)])


print(asyncio.run(main(SCALE * 3 // 4 or 1)))
