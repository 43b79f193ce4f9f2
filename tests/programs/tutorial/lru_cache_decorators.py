"""Decorators: a cache that forgets the least recently used, a retry, a call counter, a tracer."""
import functools
import itertools
from collections import OrderedDict


def lru_cache(size=None):
    def decorate(function):
        cache = OrderedDict()
        stats = {"hits": 0, "misses": 0}

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            key = args + tuple(sorted(kwargs.items()))
            if key in cache:
                stats["hits"] += 1
                cache.move_to_end(key)
                return cache[key]
            stats["misses"] += 1
            result = cache[key] = function(*args, **kwargs)
            if size is not None and len(cache) > size:
                cache.popitem(last=False)
            return result

        wrapper.stats = stats
        wrapper.cache = cache
        return wrapper
    return decorate


def trace(function):
    depth = 0

    @functools.wraps(function)
    def wrapper(*args):
        nonlocal depth
        print("| " * depth + f"{function.__name__}({', '.join(map(repr, args))})")
        depth += 1
        try:
            result = function(*args)
        finally:
            depth -= 1
        print("| " * depth + f"-> {result!r}")
        return result
    return wrapper


def retry(times, *errors):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in itertools.count(1):
                try:
                    return function(*args, **kwargs)
                except errors as error:
                    print(f"attempt {attempt}: {error!r}")
                    if attempt == times:
                        raise
        return wrapper
    return decorate


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


@lru_cache(size=3)
def square(x: int, *, offset: int = 0) -> int:
    """Returns x squared."""
    return x * x + offset


@trace
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


@lru_cache()
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@CountCalls
def greet(name, greeting="Hello"):
    """Greets."""
    return f"{greeting}, {name}!"


answers = iter(["x", "", "42"])


@retry(3, ValueError)
def read_number():
    return int(next(answers))


for n in (1, 2, 3, 1, 4, 2, 1):
    square(n)
print(square.stats, list(square.cache), square(3, offset=1))
print(square.__name__, square.__doc__, square.__annotations__, square.__wrapped__(9))
factorial(4)
print(fibonacci(80), fibonacci.stats)
print(greet("Ann"), greet("Bob", greeting="Bye"), greet.calls, greet.__name__, greet.__doc__)
print(read_number())


@functools.lru_cache(maxsize=2)
def cube(x):
    return x ** 3


@functools.cache
def stairs(n):
    return 1 if n <= 1 else stairs(n - 1) + stairs(n - 2)


print([cube(x) for x in (1, 2, 1, 3, 2)], cube.cache_info(), stairs(50), stairs.cache_info().currsize)
cube.cache_clear()
print(cube.cache_info(), cube.__wrapped__(3), cube.cache_parameters())
for call in (lambda: square([1]), lambda: square(1, 2), lambda: cube(), lambda: greet(), lambda: read_number()):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
