# Exceptions that cannot go on: of __del__, weakref callbacks, generators, atexit functions, threads; and the hooks.
import atexit
import io
import re
import sys
import threading
import weakref


def printed(action):
    """What `action` lets the interpreter write on stderr, without addresses and lines of threading.py."""
    keep = sys.stderr
    sys.stderr = io.StringIO()
    try:
        action()
        text = sys.stderr.getvalue()
    finally:
        sys.stderr = keep
    text = re.sub(r" at 0x[0-9a-f]+", " at 0x...", text)
    text = re.sub(r'File ".*/(\w+\.py)"', r'File "\1"', text)
    text = text.replace("in _invoke_excepthook", "in invoke_excepthook")
    return re.sub(r'( File "threading.py", line) \d+(.*\n)(    .*\n)+', r"\1 N\2", text)


def show(action):
    print(f"--- {action.__name__}")
    print(printed(action), end="")


class Dying:
    def __del__(self):
        raise ValueError("in del")


class Unprintable:
    def __repr__(self):
        raise ValueError("repr")

    def __del__(self):
        self.deeper()

    def deeper(self):
        {}[
            "missing"
        ]


class BadText(Exception):
    def __str__(self):
        raise ValueError("str")


def fail():
    raise ValueError("in thread")


def fail_twice():
    try:
        fail()
    except ValueError as error:
        raise KeyError("k") from error


def del_method():
    d = Dying()
    del d


def del_unprintable():
    Unprintable()


def generator_finally():
    def generate():
        try:
            yield 1
        finally:
            raise BadText
    g = generate()
    next(g)
    del g


def generator_ignores_exit():
    def generate():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    g = generate()
    next(g)
    del g


def weakref_callback():
    def callback(reference):
        raise ValueError
    o = BadText()
    r = weakref.ref(o, callback)
    del o


def in_thread():
    t = threading.Thread(target=fail, name="worker")
    t.start()
    t.join()


def in_thread_chain():
    t = threading.Thread(target=fail_twice)
    t.start()
    t.join()


def in_thread_exit():
    t = threading.Thread(target=sys.exit, args=("not shown",))
    t.start()
    t.join()


for action in (del_method, del_unprintable, generator_finally, generator_ignores_exit, weakref_callback, in_thread,
               in_thread_chain, in_thread_exit):
    show(action)


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.exc_traceback.tb_lineno, args.err_msg,
          type(args.object).__name__, type(args).__name__)


def bad_hook(args):
    raise RuntimeError("in the hook")


sys.unraisablehook = hook
show(del_method)
sys.unraisablehook = bad_hook
show(del_method)
sys.unraisablehook = None
show(del_method)
sys.unraisablehook = sys.__unraisablehook__
show(del_method)


def thread_hook(args):
    print("thread hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = thread_hook
show(in_thread)
threading.excepthook = bad_hook
show(in_thread)
threading.excepthook = threading.__excepthook__
show(in_thread)


@atexit.register
def at_exit_last():
    text = re.sub(r" at 0x[0-9a-f]+", " at 0x...", sys.stderr.getvalue())
    sys.stdout.write(re.sub(r"File \".*/", "File \"", text))
    sys.stderr = None


@atexit.register
def at_exit():
    raise ValueError("atexit")


@atexit.register
def at_exit_status():
    sys.exit(3)


sys.stderr = io.StringIO()
