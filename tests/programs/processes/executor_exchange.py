# What goes to and fro between an executor and its workers: much, little, and what cannot be sent.
import concurrent.futures
import gc
import multiprocessing
import time
import weakref

LONG = 300_000  # more than a pipe holds


class Item:
    pass


def turn(data):
    return data[::-1]


def length(data):
    return len(data)


def make(number):
    return bytes([number % 256]) * (number * 1000)


def item(_):
    return Item()


def attempt(future):
    try:
        return future.result()
    except Exception as error:
        return type(error).__name__


def run(context):
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        texts = [bytes([i]) * (LONG if i % 3 else i) + b"end" for i in range(40)]
        print(list(pool.map(turn, texts)) == [turn(text) for text in texts])
        print(sum(pool.map(length, texts, chunksize=7)), sum(map(len, pool.map(make, range(60)))))
        mixed = [pool.submit(length, each) for each in ("ab", lambda: 0, "abc", b"x" * LONG, (i for i in "ab"))]
        print([attempt(future) for future in mixed][::2], [mixed[1].exception() is not None, mixed[3].result()])
        print(sum(pool.map(abs, range(-500, 0))), sum(pool.map(abs, range(-500, 0), chunksize=16)))
        freed = []
        for each in pool.map(item, range(5)):
            reference = weakref.ref(each)
            del each
            while reference() is not None:  # the thread that has received it may not be done with it
                gc.collect()
                time.sleep(0.001)
            freed.append(True)
        print(freed)


if __name__ == "__main__":
    for method in ("fork", "spawn"):
        run(multiprocessing.get_context(method))
