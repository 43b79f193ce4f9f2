"""logging and inspect."""

import logging, sys, inspect, io, threading
s = io.StringIO()
logging.basicConfig(level=logging.DEBUG, format='%(levelname)s:%(name)s:%(threadName)s:%(funcName)s:%(lineno)d:%(message)s', stream=s)
log = logging.getLogger('app')
sub = logging.getLogger('app.db')
log.info('hello %s', 'x')
sub.warning('w %d', 5)
log.debug('d')
logging.error('root')


def f():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception('oops')


f()
t = threading.Thread(target=lambda: log.info('in thread'), name='T1')
t.start()
t.join()
log.log(25, 'custom')
logging.addLevelName(25, 'NOTICE')
log.log(25, 'custom2')
log.setLevel('ERROR')
log.info('no')
print(log.isEnabledFor(20), sub.getEffectiveLevel(), log, sub.parent is log, logging.getLogger(), logging.getLevelName(30), logging.getLevelName('INFO'), log.hasHandlers())
print(s.getvalue().replace(__file__, 'F'))
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter('{levelname} {message}', style='{'))
l2 = logging.getLogger('two')
l2.propagate = False
l2.addHandler(h)
l2.warning('styled')
h.addFilter(lambda r: 'skip' not in r.msg)
l2.warning('skip me')
l2.warning('kept')
h.setLevel(logging.ERROR)
l2.warning('low')
ad = logging.LoggerAdapter(l2, {'k': 1})
ad.error('adapted')
for g in (lambda: log.setLevel('NOPE'), lambda: logging.getLogger(5), lambda: logging.Formatter('x'), lambda: log.setLevel(1.5)):
    try:
        g()
    except Exception as e:
        print(type(e).__name__, e)
logging.getLogger('lib').addHandler(logging.NullHandler())
print(logging.getLogger('a.b.c').name, logging.root.level)


def g(a, b=1, /, c=2, *args, d, e=5, **kw) -> int:
    """doc"""


print(inspect.signature(g), inspect.signature(lambda x, *, y: 0), list(inspect.signature(g).parameters), inspect.signature(g).parameters['b'].default, inspect.signature(g).parameters['d'].kind, inspect.getdoc(g), inspect.isfunction(g), inspect.getfullargspec(g))


class C:
    """Class doc
       more"""

    def __init__(self, x: int, y='q'):
        pass

    def m(self, z):
        pass

    @classmethod
    def cm(cls, w):
        pass

    @property
    def p(self):
        return 1


print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C.cm), inspect.getdoc(C), inspect.isclass(C), inspect.ismethod(C(1).m), [n for n, _ in inspect.getmembers(C) if not n.startswith('__')], inspect.getmro(C), inspect.isgeneratorfunction(lambda: (yield)), inspect.getsource(f), inspect.currentframe().f_lineno, inspect.stack()[0].function)
b = inspect.signature(g).bind(1, 2, 3, 4, d=5, z=6)
print(b.arguments, b.args, b.kwargs)
b.apply_defaults()
print(b)
for bad in ((), (1,)):
    try:
        inspect.signature(g).bind(*bad)
    except TypeError as e:
        print(e)
import functools


@functools.wraps(g)
def w(*a, **k):
    pass


print(inspect.signature(w), inspect.signature(functools.partial(g, 1, c=9)), inspect.iscoroutinefunction(f), inspect.cleandoc('a\n   b\n     c'))


# Formats that are checked, fields that are missing, and many records at once.
def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


plain = logging.makeLogRecord({"msg": "hello", "name": "n", "levelname": "INFO"})
for style, formats in {
    "{": ["{message}", "{message:>10}", "{message!r}", "no", "{}", "{message!z}", "{message:^^10y}", "{a-b}", "{gone}", "{"],
    "$": ["$message", "${message}", "$$%$message", "no", "$", "$gone", "${message"],
    "%": ["%(message)s", "%(message)5.3s", "no", "%s", "%(gone)s"],
}.items():
    for text in formats:
        told(lambda: logging.Formatter(text, style=style).format(plain))
        told(lambda: logging.Formatter(text, style=style, defaults={"gone": "default"}).format(plain))


class Counting(logging.BufferingFormatter):
    def formatHeader(self, records):
        return f"{len(records)} records: "

    def formatFooter(self, records):
        return "."


print(Counting(logging.Formatter("<%(message)s>")).format([plain, plain]), repr(Counting().format([])))
print(logging.BufferingFormatter().format([plain]))
# What generators, coroutines and asynchronous generators are doing, and their variables.
async def counting(start):
    yield start


agen = counting(4)
print(inspect.getasyncgenstate(agen), inspect.getasyncgenlocals(agen))
try:
    agen.asend(None).send(None)
except StopIteration:
    print(inspect.getasyncgenstate(agen) == inspect.AGEN_SUSPENDED)
try:
    agen.aclose().send(None)
except StopIteration:
    print(inspect.getasyncgenstate(agen), inspect.getasyncgenlocals(agen))
for action in (lambda: inspect.getgeneratorlocals(5), lambda: inspect.getasyncgenlocals(5)):
    try:
        action()
    except TypeError as error:
        print(error)
print(inspect.CORO_CREATED, inspect.GEN_CLOSED, {"getclosurevars", "CO_GENERATOR"} <= set(inspect.__all__))

# Signatures: of what wraps a bound method, on several lines, with something replaced.
import copy


class Wrapped:

    def method(self, a, b: int = 2):
        pass


@functools.wraps(Wrapped().method)
def wrapping(*args):
    pass


found = inspect.signature(wrapping)
print(found, found.format(max_width=10), found.format(max_width=60))
print(copy.replace(found, return_annotation=str), copy.replace(found.parameters["b"], name="c"))
