# Pool, ThreadPool and ProcessPoolExecutor.
import concurrent.futures
import multiprocessing
import os
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.pool import ThreadPool


def attempt(function, *arguments, **options):
    try:
        print("->", function(*arguments, **options))
    except Exception as error:
        print(type(error).__name__, error, type(error.__cause__).__name__)


def square(number):
    return number * number


def fails(number):
    if number == 3:
        raise ValueError(f"not {number}")
    return number


prefix = "not set"


def set_prefix(text):
    global prefix
    prefix = text


def with_prefix(number):
    return f"{prefix} {number}"


def die():
    os._exit(1)


def bad_initializer():
    raise RuntimeError("initializer")


def use(pool):
    print(pool.map(square, range(10)), pool.map(square, []), pool.map(square, range(10), chunksize=3))
    print(pool.apply(square, (7,)), pool.apply(int, ("ff",), {"base": 16}))
    print(pool.starmap(pow, [(2, 3), (3, 2)]))
    print(list(pool.imap(square, range(5))), list(pool.imap(square, range(5), chunksize=2)))
    print(sorted(pool.imap_unordered(square, range(5))))
    attempt(pool.map, fails, range(5))
    iterator = pool.imap(fails, range(5))
    print(next(iterator), next(iterator), next(iterator))
    attempt(next, iterator)
    print(next(iterator))
    seen = []
    result = pool.map_async(square, [1, 2], callback=seen.append)
    print(result.get(10), result.ready(), result.successful(), seen)
    result = pool.apply_async(fails, (3,), error_callback=seen.append)
    result.wait()
    attempt(result.get)
    print(result.successful(), repr(seen[-1]))


def main():
    with multiprocessing.Pool(3) as pool:
        use(pool)
    attempt(pool.map, square, [1])
    with ThreadPool(3) as pool:
        use(pool)
    pool = multiprocessing.Pool(2, initializer=set_prefix, initargs=("set",))
    print(pool.map(with_prefix, range(3)))
    attempt(pool.join)
    pool.close()
    attempt(pool.apply, square, (1,))
    pool.join()
    with multiprocessing.Pool(1, maxtasksperchild=1) as pool:
        print(len(set(pool.map(process_number, range(3), chunksize=1))))
    attempt(multiprocessing.Pool, 0)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(pool.map(square, range(5)))

    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        print(list(executor.map(square, range(10))), list(executor.map(pow, [2, 3], [3, 2], chunksize=2)))
        futures = [executor.submit(square, number) for number in range(5)]
        print([future.result() for future in futures])
        print(sorted(future.result() for future in concurrent.futures.as_completed(futures)))
        attempt(executor.submit(fails, 3).result)
        print(executor.submit(square, 3).result(), concurrent.futures.wait(futures).not_done)
    attempt(executor.submit, square, 1)
    with concurrent.futures.ProcessPoolExecutor(1, initializer=set_prefix, initargs=("by initializer",)) as executor:
        print(executor.submit(with_prefix, 1).result())
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        attempt(executor.submit(die).result)
        attempt(executor.submit, square, 1)
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        print(len(set(executor.map(process_number, range(4)))))
    for wrong in (dict(max_workers=0), dict(initializer=5), dict(max_tasks_per_child=0), dict(max_tasks_per_child="1")):
        try:
            concurrent.futures.ProcessPoolExecutor(**wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    print(issubclass(BrokenProcessPool, concurrent.futures.BrokenExecutor))


def process_number(_):
    return os.getpid()


if __name__ == "__main__":
    main()
