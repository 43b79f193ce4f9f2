# Executors, calls from other threads, child processes, signal handlers, asynchronous generators.
import asyncio
import concurrent.futures
import os
import signal
import threading


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


async def threads():
    loop = asyncio.get_running_loop()

    def in_thread(a, b=2):
        return a, b, threading.current_thread() is threading.main_thread()

    print(await asyncio.to_thread(in_thread, 1, b=3))
    print(await loop.run_in_executor(None, str, 5))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, pow, 2, n) for n in range(5)]))
        print(await asyncio.wrap_future(pool.submit(len, "four")))

    def calls_the_loop():
        return asyncio.run_coroutine_threadsafe(asyncio.sleep(0, "from the loop"), loop).result()

    print(await asyncio.to_thread(calls_the_loop))
    event = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(event.set))
    thread.start()
    print(await event.wait())
    thread.join()
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as error:
        print(repr(error))
    counts = []
    await asyncio.gather(*[asyncio.to_thread(counts.append, n) for n in range(20)])
    print(sorted(counts))

    # A loop in another thread.
    other = asyncio.new_event_loop()
    thread = threading.Thread(target=other.run_forever)
    thread.start()
    futures = [asyncio.run_coroutine_threadsafe(asyncio.sleep(0, n), other) for n in range(5)]
    print([await asyncio.wrap_future(future) for future in futures])
    other.call_soon_threadsafe(other.stop)
    thread.join()
    other.close()


async def processes():
    process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    print(await process.communicate(b"to cat"), process.returncode)
    process = await asyncio.create_subprocess_shell("cat </dev/stdin", stdin=-1, stdout=-1)
    print(await process.communicate(b"a pipe can be opened once more"), process.returncode)
    process = await asyncio.create_subprocess_shell(
        "echo out; echo err >&2; exit 3", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    print(await process.stdout.read(), await process.stderr.read(), await process.wait())
    process = await asyncio.create_subprocess_exec("sleep", "100")
    print(process.returncode)
    process.terminate()
    print(await process.wait(), process.returncode)
    process = await asyncio.create_subprocess_exec("sh", "-c", "read a; echo got $a", stdin=-1, stdout=-1)
    process.stdin.write(b"hello\n")
    await process.stdin.drain()
    print(await process.stdout.readline(), await process.wait())
    try:
        await asyncio.create_subprocess_exec("/nonexistent")
    except FileNotFoundError as error:
        print(error)
    codes = set()
    for _ in range(50):
        process = await asyncio.create_subprocess_exec("sh", "-c", "exit 3")
        try:
            while True:
                process.send_signal(0)
                await asyncio.sleep(0)
        except ProcessLookupError:
            codes.add(await process.wait())
    print(codes)
    many = await asyncio.gather(*[asyncio.create_subprocess_exec("sh", "-c", f"exit {n}") for n in range(5)])
    print(await asyncio.gather(*[process.wait() for process in many]))
    process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    output, _ = await process.communicate(bytes(1_000_000))
    print(len(output))


async def signals():
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    order = []

    def handler(name):
        order.append(name)
        arrived.set()

    loop.add_signal_handler(signal.SIGUSR1, handler, "usr1")
    loop.add_signal_handler(signal.SIGUSR2, handler, "usr2")
    os.kill(os.getpid(), signal.SIGUSR1)
    await arrived.wait()
    arrived.clear()
    sender = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGUSR2))
    sender.start()
    await arrived.wait()
    sender.join()
    print(order, loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    loop.remove_signal_handler(signal.SIGUSR2)
    print(signal.getsignal(signal.SIGUSR1))
    attempt(loop.add_signal_handler, signal.SIGKILL, print)
    attempt(loop.add_signal_handler, "x", print)
    attempt(loop.add_signal_handler, 99, print)
    attempt(loop.add_signal_handler, signal.SIGUSR1, signals)


async def generators():
    closed = []

    async def generator(name):
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed.append(name)

    async for _ in generator("left by break"):
        break
    for _ in range(5):
        await asyncio.sleep(0)
    print(closed)
    kept.append(generator("at shutdown"))
    print(await anext(kept[0]))
    kept.append(closed)


kept = []
for each in (threads, processes, signals, generators):
    print(each.__name__)
    asyncio.run(each())
print(kept[1])
