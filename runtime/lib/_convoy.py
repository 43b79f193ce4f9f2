"""The convoy lab behind %convoy: a thread that talks to a peer, beside threads that compute.

The peer is a process of its own that answers after 200 microseconds, so that every read really
blocks. examples/convoy.py is the same for any Python.
"""
import gil
import subprocess
import sys
import threading
import time

from posix import read, write

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
    while (began := time.perf_counter()) < end:
        write(to_peer, b"x")
        read(from_peer, 1)
        times.append(time.perf_counter() - began)
    return times


def measure(peer, spinners, seconds):
    """Sorted times of round trips beside so many computing threads."""
    stop = []
    threads = [threading.Thread(target=spin, args=(stop,), name=f"spinner {i + 1}")
               for i in range(spinners)]
    for thread in threads:
        thread.start()
    try:
        return sorted(talk(peer, seconds))
    finally:
        stop.append(True)
        for thread in threads:
            thread.join()


def start_peer():
    peer = subprocess.Popen([sys.executable, "-q", "-c", PEER], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)
    talk(peer, 0.2)
    return peer


def end_peer(peer):
    peer.stdin.close()
    peer.stdout.close()
    peer.wait()


def row(peer, spinners, policy, interval, seconds):
    gil.set(policy)
    if interval:
        gil.set_switch_interval(interval)
    times = measure(peer, spinners, seconds)
    rate = len(times) / seconds
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    shown = f"{interval * 1000:g} ms" if interval else "-"
    print(f"  {policy:<7} {shown:>8} {spinners:>9} {rate:>12.0f} {p50 * 1000:>10.2f} "
          f"{p99 * 1000:>9.2f}", flush=True)


def table(spinners=1, seconds=0.5):
    """Prints requests per second under each policy and interval; the GIL is as before then."""
    before, interval = gil.policy(), gil.switch_interval()
    peer = start_peer()
    print("  MainThread asks a peer that answers after 0.2 ms, again and again; spinners\n"
          "  only compute. A trip is a question and its answer. (MEASURED)")
    print("  GIL     interval  spinners   trips per s  median ms    p99 ms")
    try:
        row(peer, 0, "py310", 0.005, seconds)
        for policy in [*gil.policies()[1:], "off"]:
            timed = policy not in ("off", "py22", "py27")
            for wait in (0.005, 0.001, 0.0001) if policy == "py310" else (0.005 if timed else 0,):
                row(peer, spinners, policy, wait, seconds)
    finally:
        end_peer(peer)
        gil.set(before)
        gil.set_switch_interval(interval)


# One stretch for a timeline, in three steps, so that the timeline shows nothing else.
peer = None


def begin_stretch(spinners):
    global peer
    peer = start_peer()


def stretch(spinners):
    measure(peer, spinners, 0.04)


def end_stretch(spinners):
    end_peer(peer)
