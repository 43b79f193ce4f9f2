"""A server that is asked to end (SIGTERM) finishes what it has begun, and takes nothing new.

What to watch: the handler only notes the signal and sets a flag; it runs in the main thread, the
workers see the flag. Requests that were begun are finished, those that wait are counted and given back, and the
exit status is 0. A second thread plays the operator and sends the signal in the middle of the work.

    graceful_shutdown.py [REQUESTS]
"""
import os
import queue
import signal
import sys
import threading

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
WORKERS = 3

is_over = threading.Event()
in_the_middle = threading.Barrier(WORKERS + 1)
requests = queue.Queue()
begun, finished, received = [], [], []


def handle_sigterm(number, frame):
    received.append((signal.Signals(number).name, threading.current_thread().name))
    is_over.set()


def work():
    while not is_over.is_set():
        try:
            request = requests.get(timeout=0.05)
        except queue.Empty:
            continue
        begun.append(request)
        if len(begun) <= WORKERS:
            in_the_middle.wait()  # every worker is at its first request when the signal comes
        is_over.wait()  # the rest of the work takes until then
        finished.append(request)


def operate():
    in_the_middle.wait()
    os.kill(os.getpid(), signal.SIGTERM)


signal.signal(signal.SIGTERM, handle_sigterm)
for number in range(REQUESTS):
    requests.put(number)
threads = [threading.Thread(target=work, name=f"worker {n}") for n in range(WORKERS)]
threads.append(threading.Thread(target=operate, name="operator"))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("got", " in ".join(received[0]))
print("begun and finished:", len(finished), "of them lost:", len(set(begun) - set(finished)))
print("given back:", requests.qsize(), "all accounted for:", len(finished) + requests.qsize() == REQUESTS)
