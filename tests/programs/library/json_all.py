"""Module json: writing, reading, hooks, and every complaint."""

import json, collections
print(json.dumps({'a': [1, 2.5, None, True, False, 'é"\\\n\t\x01'], 'b': {}, 'c': [], 1: 2, None: 3, True: 4, 2.5: 5}), json.dumps('é中😀', ensure_ascii=False), json.dumps('😀'), json.dumps((1, (2,))), json.dumps(10 ** 30), json.dumps(1e+100), json.dumps([float('inf'), -float('inf'), float('nan')]))
print(json.dumps({'b': 1, 'a': [1, {'x': []}]}, indent=2, sort_keys=True))
print(json.dumps([1, [2]], indent='\t'))
print(json.dumps({'a': 1, 'b': [1, 2]}, separators=(',', ':')))
print(json.dumps([], indent=4), json.dumps([[]], indent=0))


class P:

    def __init__(s):
        s.x = 1


print(json.dumps([P()], default=lambda o: o.__dict__), json.dumps({(1,): 1, 'a': 2}, skipkeys=True))


class E(json.JSONEncoder):

    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps(2 + 3j, cls=E), E().encode({'z': 1j}), ''.join(E().iterencode([1])))
l = []
l.append(l)
for f in (lambda: json.dumps(l), lambda: json.dumps({1, 2}), lambda: json.dumps(P()), lambda: json.dumps({(1,): 1}), lambda: json.dumps(float('nan'), allow_nan=False), lambda: json.dumps({'a': 1, 2: 3}, sort_keys=True), lambda: json.dumps(object, cls=E)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e)[:80])
print(json.loads('{"a": [1, 2.5, -3e2, true, false, null, "x\\u00e9\\n\\ud83d\\ude00"], "b": {}}'), json.loads(' [ ] '), json.loads('"x"'), json.loads('-0'), json.loads('1E3'), json.loads(b'[1]'), json.loads('[NaN, Infinity, -Infinity]'), json.loads('12345678901234567890123'), json.loads('{"a":1,"a":2}'))
print(json.loads('{"a":1}', object_hook=lambda d: list(d.items())), json.loads('{"b":1,"a":2}', object_pairs_hook=collections.OrderedDict), json.loads('[1.5,2]', parse_float=str, parse_int=lambda s: s + '!'), json.JSONDecoder().raw_decode('[1] x'))
for t in ('', '{', '[', '[1,', '[1,]', '{"a"}', '{"a":}', '{"a":1,}', '{a:1}', "{'a':1}", '[1 2]', 'nul', '"abc', '"\\q"', '"\\u12"', '"a\nb"', '1 2', '{"a":1 "b":2}', '01', '-', '.5', '[1}', '\ufeff1', '{"a":1', 'tru', '[,]', '{,}', '"\\'):
    try:
        print(json.loads(t))
    except json.JSONDecodeError as e:
        print(repr(t), e, e.lineno, e.colno, e.pos, e.msg)
try:
    json.loads(5)
except TypeError as e:
    print(e)
import io
s = io.StringIO()
json.dump({'k': [1]}, s, indent=1)
print(s.getvalue())
s.seek(0)
print(json.load(s))
print(json.loads(json.dumps(json.loads('[{"n":1,"s":"\\u4e2d"},[]]'))), json.loads('"a\tb"', strict=False))


class I(int):
    pass


class S(str):
    pass


class D(dict):
    pass


print(json.dumps([I(3), S('q'), D(a=1)]))
try:
    json.loads('[' * 100000)
except RecursionError as e:
    print('deep')
