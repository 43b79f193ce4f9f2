"""Two threads talk through pipes, while a third one may compute.

What to watch: the round trips per second on stderr. Each read really blocks until the other side
has written, so each gives the GIL up and must win it back afterwards. Alone that costs little.
Beside a computing thread, and with a GIL, the reader waits up to a switch interval (5 ms) every
time: the convoy effect, and the rate falls to a few hundred. Without a GIL the rate hardly changes
as long as there is a core for everyone.

    io_threads_pipe.py [TRIPS]
"""
import os
import sys
import threading
import time

TRIPS = int(sys.argv[1]) if len(sys.argv) > 1 else 200


def measure(name, compute):
    to_server, from_client = os.pipe()
    to_client, from_server = os.pipe()
    finished = False

    def serve():
        while True:
            message = os.read(to_server, 100)
            if message == b"bye":
                return
            time.sleep(0.0002)  # the peer takes its time, so the client's read has to block
            os.write(from_server, message.upper())

    def spin():
        n = 0
        while not finished:
            n += 1

    threads = [threading.Thread(target=serve)]
    if compute:
        threads.append(threading.Thread(target=spin))
    for thread in threads:
        thread.start()

    began = time.perf_counter()
    replies = []
    for i in range(TRIPS):
        os.write(from_client, b"hello %d" % i)
        replies.append(os.read(to_client, 100))
    elapsed = time.perf_counter() - began

    finished = True
    os.write(from_client, b"bye")
    for thread in threads:
        thread.join()
    for end in (to_server, from_client, to_client, from_server):
        os.close(end)
    print(name, len(replies), "replies, the last is", replies[-1].decode())
    print(f"{name}: {TRIPS / elapsed:.0f} round trips per second", file=sys.stderr)


measure("alone", False)
measure("beside a computing thread", True)
