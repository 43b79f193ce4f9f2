"""The convoy: a thread that talks to a peer, beside threads that compute.

What to watch: round trips per second, and how long one takes. The peer, a process of its own,
answers after 200 microseconds, so each read really blocks: the thread gives the GIL up and must win
it back afterwards from a thread that never blocks. With a GIL that takes up to a switch interval,
several times a trip, and the rate falls from thousands to about a hundred. A shorter interval helps
(and costs the computing thread); without a GIL there is nothing to win back, given enough cores.

    convoy.py [SPINNERS] [SECONDS] [SWITCH_INTERVAL]
"""
import os
import subprocess
import sys
import threading
import time

SPINNERS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
if len(sys.argv) > 3:
    sys.setswitchinterval(float(sys.argv[3]))

PEER = """
import os, time
while message := os.read(0, 1):
    time.sleep(0.0002)
    os.write(1, message)
"""


def spin(stop):
    n = 0
    while not stop:
        n += 1


def talk(peer, seconds):
    """The times of as many round trips as fit."""
    to_peer, from_peer = peer.stdin.fileno(), peer.stdout.fileno()
    times = []
    end = time.perf_counter() + seconds
    while True:
        began = time.perf_counter()
        if began >= end:
            return times
        os.write(to_peer, b"x")
        os.read(from_peer, 1)
        times.append(time.perf_counter() - began)


def measure(spinners, seconds):
    stop = []
    threads = [threading.Thread(target=spin, args=(stop,)) for _ in range(spinners)]
    peer = subprocess.Popen([sys.executable, "-c", PEER], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)
    talk(peer, 0.2)  # until the peer is there
    for thread in threads:
        thread.start()
    times = sorted(talk(peer, seconds))
    stop.append(True)
    for thread in threads:
        thread.join()
    peer.stdin.close()
    peer.stdout.close()
    peer.wait()
    return times


for spinners in (0, SPINNERS):
    times = measure(spinners, SECONDS)
    print(f"{spinners} spinners:", "the peer answered" if times else "no answer")
    print(f"{spinners} spinners: {len(times) / SECONDS:.0f} round trips per second, "
          f"p50 {times[len(times) // 2] * 1000:.2f} ms, "
          f"p99 {times[len(times) * 99 // 100] * 1000:.2f} ms", file=sys.stderr)
