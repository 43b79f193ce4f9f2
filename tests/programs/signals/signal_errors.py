# What the module signal refuses, and what it shows.
import signal
import threading


def try_(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except BaseException as error:
        print(type(error).__name__, error)


for arguments in [(0, print), (65, print), ("x", print), (signal.SIGUSR1, 5), (signal.SIGUSR1, "x"),
                  (signal.SIGKILL, signal.SIG_IGN), (32, signal.SIG_IGN)]:
    try_(signal.signal, *arguments)
for number in [0, 32, signal.SIGINT, signal.SIGPIPE, signal.SIGTERM]:
    try_(signal.getsignal, number)
for number in [0, 1, 9, 11, 32, 34, 64, 65]:
    try_(signal.strsignal, number)
print(len(signal.valid_signals()), signal.SIGINT in signal.valid_signals())
try_(signal.pthread_sigmask, signal.SIG_BLOCK, [65])
try_(signal.pthread_sigmask, 7, [])
try_(signal.pthread_sigmask, signal.SIG_BLOCK, ["a"])
try_(signal.sigtimedwait, [signal.SIGUSR1], -1)
try_(signal.setitimer, signal.ITIMER_REAL, 100, 5)
print(tuple(map(round, signal.getitimer(signal.ITIMER_REAL))))
print(tuple(map(round, signal.setitimer(signal.ITIMER_REAL, 0))))
try_(signal.getitimer, 7)
try_(signal.setitimer, 0, -1)
try_(signal.setitimer, 0, "x")
print(issubclass(signal.ItimerError, OSError))
try_(signal.alarm, 100)
try_(signal.alarm, 0)
try_(signal.set_wakeup_fd, 1000)
try_(signal.siginterrupt, signal.SIGUSR1, True)
try_(signal.siginterrupt, 0, True)
try_(signal.siginterrupt, signal.SIGKILL, True)
try_(signal.default_int_handler, 2, None)
try_(signal.default_int_handler)
try_(signal.raise_signal, 0)
try_(signal.raise_signal, 100)
try_(signal.pthread_kill, threading.get_ident(), 0)
try_(signal.pthread_kill, threading.get_ident(), 100)
print(list(signal.Signals), list(signal.Handlers), list(signal.Sigmasks))
print(repr(signal.SIGCLD), repr(signal.SIGPOLL), signal.SIGINT, f"{signal.SIGINT}", signal.NSIG)
print(repr(signal.default_int_handler))


for numbers in ([0], [65], [-1], [1 << 40], [1 << 100], ["x"], [1.5], 5):
    try_(signal.pthread_sigmask, signal.SIG_BLOCK, numbers)


def elsewhere():
    try_(signal.signal, signal.SIGUSR1, print)
    try_(signal.set_wakeup_fd, -1)
    try_(signal.getsignal, signal.SIGUSR1)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN), signal.signal(signal.SIGUSR1, print),
      signal.signal(signal.SIGUSR1, 0) is print, repr(signal.getsignal(signal.SIGUSR1)))
