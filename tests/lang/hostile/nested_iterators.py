# skip-oracle: CPython overruns its stack
# Iterators over iterators, deeper than the stack.
import itertools

DEPTH = 150_000

for make in (enumerate, zip, itertools.chain, itertools.accumulate, itertools.pairwise, itertools.zip_longest,
             itertools.cycle, itertools.groupby, lambda it: map(str, it), lambda it: filter(None, it),
             lambda it: itertools.islice(it, 5), lambda it: itertools.starmap(max, it),
             lambda it: itertools.takewhile(bool, it), lambda it: itertools.dropwhile(bool, it),
             lambda it: itertools.filterfalse(bool, it), lambda it: itertools.compress(it, [1]),
             lambda it: itertools.batched(it, 1), lambda it: itertools.chain.from_iterable([it])):
    iterator = iter([1, 2, 3])
    for _ in range(DEPTH):
        iterator = make(iterator)
    try:
        next(iterator)
    except RecursionError as error:
        assert str(error) == "maximum recursion depth exceeded", error
print("survived")
