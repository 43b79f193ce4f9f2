"""Every type of itertools, and their errors."""

from itertools import *
import itertools
c = count(5)
print(next(c), next(c), c, count(1, 2), count(1.5, 0.5), list(islice(count(1.5, 0.5), 3)), list(islice(count(2 ** 62 - 2), 4)), list(islice(count(10, -3), 3)))
try:
    count('a')
except TypeError as e:
    print(e)
cy = cycle('abc')
print([next(cy) for _ in range(8)], list(cycle([])))
print(list(repeat(1, 3)), repeat(2), repeat(2, 5), list(repeat(1, -3)), list(map(pow, range(4), repeat(2))))
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(accumulate([])), list(accumulate([], initial=3)), list(accumulate('abc')))
print(list(chain('ab', [1], ())), list(chain.from_iterable(['ab', 'c'])), list(chain()), list(compress('abcdef', [1, 0, 1, 0, 1])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, 2, ''])), list(starmap(pow, [(2, 3), (3, 2)])))
it = iter(range(10))
print(list(islice(it, 2, 8, 3)), list(it))
it = iter(range(10))
print(list(islice(it, 3)), next(it))
print(list(islice('abc', None)), list(islice('abcdef', 1, None, 2)), list(islice('abc', 0)))
for a in ((-1,), ('x',), (1, -2), (1, 2, 0), (1, 2, 3, 4), ()):
    try:
        islice([], *a)
    except Exception as e:
        print(type(e).__name__, e)
print(list(pairwise([1, 2, 3, 4])), list(pairwise([1])), list(batched('abcdefg', 3)))
try:
    list(batched('abcd', 3, strict=True))
except ValueError as e:
    print(e)
try:
    batched('a', 0)
except ValueError as e:
    print(e)
print(list(zip_longest('ab', 'c', 'defg', fillvalue='-')), list(zip_longest()), list(zip_longest([1], [])))
print([(k, list(g)) for k, g in groupby('aaabbc')], [(k, list(g)) for k, g in groupby(range(10), key=lambda x: x // 4)], [k for k, g in groupby('aabbaa')])
g = groupby('aab')
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2), list(g))
gs = [g for k, g in groupby('aabb')]
print([list(x) for x in gs])
g = groupby([1, 1, 2])
k, gg = next(g)
print(next(gg))
print(next(g)[0])
a, b, d = tee([1, 2, 3], 3)
print(next(a), next(a), list(b), list(a), list(d))
t, = tee(a, 1)
print(list(t), tee([], 0))
a, b = tee(iter(range(100000)))
print(sum(a))
del a, b
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(product('ab', [])), list(product('a', repeat=0)))
print(list(permutations('abc')), list(permutations('abc', 2)), list(permutations('ab', 3)), list(permutations([])), len(list(permutations(range(6)))))
print(list(combinations('abcd', 2)), list(combinations('ab', 3)), list(combinations('abc', 0)), list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([], 0)))
for f in (lambda: combinations('a', -1), lambda: permutations('a', 'x'), lambda: permutations('a', -1), lambda: product('a', repeat=-1), lambda: combinations('ab'), lambda: chain(1) and list(chain(1)), lambda: tee([], -1), lambda: takewhile(1), lambda: zip_longest(1), lambda: count(1, 2, 3), lambda: list(starmap(pow, [1])), lambda: repeat()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(type(count()), type(chain()), itertools.__name__, type(next(groupby('a'))[1]).__name__)


class My(count):
    pass


m = My(3)
print(next(m), type(m).__name__)
import operator
print(operator.length_hint(repeat(1, 7)))
