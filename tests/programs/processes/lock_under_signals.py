# Who waits for a lock handles a signal, whenever it comes: here about when gilt looks whether the lock is free.
import multiprocessing
import signal


def wait(context, delay):
    lock = context.Lock()
    lock.acquire()
    signal.signal(signal.SIGALRM, lambda number, frame: lock.release())
    signal.setitimer(signal.ITIMER_REAL, delay)
    raise SystemExit(0 if lock.acquire(True, 10) else 1)


context = multiprocessing.get_context("fork")
processes = [context.Process(target=wait, args=(context, 0.5 + step * 0.00002)) for step in range(8)]
for process in processes:
    process.start()
for process in processes:
    process.join()
print([process.exitcode for process in processes])
