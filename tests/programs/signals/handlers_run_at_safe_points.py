# Handlers run in the main thread, wherever it is, and what it was doing goes on.
import os
import signal
import sys
import threading
import time

seen = []


def handler(number, frame):
    seen.append((signal.Signals(number).name, threading.current_thread().name, frame.f_code.co_name))


def show(title):
    print(title, seen)
    seen.clear()


def main():
    print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
    os.kill(os.getpid(), signal.SIGUSR1)
    show("kill")
    signal.raise_signal(signal.SIGUSR1)
    show("raise_signal")
    signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
    show("pthread_kill")
    worker = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
    worker.start()
    worker.join()
    print("from another thread", seen.pop()[:2])

    # A loop of plain instructions.
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    n = 0
    while not seen:
        n += 1
    show("loop")

    # Blocking calls go on with the rest of their time.
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(0.1)
    print("slept", time.monotonic() - start >= 0.1)
    show("sleep")
    lock = threading.Lock()
    lock.acquire()
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    print(lock.acquire(timeout=0.1), time.monotonic() - start >= 0.1)
    show("lock")
    worker = threading.Thread(target=time.sleep, args=(0.1,))
    worker.start()
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    worker.join()
    print(worker.is_alive(), len(seen))
    seen.clear()
    readable, writable = os.pipe()
    signal.signal(signal.SIGALRM, lambda number, frame: os.write(writable, b"from the handler"))
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    print(os.read(readable, 100))
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)  # again and again: one may come before the pause
    signal.pause()
    signal.setitimer(signal.ITIMER_REAL, 0)
    print("pause", seen[:1])
    seen.clear()
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while len(seen) < 5:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(len(seen) >= 5)
    seen.clear()


def exceptions():
    def fail(number, frame):
        raise TimeoutError("too long")

    signal.signal(signal.SIGALRM, fail)
    for name, block in [("sleep", lambda: time.sleep(60)), ("lock", threading.Semaphore(0).acquire),
                        ("event", lambda: threading.Event().wait(60)), ("pause", signal.pause)]:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.02)
            block()
        except TimeoutError as error:
            print(name, repr(error))
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        print(repr(error))
    signal.signal(signal.SIGINT, handler)
    signal.raise_signal(signal.SIGINT)
    show("SIGINT")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.raise_signal(signal.SIGINT)
    print(repr(signal.getsignal(signal.SIGINT)), seen)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threads = [threading.Thread(target=sys.stdout.flush) for _ in range(2)]
    for thread in threads:
        thread.start()
        thread.join()


def masks():
    signal.signal(signal.SIGUSR1, handler)
    print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2]))
    signal.raise_signal(signal.SIGUSR1)
    print(seen, signal.sigpending())
    print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1]) == {signal.SIGUSR1, signal.SIGUSR2})
    show("unblocked")
    signal.raise_signal(signal.SIGUSR2)
    print(repr(signal.sigwait([signal.SIGUSR2])), signal.sigtimedwait([signal.SIGUSR2], 0))
    signal.raise_signal(signal.SIGUSR2)
    print(signal.sigwaitinfo({signal.SIGUSR2}).si_signo)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])

    readable, writable = os.pipe()
    os.set_blocking(writable, False)
    print(signal.set_wakeup_fd(writable))
    signal.raise_signal(signal.SIGUSR1)
    print(os.read(readable, 10), signal.set_wakeup_fd(-1) == writable)
    show("wakeup")


main()
exceptions()
masks()
