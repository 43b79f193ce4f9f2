# skip-oracle: in CPython a Pool's call whose worker is killed is lost, and whoever waits for it hangs
# A worker that is killed is an error where its call is waited for, never a hang; the others go on.
import concurrent.futures
import multiprocessing
import multiprocessing.pool
import os
import random
import signal
import sys
import threading
import time
from multiprocessing import forkserver


def die(number):
    os.kill(os.getpid(), number)
    time.sleep(100)


def dies_at(place):
    if place == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return place


def leave(status):
    sys.exit(status)


def square(number):
    return number * number


def work(size):
    time.sleep(0.001 * (size % 5))
    return b"r" * (size * 1000)


class BadNews:
    """Cannot be unpickled."""

    def __reduce__(self):
        return leave_alone, ()


def leave_alone():
    raise ValueError("not again")


def bad_news():
    return BadNews()


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


def one_after_the_other(context):
    with context.Pool(2) as pool:
        for number in (signal.SIGKILL, signal.SIGTERM):
            attempt(pool.apply, die, (number,))
        attempt(pool.map, dies_at, range(6), 1)
        attempt(list, pool.imap(dies_at, range(6)))
        attempt(pool.apply, os._exit, (3,))
        attempt(pool.apply, leave, (4,))
        attempt(pool.apply, bad_news)
        attempt(pool.map, square, range(5))
        waiting = pool.apply_async(time.sleep, (100,))
        rest = pool.imap_unordered(time.sleep, (100, 100))
    attempt(waiting.get)
    attempt(next, rest)


def at_random(context):
    """Kills workers while they start, wait, work and answer."""
    pool = context.Pool(2)

    def kill():
        for _ in range(8):
            time.sleep(random.random() * 0.05)
            random.choice(pool._pool[:]).kill()

    killer = threading.Thread(target=kill)
    killer.start()
    is_last = False
    answers = set()
    while not is_last:
        is_last = not killer.is_alive()
        results = [pool.apply_async(work, (i,)) for i in range(6)]
        for i, result in enumerate(results):
            try:
                answers.add(len(result.get(100)) == i * 1000)
            except multiprocessing.ProcessError:
                pass
    pool.close()
    pool.join()
    print(answers)


def executor(context):
    for function, argument in ((die, signal.SIGKILL), (os._exit, 0)):
        with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
            attempt(pool.submit(function, argument).result)
            attempt(pool.submit, square, 1)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        futures = [pool.submit(work, 10000 + i) for i in range(20)]  # longer than a pipe is
        while not pool._processes:
            time.sleep(0.001)
        random.choice(list(pool._processes.values())).kill()
        outcomes = {type(future.exception(100)).__name__ for future in futures}
        print("BrokenProcessPool" in outcomes, outcomes <= {"BrokenProcessPool", "NoneType"})


def starting(context):
    """A child that is killed before it has read what it is to be."""
    process = context.Process(target=square, args=(b"x" * 10_000_000,))
    killer = threading.Thread(target=lambda: [time.sleep(0.0005), [each.kill() for each in
                                              multiprocessing.active_children()]])
    killer.start()
    process.start()
    process.kill()
    process.join()
    killer.join()
    print(process.exitcode in (-9, 0, 1))


def server():
    """The fork server is killed: its children's exit statuses are lost, and another is started."""
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=time.sleep, args=(0.01,))
    process.start()
    os.kill(forkserver._forkserver._pid, signal.SIGKILL)
    process.join()
    print(process.exitcode)
    process = context.Process(target=square, args=(2,))
    process.start()
    process.join()
    print(process.exitcode)


def threads():
    with multiprocessing.pool.ThreadPool(2) as pool:
        attempt(pool.map, leave, (4,))
        attempt(pool.map, square, range(5))
        waiting = pool.apply_async(time.sleep, (0.1,))
        results = [pool.apply_async(square, (i,)) for i in range(3)]
    print({type(result._value).__name__ for result in results} <= {"int", "ProcessError"}, waiting.ready())


def main():
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        print(method)
        one_after_the_other(context)
        at_random(context)
        executor(context)
        starting(context)
    server()
    threads()
    print(multiprocessing.active_children())


if __name__ == "__main__":
    main()
