# skip-oracle: InterpreterPoolExecutor is new in CPython 3.14
# InterpreterPoolExecutor: results in order, exceptions with their cause, initializers.
import logging
from concurrent import futures, interpreters

shared = 'not set'


def set_shared(value):
    global shared
    shared = value


def get_shared():
    return shared


def square(n):
    return n * n


def fail(message):
    raise LookupError(message, [1])


class Unsendable(Exception):
    def __reduce__(self):
        raise TypeError('no')


def main():
    with futures.InterpreterPoolExecutor(max_workers=3) as pool:
        print(list(pool.map(square, range(10))))
        print(pool.submit(sorted, 'hello', reverse=True).result())
        print(pool.submit(lambda a: a + 1, 5).result())
        future = pool.submit(fail, 'broken')
        try:
            future.result()
        except LookupError as exc:
            print(repr(exc), '<-', type(exc.__cause__).__name__, exc.__cause__.args)
        try:
            pool.submit(get_shared, square, 1, print=print).result()
        except TypeError as exc:
            print('TypeError:', str(exc).splitlines()[0])
        try:
            pool.submit('print(1)')
        except TypeError as exc:
            print(exc)
        print(pool.submit(lambda: [k for k in range(3)]).result())
        done, left = futures.wait([pool.submit(square, n) for n in range(5)])
        print(sorted(f.result() for f in done), left)
    try:
        pool.submit(square, 1)
    except RuntimeError as exc:
        print(exc)
    with futures.InterpreterPoolExecutor(2, initializer=set_shared, initargs=({'a': 1},)) as pool:
        print(pool.submit(get_shared).result(), shared)
    logging.getLogger('concurrent.futures').setLevel(logging.CRITICAL + 1)
    with futures.InterpreterPoolExecutor(1, initializer=fail, initargs=('at once',)) as pool:
        try:
            pool.submit(get_shared).result()
        except futures.BrokenExecutor as exc:
            print(type(exc).__name__, exc)
    print(interpreters.list_all(), futures.InterpreterPoolExecutor.__mro__[1].__name__)


if __name__ == '__main__':
    main()
