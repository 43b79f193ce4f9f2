# faulthandler: where all threads are, at once, after a time and at a signal.
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

go_on, inside = threading.Event(), threading.Semaphore(0)
out = tempfile.TemporaryFile("a+")  # its end is where the next writes


def blocked():
    inside.release()
    go_on.wait()


def show(*needed):
    """What has been written, as soon as the needed parts have, without what differs from run to run."""
    text = ""
    while not all(part in text for part in needed):
        time.sleep(0.001)
        out.seek(0)
        text = out.read()
    out.seek(0)
    out.truncate()
    text = re.sub(r"0x[0-9a-f]{16} ", "ADDRESS ", text)
    text = re.sub(r' *File "[^"]*(threading|codecs|tempfile).py", .*\n', "", text)
    text = re.sub(r" *File .* in (show|<genexpr>)\n", "", text)
    text = re.sub(r'"[^"]*/', '"', text)
    print(re.sub(r", line \d+", "", text), end="----\n")


def dump_here():
    faulthandler.dump_traceback(out)


def deep(n):
    return deep(n - 1) if n else faulthandler.dump_traceback(out.fileno(), all_threads=False)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


thread = threading.Thread(target=blocked)
thread.start()
inside.acquire()
while "wait" not in sys._current_frames()[thread.ident].f_code.co_name:
    pass
dump_here()
show("Current thread")
deep(150)
out.seek(0)
print(out.read().count("in deep"))
out.seek(0)
out.truncate()

faulthandler.dump_traceback_later(0.01, file=out)
show("Timeout", "<module>")
faulthandler.dump_traceback_later(3600, file=out)  # never
faulthandler.dump_traceback_later(0.01, repeat=True, file=out)
while out.seek(0) or out.read().count("Timeout") < 3:
    time.sleep(0.001)
faulthandler.cancel_dump_traceback_later()
faulthandler.cancel_dump_traceback_later()
out.seek(0)
out.truncate()

calls = []
signal.signal(signal.SIGUSR2, lambda number, frame: calls.append(number))
faulthandler.register(signal.SIGUSR1, file=out)
faulthandler.register(signal.SIGUSR2, file=out, all_threads=False, chain=True)
for number in (signal.SIGUSR1, signal.SIGUSR2):
    signal.raise_signal(number)
    show("<module>")
print(calls == [signal.SIGUSR2], faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
print(signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL)
faulthandler.unregister(signal.SIGUSR2)

attempt(lambda: faulthandler.dump_traceback_later(0))
attempt(lambda: faulthandler.dump_traceback_later("soon"))
attempt(lambda: faulthandler.dump_traceback(file=3.5))
attempt(lambda: faulthandler.dump_traceback(file=-1))
attempt(lambda: faulthandler.register(signal.SIGSEGV))
attempt(lambda: faulthandler.register(999))
attempt(lambda: faulthandler.register("signal"))
print(faulthandler.is_enabled(), faulthandler.disable())
faulthandler.enable()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
go_on.set()
thread.join()

CHILD = "import faulthandler, os, sys, time\nfaulthandler.enable()\n"
for what in ("os.kill(os.getpid(), 11)\ntime.sleep(60)", "faulthandler.dump_traceback_later(0.01, exit=True)\ntime.sleep(60)"):
    child = subprocess.run([sys.executable, "-c", CHILD + what], stderr=subprocess.PIPE, text=True)
    print(child.returncode, re.sub("0x[0-9a-f]*", "ADDRESS", child.stderr), sep="\n", end="")
