# What threading.excepthook is given and reports, and what becomes of threads at the end and after fork().
import _thread
import os
import subprocess
import sys
import threading
import warnings

warnings.simplefilter("ignore")
arguments = threading.ExceptHookArgs((ValueError, ValueError("x"), None, None))
print(arguments, isinstance(arguments, tuple), arguments == (ValueError, arguments[1], None, None))
for wrong in (1, 2), 5:
    try:
        threading.ExceptHookArgs(wrong)
    except TypeError as error:
        print(error)
threading.excepthook = None
try:
    threading.Thread()
except RuntimeError as error:
    print(error)
threading.excepthook = lambda arguments: print("the hook there was", arguments.exc_type)
thread = threading.Thread(target=lambda: 1 / 0)
threading.excepthook = None
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__


def run(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    lines = done.stderr.splitlines()
    print(done.returncode, repr(done.stdout), lines[:1], lines[-1:])


print("--- a thread fails when sys.stderr is gone: it goes to the one there was")
run("""
import sys, threading
go = threading.Event()
def fail():
    go.wait()
    1 / 0
thread = threading.Thread(target=fail)
thread.start()
sys.stderr = None
go.set()
thread.join()
""")

print("--- the end begins no threads and no processes")
run("""
import _thread, os
class AtTheEnd:
    def __del__(self):
        for start in os.fork, lambda: _thread.start_new_thread(print, ()):
            try:
                start()
            except RuntimeError as error:
                print(type(error).__name__, error)
object = AtTheEnd()
""")

print("--- who forks becomes the main thread")


def fork():
    me = threading.current_thread()
    print(type(me).__name__, me.name, me.daemon, flush=True)
    if os.fork() == 0:
        print(me is threading.main_thread(), type(me).__name__, me.name, me.daemon, me.is_alive(), flush=True)
        os._exit(3)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
    done.set()


done = threading.Event()
_thread.start_new_thread(fork, ())
done.wait()

print("--- RLock takes no arguments")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    threading.RLock(1)
    print(caught[0].category.__name__, caught[0].message)
