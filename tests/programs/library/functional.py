"""functools, operator, contextlib, heapq, bisect, copy, string, textwrap: one use of each thing."""

import heapq, bisect, operator, copy, functools, contextlib, reprlib, string, textwrap
h = [5, 3, 8, 1]
heapq.heapify(h)
print(h)
heapq.heappush(h, 0)
print(h, heapq.heappop(h), h, heapq.heapreplace(h, 7), h, heapq.heappushpop(h, 2), h)
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge([7, 4, 1], [5, 2], reverse=True)), heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [1, 5, 3], key=lambda x: -x), heapq.nlargest(1, []))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
try:
    heapq.heappush((), 1)
except TypeError as e:
    print(e)
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([('a', 1), ('b', 2)], 1, key=lambda t: t[1]))
l = [1, 3]
bisect.insort(l, 2)
print(l)
print(operator.itemgetter(1, 2)([1, 2, 3]), operator.attrgetter('real')(3), operator.methodcaller('split', ',')('a,b'), operator.index(True), operator.length_hint(iter([1, 2])), operator.itemgetter(1), operator.attrgetter('a.b'))
try:
    operator.index(1.5)
except TypeError as e:
    print(e)


class A:

    def __init__(self):
        self.x = [1, 2]
        self.me = self


a = A()
b = copy.copy(a)
c = copy.deepcopy(a)
print(b.x is a.x, c.x is a.x, c.me is c, c.x)


class S:
    __slots__ = ('a', 'b')


s = S()
s.a = [1]
t = copy.deepcopy(s)
print(t.a, t.a is s.a, hasattr(t, 'b'))


class D(dict):
    pass


d = D(a=1)
d.z = [1]
e = copy.deepcopy(d)
print(e, type(e), e.z)


class L(list):
    pass


print(copy.copy(L([1, 2])), copy.deepcopy({1: [2], 'x': (1, [2])}), copy.deepcopy(ValueError(1, 2)).args)
import collections
P = collections.namedtuple('P', 'x y')
print(copy.copy(P(1, 2)), copy.deepcopy(P(1, [2])), copy.replace(P(1, 2), x=5))
try:
    copy.copy((i for i in ()))
except TypeError as e:
    print(e)


@functools.lru_cache(maxsize=2)
def f(x):
    print('call', x)
    return x * 2


print(f(1), f(1), f(2), f(3), f(1), f.cache_info(), f.__name__, f.cache_parameters())
f.cache_clear()
print(f.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), fib.cache_info())
p = functools.partial(int, base=2)
print(p('101'), p.func, p.args, p.keywords, p)
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a + b, [], 5))
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)


@functools.total_ordering
class T:

    def __init__(s, v):
        s.v = v

    def __eq__(s, o):
        return s.v == o.v

    def __lt__(s, o):
        return s.v < o.v


print(T(1) <= T(2), T(1) > T(2), T(2) >= T(2), T(1) != T(2))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


@functools.singledispatch
def show(x):
    return 'obj'


@show.register
def _(x: int):
    return 'int'


@show.register(list)
def _(x):
    return 'list'


@show.register(float | str)
def _(x):
    return 'fs'


print(show(1), show([]), show(1.5), show('a'), show(()), show(True), show.dispatch(int).__name__)
import collections.abc


@show.register(collections.abc.Mapping)
def _(x):
    return 'map'


print(show({}))


class C:

    @functools.cached_property
    def v(self):
        print('compute')
        return 3

    @functools.singledispatchmethod
    def m(self, x):
        return 'o'

    @m.register
    def _(self, x: int):
        return 'i'

    def add(self, a, b):
        return a + b
    add5 = functools.partialmethod(add, 5)


c = C()
print(c.v, c.v, c.m(1), c.m(''), c.add5(2), c.__dict__)


@functools.wraps(f)
def w():
    """w"""


print(w.__name__, w.__wrapped__ is f)


@contextlib.contextmanager
def cm(x):
    print('in', x)
    try:
        yield (x * 2)
    except ValueError as e:
        print('caught', e)
    finally:
        print('out')


with cm(2) as y:
    print(y)
with cm(3):
    raise ValueError('v')
try:
    with cm(4):
        raise KeyError('k')
except KeyError as e:
    print('key', e)


@cm(9)
def deco():
    print('body')


deco()
deco()
with contextlib.ExitStack() as st:
    st.enter_context(cm(1))
    st.callback(print, 'cb', 1)
    st.push(lambda *a: print(a[0]) or True)
    raise KeyError(3)
with contextlib.suppress(ZeroDivisionError):
    1 / 0
print('ok')
try:
    with contextlib.ExitStack() as st:
        st.callback(lambda: 1 / 0)
        st.enter_context(cm(7))
        raise TypeError('t')
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__))
with contextlib.nullcontext(5) as n:
    print(n)


class Cl:

    def close(self):
        print('closed')


with contextlib.closing(Cl()):
    pass
try:
    with 5:
        pass
except TypeError as e:
    print(e)
try:
    contextlib.ExitStack().enter_context(5)
except TypeError as e:
    print(e)
print(reprlib.repr(list(range(100))), reprlib.repr('x' * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr(10 ** 60), reprlib.repr({3, 1, 2}), reprlib.repr((1,)))


class R(list):

    @reprlib.recursive_repr()
    def __repr__(self):
        return '<' + ', '.join(map(repr, self)) + '>'


r = R([1])
r.append(r)
print(r)
print(string.capwords('hello  world'), string.Formatter().format('{0} {a!r} {1:>5} {} '.replace('{} ', ''), 1, 2, a='x'), string.Formatter().format('{:{}}|{}', 3, 5, 'k'))
print(list(string.Formatter().parse('a{b!r:c}d{{}}{e[0].f:{w}}')))
t = 'The quick brown fox jumped over the lazy dog -- and it kept-on-running until well-known places came; supercalifragilisticexpialidocious!'
for w in (10, 20, 40):
    print(textwrap.wrap(t, w))
    print(textwrap.fill(t, w, initial_indent='* ', subsequent_indent='  '))
print(textwrap.shorten(t, 30), repr(textwrap.dedent('\n    a\n      b\n\n    c\n')), repr(textwrap.indent('a\n\nb\n', '> ')), textwrap.shorten('hello world', 8, placeholder='...'))
print(textwrap.wrap('a b c ' * 10, 12, max_lines=2), textwrap.wrap('', 5), textwrap.fill('aaa bbb  ccc', 7, break_long_words=False))


async def amain():

    @contextlib.asynccontextmanager
    async def ac():
        print('a in')
        try:
            yield 1
        finally:
            print('a out')
    async with ac() as v:
        print(v)
    async with contextlib.AsyncExitStack() as st:
        await st.enter_async_context(ac())
        st.callback(print, 'c')


try:
    amain().send(None)
except StopIteration:
    pass
