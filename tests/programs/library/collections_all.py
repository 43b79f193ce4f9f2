"""The classes of collections and collections.abc."""

from collections import deque, defaultdict, OrderedDict, Counter, namedtuple, ChainMap, UserDict, UserList, UserString
import collections.abc as cabc
d = deque([1, 2, 3], maxlen=3)
d.append(4)
print(d, d.maxlen, len(d))
d.appendleft(9)
print(d)
d.rotate(1)
print(d, d[0], d[-1], 9 in d, d.index(9), list(reversed(d)))
e = deque('abc')
e.extend('de')
e.extendleft('xy')
print(e)
e.remove('b')
del e[0]
print(e, e.popleft(), e.pop())
try:
    e.index('zz')
except ValueError as x:
    print(x)
try:
    deque().pop()
except IndexError as x:
    print(x)
try:
    for i in e:
        e.append(1)
except RuntimeError as x:
    print(x)
print(deque([1, 2]) + deque([3]), deque([1]) * 3, deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]))
dd = defaultdict(list)
dd['a'].append(1)
print(dd, dd['q'], dict(dd))
c = Counter('abracadabra')
print(c, c.most_common(2), c['zz'], sorted(c.elements())[:3] if False else '')
print(c + Counter('aaz'), c - Counter('aaa'), c & Counter('ab'), c | Counter('zz'), +c == c)
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p._replace(x=5), p._asdict(), P._fields, P._make([3, 4]), p == (1, 2), p[0])
x, y = p
print(x, y)
Q = namedtuple('Q', 'a b c', defaults=[7])
print(Q(1, 2), Q._field_defaults)
try:
    P(1)
except TypeError as x:
    print(x)
try:
    p.x = 3
except AttributeError as x:
    print(x)
try:
    namedtuple('R', 'a a')
except ValueError as x:
    print(x)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end('a')
print(od, od.popitem(last=False), od == OrderedDict(c=3, a=1), od == {'a': 1, 'c': 3})
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(m['a'], m['b'], dict(m), m)
for o in (1, 's', [], (), {}, set(), range(3), len, iter([]), (i for i in ()), deque(), b''):
    print(type(o).__name__, isinstance(o, cabc.Hashable), isinstance(o, cabc.Iterable), isinstance(o, cabc.Sequence), isinstance(o, cabc.Mapping), isinstance(o, cabc.Callable), isinstance(o, cabc.MutableSequence), isinstance(o, cabc.Iterator), isinstance(o, cabc.Generator))


class S(cabc.Sequence):

    def __getitem__(self, i):
        return [1, 2, 3][i]

    def __len__(self):
        return 3


s = S()
print(list(s), 2 in s, s.index(3), s.count(1), list(reversed(s)))
match s:
    case [a, *r]:
        print('seq', a, r)


class MM(cabc.MutableMapping):

    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = MM()
m.update(a=1)
m['b'] = 2
print(dict(m), m.pop('a'), list(m.items()), len(m.keys()), m.setdefault('z', 5), 'z' in m)
match m:
    case {'b': v}:
        print('map', v)
try:
    cabc.Sequence()
except TypeError as x:
    print(x)
u = UserList([3, 1, 2])
u.sort()
print(u, u + [4])
us = UserString('hi')
print(us.upper(), type(us.upper()).__name__)
ud = UserDict(a=1)
print(ud, ud['a'])
