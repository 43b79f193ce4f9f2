"""re.finditer and scanners: positions, empty matches, bad arguments, ends."""
import re


def show(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        print('  !', type(e).__name__, e)
    else:
        print('  ', r.span() if isinstance(r, re.Match) else repr(r).split(' at ')[0])


P = re.compile(r'a|(b)|')
for args in [('xabba',), ('xabba', 2), ('xabba', 2, 3), ('xabba', -5, -1), ('xabba', 10), ('xabba', 3, 1), ('', 0, 5), ('aaa', 2**70), ('aaa', -2**70, 2**70), ('é中aaab',), (b'x',), (5,), ('a', 'b'), ('a', 1.5), ()]:
    print(args)
    show(lambda: [(m.span(), m.pos, m.endpos, m.groups(), m.re is P, m.string) for m in P.finditer(*args)])
    show(lambda: (lambda s: [s.search(), s.match(), s.search(), s.match(), s.pattern is P])(P.scanner(*args)))
it = P.finditer('ab')
show(iter, it)
print(iter(it) is it, type(it), type(it).__name__)
for _ in range(5):
    show(next, it)
    show(next, it, 'end')
s = P.scanner('xa')
print(type(s))
show(s.match)
show(s.match)
show(s.match)
show(s.match)
show(s.match)
s = re.compile('a').scanner('aab')
show(s.match)
show(s.search)
show(s.match)
show(s.search)
show(P.finditer, string='ab', pos=1)
show(P.finditer, 'a', foo=1)
show(type(it))
show(type(s))
show(lambda: [m[0] for m in re.finditer(rb'\w', b'ab c')])
show(lambda: [m[0] for m in re.finditer(rb'\w', bytearray(b'ab c'))])
show(lambda: [m[0] for m in re.finditer(rb'\w', memoryview(b'ab c'))])
show(lambda: [m.start() for m in re.finditer('(?m)^', 'a\nb\n')])
show(lambda: [m.span() for m in re.finditer('$', 'a\n')])
show(lambda: [m.span() for m in re.finditer(r'\b', 'ab cd')])
show(lambda: it.__next__())
show(lambda: it.send)
show(lambda: hasattr(it, '__length_hint__'))
for p in [r'(?m)^', r'(?m)$', r'(?m)^\w*$', '^', r'(?m)^a|^b', r'(?m:^)x?', r'\Z', r'(?s).*', r'(?m)^.*']:
    for s in ['', '\n', 'a\nb\n', 'a\n\nb', 'b\n\n', 'a\r\nb']:
        print(p, repr(s), [m.span() for m in re.finditer(p, s)], re.sub(p, '-', s), re.split(p, s), re.findall(p, s))
        show(re.compile(p).search, s, 2)
        show(re.compile(p).match, s, 100)
        show(re.compile(p).fullmatch, s, 1, 1)
