# skip-oracle: concurrent.interpreters is new in CPython 3.14
# exec() and call(): what arrives there, what comes back, and how failures look.
import functools
import math
import sys

from concurrent import interpreters

print = functools.partial(print, flush=True)
factor = 3


def times_factor(x):
    return x * factor


def add(*args, start=0):
    return sum(args, start)


def closing(x):
    def inner(y):
        return [x, y]
    return inner


def fail(depth):
    if depth:
        fail(depth - 1)
    raise KeyError('deep', depth)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f'Point({self.x}, {self.y})'

    def mirrored(self):
        return Point(self.y, self.x)


def report(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except interpreters.ExecutionFailed as failure:
        print('failed:', failure.args[0], '|', failure.excinfo.type.__name__, '|', failure.excinfo.msg)
    except interpreters.NotShareableError as exc:
        print('not shareable:', exc)


def main():
    interp = interpreters.create()

    # __main__ stays from one exec() to the next, and is not ours.
    interp.exec('x = 1')
    interp.exec('x += 1\nprint(x, __name__, flush=True)')
    print('x' in globals())
    interp.prepare_main(x=10, text='ä€😀', data=b'\0\xff', pair=(1, (2.5, None)), big=-3 ** 200)
    interp.prepare_main({'flag': True}, flag=False)
    interp.prepare_main({'flag': True})
    interp.exec('print(x, text, data, pair, big == -3 ** 200, flag, flush=True)')
    for bad in ([], {}, Point(1, 2), (1, [2])):
        try:
            interp.prepare_main(bad=bad)
        except interpreters.NotShareableError as exc:
            print(type(exc).__name__, exc)

    def greet():
        print('a function runs in', __name__, flush=True)
    interp.exec(greet)
    interp.exec(compile('print("compiled", flush=True)', 'text', 'exec'))
    for bad in (5, b'1'):
        try:
            interp.exec(bad)
        except TypeError as exc:
            print(exc)
    try:
        interp.exec(lambda a: a)
    except ValueError as exc:
        print(exc)

    # Functions that need nothing travel by themselves, others by their names.
    report(interp.call, lambda: 3)
    report(interp.call, lambda n: [k * k for k in range(n)], 5)
    report(interp.call, add, 1, 2, 3, start=10)
    report(interp.call, times_factor, 5)
    report(interp.call, math.sqrt, 2)
    report(interp.call, int, '12', base=7)
    report(interp.call, sorted, {'b': 1, 'a': 2}, key=len)
    report(interp.call, Point, 1, 2)
    report(interp.call, Point(1, 2).mirrored)
    report(interp.call, lambda: ({1, 2}, frozenset('a'), 1.5j, ..., 2 ** 100, 'é', b'', (), -0.0))
    report(interp.call, lambda f, g: (f(2), g([3])), lambda x: x + 1, len)
    report(interp.call, closing(1), 2)
    report(interp.call, lambda: sys)
    report(interp.call, lambda: (k for k in ()))

    # Failures cross as text.
    report(interp.call, fail, 2)
    report(interp.call, add, 'a')
    report(interp.exec, '1 / 0')
    report(interp.exec, 'x =')
    report(interp.exec, 'raise SystemExit(3)')
    report(interp.exec, 'raise KeyboardInterrupt')
    report(interp.exec, 'class Own(Exception): pass\nraise Own("mine")')
    report(interp.exec, 'import decimal; raise decimal.Overflow(1)')
    try:
        interp.exec('def f():\n    raise ValueError("inside")\nf()')
    except interpreters.ExecutionFailed as failure:
        print(failure)
        print(vars(failure.excinfo.type))
    interp.exec('print("alive", flush=True)')

    # A result is a copy.
    there = interp.call(list, (1, 2))
    there.append(3)
    print(there, [interpreters.is_shareable(v) for v in
                  (None, 1, 'a', b'', 1.5, True, (), ([],), [], {}, Point, print, ...)])


if __name__ == '__main__':
    main()
