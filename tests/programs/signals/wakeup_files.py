# Numbers of signals that cannot be written to the wake-up file are reported, and the handler runs.
import os
import signal
import sys

sys.unraisablehook = lambda report: print(report.err_msg, "-", report.exc_value)
signal.signal(signal.SIGALRM, lambda number, frame: print("handler of", number))

ear, mouth = os.pipe()
os.set_blocking(ear, False)
os.set_blocking(mouth, False)
print(signal.set_wakeup_fd(ear))
signal.raise_signal(signal.SIGALRM)
print(signal.set_wakeup_fd(mouth) == ear)
signal.raise_signal(signal.SIGALRM)
print(list(os.read(ear, 10)))

for size in 1000, 1:
    try:
        while True:
            os.write(mouth, b"x" * size)
    except BlockingIOError:
        pass
signal.raise_signal(signal.SIGALRM)
signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
signal.raise_signal(signal.SIGALRM)
signal.set_wakeup_fd(-1)

print(signal.ItimerError, hasattr(signal, "itimer_error"))
try:
    signal.setitimer(signal.ITIMER_REAL, -1)
except signal.ItimerError as error:
    print(repr(error))
