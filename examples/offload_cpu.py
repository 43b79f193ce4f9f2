"""An event loop with one long computation: the loop stands still, or the work is done elsewhere.

What to watch: a heartbeat that should come every 10 ms. While a coroutine computes, the loop can do
nothing else, and no beat comes. In a thread the computation lets the loop go on: without the GIL
undisturbed, with it each beat waits for the GIL (a switch interval, 5 ms). A process is undisturbed
in both, and takes longer to start.

    offload_cpu.py [NUMBER]
"""
import asyncio
import concurrent.futures
import sys

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000


def compute(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


async def beat(beats):
    while True:
        await asyncio.sleep(0.01)
        beats.append(1)


async def in_the_loop():
    return compute(NUMBER)


async def in_a_thread():
    return await asyncio.to_thread(compute, NUMBER)


async def in_a_process():
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, compute, NUMBER)


async def main():
    for way in (in_the_loop, in_a_thread, in_a_process):
        beats = []
        heart = asyncio.create_task(beat(beats))
        await asyncio.sleep(0)
        result = await way()
        heart.cancel()
        print(f"{way.__name__:12} result {result}")
        print(f"{way.__name__:12} {len(beats)} beats", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(main())
