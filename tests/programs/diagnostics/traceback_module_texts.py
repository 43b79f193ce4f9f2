# The functions and classes of the module traceback, on four kinds of exceptions.
import traceback, sys, io
def f(x): return g(x)
def g(x):
    y = x
    raise ValueError("boom",
                     y)
def chain():
    try: f(1)
    except ValueError as e: raise KeyError("k") from e
def grp():
    raise ExceptionGroup("g", [ValueError(1), TypeError("t")])
def syn(): compile("x = (", "<s>", "exec")
def p(*a): print(*a)
for fn in (f, chain, grp, syn):
    try: fn(3) if fn is f else fn()
    except BaseException as e:
        tb = e.__traceback__
        p("== print_exc"); traceback.print_exc(file=sys.stdout)
        p("== limit1"); traceback.print_exc(limit=1, file=sys.stdout)
        p("== limit-1"); traceback.print_exc(limit=-1, file=sys.stdout)
        p("== limit0"); traceback.print_exc(limit=0, file=sys.stdout)
        p("== nochain"); traceback.print_exc(chain=False, file=sys.stdout)
        p("== format_exc", repr(traceback.format_exc()))
        p("== format_exception"); p(traceback.format_exception(e))
        p("== fe3"); p(traceback.format_exception(type(e), e, tb))
        p("== fe tb=None"); p(traceback.format_exception(type(e), e, None))
        p("== only"); p(traceback.format_exception_only(e)); p(traceback.format_exception_only(type(e), e)); 
        p("== only show_group"); p(traceback.format_exception_only(e, show_group=True))
        p("== print_exception"); traceback.print_exception(e, file=sys.stdout); traceback.print_exception(type(e), e, tb, file=sys.stdout)
        p("== print_tb"); traceback.print_tb(tb, file=sys.stdout); traceback.print_tb(tb, 1, sys.stdout); traceback.print_tb(tb, -1, sys.stdout)
        p("== format_tb", traceback.format_tb(tb), traceback.format_tb(tb, limit=1))
        ex = traceback.extract_tb(tb)
        p("== extract", ex, [tuple(x) for x in ex], [(x.filename, x.lineno, x.name, x.line, x.end_lineno, x.colno, x.end_colno, x.locals) for x in ex])
        p("== format_list", traceback.format_list(ex), ex.format())
        p("== from tuples", traceback.format_list([("a.py", 1, "n", "line"), ("b.py", 2, "m", None)]))
        te = traceback.TracebackException.from_exception(e)
        p("== te", list(te.format()), list(te.format_exception_only()), str(te), te.exc_type_str, te.exc_type, te.stack, te.__cause__, te.__context__, te.__suppress_context__)
        te = traceback.TracebackException(type(e), e, tb, limit=1)
        p("".join(te.format()))
        te.print(file=sys.stdout)
        p(list(traceback.walk_tb(tb))[0][1], len(list(traceback.walk_tb(tb))))
try:
    traceback.format_exception(5)
except TypeError as e: p(e)
try: traceback.format_exception(ValueError)
except TypeError as e: p(e)
p(traceback.format_exception(None), traceback.format_exception_only(None), traceback.format_exc())
traceback.print_exc(file=sys.stdout)
def stk(): 
    traceback.print_stack(file=sys.stdout)
    p(traceback.format_stack()); p(traceback.extract_stack()); p(traceback.extract_stack(limit=1)); p(traceback.format_stack(limit=1)); p(traceback.format_stack(limit=-1))
stk()
fs = traceback.FrameSummary("f", 1, "n", line="  x = 1  ")
p(fs, fs.line, fs == ("f", 1, "n", "x = 1"), len(fs), list(fs), fs[0], fs.lineno)
p(traceback.StackSummary.from_list([fs, fs, fs, fs, fs, fs]).format())
p(traceback.StackSummary.from_list([("f", 1, "n", "x")]*6).format())
try: 1/0
except ZeroDivisionError as e:
    e.add_note("n1")
    p(traceback.format_exception_only(e))
    te = traceback.TracebackException.from_exception(e)
    p(te.__notes__, te == traceback.TracebackException.from_exception(e), te == 5)
    te2 = traceback.TracebackException.from_exception(SyntaxError("m", ("f", 1, 2, "abc", 1, 3)))
    p(te2.filename, te2.lineno, te2.text, te2.offset, te2.end_lineno, te2.end_offset, te2.msg)
class Q(Exception):
    def __str__(self): raise ValueError
p(traceback.format_exception_only(Q()))
p(traceback.format_exception_only(KeyError("a\nb")), traceback.format_exception_only(ValueError("a\nb")), traceback.format_exception_only(ValueError()))
sio = io.StringIO()
try: f(2)
except ValueError: traceback.print_exc(file=sio)
p(sio.getvalue())
try:
    try: 1/0
    except ZeroDivisionError: undefined_nam
except NameError as e:
    p("".join(traceback.format_exception(e)))
    p("".join(traceback.format_exception(e, limit=0)))
    p("".join(traceback.format_exception(e, chain=False)))
