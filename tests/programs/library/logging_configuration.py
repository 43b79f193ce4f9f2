"""logging.config; frames, calls and closures in inspect."""
import logging, logging.config, inspect, sys, io
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
class F(logging.Filter):
    def filter(self, r): return 'secret' not in r.getMessage()
old=logging.getLogger('old')
logging.config.dictConfig({'version':1,'formatters':{'b':{'format':'%(levelname)s:%(name)s:%(message)s'},'c':{'format':'{name}|{message}','style':'{'}},'filters':{'s':{'()':F}},'handlers':{'out':{'class':'logging.StreamHandler','stream':'ext://sys.stdout','formatter':'b','level':'INFO','filters':['s']},'o2':{'class':'logging.StreamHandler','stream':'ext://sys.stdout','formatter':'c'}},'loggers':{'app':{'handlers':['o2'],'level':'DEBUG','propagate':False}},'root':{'handlers':['out'],'level':'WARNING'}})
logging.warning('root warn'); logging.info('hidden'); logging.getLogger('app').debug('dbg'); logging.getLogger('app.sub').info('sub'); logging.warning('secret x'); old.error('disabled'); print(old.disabled)
err(logging.config.dictConfig,{}); err(logging.config.dictConfig,{'version':2}); err(logging.config.dictConfig,{'version':1,'handlers':{'x':{'class':'no.such'}}}); err(logging.config.dictConfig,{'version':1,'root':{'handlers':['zz']}})
logging.config.fileConfig(io.StringIO('[loggers]\nkeys=root,a\n[handlers]\nkeys=h\n[formatters]\nkeys=f\n[logger_root]\nlevel=INFO\nhandlers=h\n[logger_a]\nlevel=DEBUG\nhandlers=h\npropagate=0\nqualname=a.b\n[handler_h]\nclass=StreamHandler\nargs=(sys.stdout,)\nformatter=f\n[formatter_f]\nformat=%(name)s-%(message)s\n') if 0 else io.StringIO('[loggers]\nkeys=root,a\n[handlers]\nkeys=h\n[formatters]\nkeys=f\n[logger_root]\nlevel=INFO\nhandlers=h\n[logger_a]\nlevel=DEBUG\nhandlers=h\npropagate=0\nqualname=a.b\n[handler_h]\nclass=StreamHandler\nargs=(sys.stdout,)\nformatter=f\n[formatter_f]\nformat=%(name)s-%(message)s\n')); logging.info('x'); logging.getLogger('a.b').debug('y')
g=1
def f(a,b=2,*c,d,**e):
    x=5
    return inspect.getargvalues(inspect.currentframe())
print(f(1,d=4)); print(sorted(inspect.getcallargs(f,1,d=2,z=3).items()))
def outer():
    n=1
    def inner(): return n, g, len, nope
    return inner
print(inspect.getclosurevars(outer())); 
def gen():
    q=1
    yield
it=gen(); next(it); print(inspect.getgeneratorlocals(it))
def t(): 1/0
try: t()
except ZeroDivisionError as e: print([(x.function,x.lineno) for x in inspect.trace()], [x.function for x in inspect.getinnerframes(e.__traceback__)])
print([x.function for x in inspect.getouterframes(inspect.currentframe())], inspect.formatannotation(int), inspect.formatannotation(list[int]), inspect.formatannotation('x'))
class K:
    @property
    def p(self): 1/0
print([n for n,v in inspect.getmembers_static(K()) if not n.startswith('__')], [a.kind for a in inspect.classify_class_attrs(K) if a.name=='p'], inspect.getclasstree([bool,int]))


# A listener says of each record that it is done, so that the queue can be joined; its steps can be overridden.
import logging.handlers
import queue


class Shouting(logging.handlers.QueueListener):
    def prepare(self, record):
        record.msg = record.msg.upper()
        return record

    def enqueue_sentinel(self):
        print("ending")
        super().enqueue_sentinel()


out = io.StringIO()
records = queue.Queue()
listener = Shouting(records, logging.StreamHandler(out))
listener.start()
logger = logging.getLogger("queued")
logger.propagate = False
logger.addHandler(logging.handlers.QueueHandler(records))
logger.warning("first")
logger.error("second")
records.join()
print(out.getvalue(), end="")
listener.stop()
records.join()


# The format of a formatter of the program's own may be called `format`.
class Marked(logging.Formatter):
    def __init__(self, fmt=None, datefmt=None):
        super().__init__(f"!{fmt}", datefmt)


logging.config.dictConfig({
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"own": {"()": Marked, "format": "%(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "own", "stream": "ext://sys.stdout"}},
    "root": {"level": "INFO", "handlers": ["out"]},
})
logging.info("marked")
