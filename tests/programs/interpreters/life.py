# skip-oracle: concurrent.interpreters is new in CPython 3.14
# Making, listing and closing interpreters; what one of them may not do to another.
import functools
import os
import threading

from concurrent import interpreters

print = functools.partial(print, flush=True)

def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as exc:
        print(f'{type(exc).__name__}: {str(exc).splitlines()[0]}')


main = interpreters.get_main()
print(main, main.id, main.whence, main.is_running(), interpreters.get_current() is main)

one = interpreters.create()
print(one, one.id, one.whence, one.is_running(), interpreters.list_all())
print(interpreters.Interpreter(1) is one, one == interpreters.Interpreter(1), hash(one))
attempt(interpreters.Interpreter, 77)
attempt(interpreters.Interpreter, 'one')
attempt(interpreters.Interpreter, -1)
attempt(one.prepare_main, {})

# From inside it knows who it is.
one.exec('''if True:
    from concurrent import interpreters
    print(interpreters.get_current(), interpreters.get_main(), interpreters.list_all(), flush=True)
    ''')
attempt(one.exec, 'interpreters.get_current().close()')

# The main interpreter is nobody's to run or to close.
attempt(main.exec, '1')
attempt(main.close)

# One visitor at a time.
begun, go_on = interpreters.create_queue(), interpreters.create_queue()
one.prepare_main(begun=begun, go_on=go_on)
thread = threading.Thread(target=one.exec, args=('begun.put(1); go_on.get()',))
thread.start()
begun.get()
print('running:', one.is_running())
attempt(one.exec, '1')
attempt(one.call, abs, -1)
attempt(lambda: one.prepare_main(x=1))
attempt(one.close)
go_on.put(None)
thread.join()
print('running:', one.is_running())

# Some things are the main interpreter's alone.
for text in ('import os; os.fork()',
             'import threading; threading.Thread(target=print, daemon=True)',
             'import signal; signal.signal(signal.SIGTERM, print)'):
    try:
        one.exec(text)
    except interpreters.ExecutionFailed as failure:
        print(failure.excinfo.formatted)

one.close()
for method in one.close, one.is_running, lambda: one.exec('1'):
    attempt(method)
print(interpreters.list_all())

# An interpreter goes with the last object that stands for it.
two = interpreters.create()
two.exec("import atexit; atexit.register(print, 'two ends', flush=True)")
other = interpreters.Interpreter(two.id)
del two
print(interpreters.list_all())
del other
print(interpreters.list_all())

# fork() copies only the interpreter that forks.
three = interpreters.create()
pid = os.fork()
if pid == 0:
    attempt(three.exec, '1')
    print(interpreters.list_all(), flush=True)
    os._exit(0)
os.waitpid(pid, 0)
three.exec("print('three is well', flush=True)")

# Those that are left end with the program, their output and their threads are not lost.
three.exec('''if True:
    import atexit, threading
    atexit.register(print, 'three ends')
    def late():
        threading.main_thread().join()
        print('a thread of three ends')
    threading.Thread(target=late).start()
    print('buffered')
    ''')
print('the program ends', flush=True)
