# The child of a fork has no running loop, and signals that it gets are not told to its parent's loop.
import asyncio
import os
import signal
import sys
import threading


async def in_child():
    await asyncio.sleep(0)
    return "a loop of its own"


def child():
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        print("child:", error)
    print("child:", asyncio._get_running_loop())
    signal.signal(signal.SIGUSR1, lambda number, frame: print("child: handler"))
    signal.raise_signal(signal.SIGUSR1)
    print("child:", asyncio.run(in_child()))


def fork():
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        child()
        sys.stdout.flush()
        os._exit(0)
    print("child ended with", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


async def main():
    loop = asyncio.get_running_loop()
    signals = []
    arrived = asyncio.Event()

    def handler():
        signals.append(signal.SIGUSR1)
        arrived.set()

    loop.add_signal_handler(signal.SIGUSR1, handler)
    fork()
    for _ in range(5):
        await asyncio.sleep(0)
    print("parent got", signals)
    os.kill(os.getpid(), signal.SIGUSR1)
    await arrived.wait()
    print("parent got", signals)


asyncio.run(main())
asyncio.run(in_child())
