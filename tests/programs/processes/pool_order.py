# skip-oracle: in CPython a Pool's call whose worker is killed is lost, and whoever waits for it hangs
# Workers of a pool are given tasks ahead while these are short. No task waits behind another for that reason.
import multiprocessing
import os
import signal
import time

LONG = 5000  # more than a message that is sent ahead may have


def square(i):
    return i * i


def prepare(*shared):
    global barrier, event, started
    barrier, event, started = shared


def meet(i):
    """Needs another worker that does the same."""
    if i % 50 == 49:
        barrier.wait()
    return i


def answer(i):
    """One call waits for what a later one does."""
    if i == 300:
        event.wait()
    elif i == 330:
        event.set()
    return i


def echo(data):
    return len(data), data[::-1]


def die_in_the_middle(i):
    if i == 400:
        os.kill(os.getpid(), signal.SIGKILL)
    return i


def hold(i):
    """The worker is busy until all is over."""
    if i == 200:
        started.set()
        time.sleep(1000)
    return i


def run(method):
    context = multiprocessing.get_context(method)
    shared = context.Barrier(2), context.Event(), context.Event()
    with context.Pool(2, prepare, shared) as pool:
        print(sum(pool.map(square, range(600), chunksize=1)), sum(pool.imap(square, range(300))))
        print(sum(1 for _ in pool.imap(meet, list(range(49)) + [49, 99] * 20 + list(range(40)))))
        print(list(pool.imap(answer, range(600))) == list(range(600)))
        print(sorted(pool.imap_unordered(answer, range(301, 600))) == list(range(301, 600)))
        texts = [bytes([i % 7]) * (i % 5 * LONG // 2) for i in range(150)]
        print(pool.map(echo, texts, chunksize=1) == [(len(text), text[::-1]) for text in texts])
        print(sum(pool.map(len, [b"x" * 1900] * 400, chunksize=1)))  # more than the sockets have room for
        results = [pool.apply_async(die_in_the_middle, (i,)) for i in range(500)]
        outcomes = []
        for i, result in enumerate(results):
            try:
                outcomes.append(result.get() == i)
            except multiprocessing.ProcessError:
                outcomes.append(i)
        print(outcomes.count(True), [each for each in outcomes if each is not True])
        results = [pool.apply_async(hold, (i,)) for i in range(400)]
        shared[2].wait()
        print([result.get() for i, result in enumerate(results) if i != 200] == [*range(200), *range(201, 400)])
    with context.Pool(2, prepare, shared, maxtasksperchild=7) as pool:
        print(sum(pool.map(square, range(100), chunksize=1)))
        pool.close()
        pool.join()


if __name__ == "__main__":
    for method in ("fork", "spawn"):
        run(method)
