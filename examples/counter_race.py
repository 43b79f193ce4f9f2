"""Four threads do `counter += 1` without a lock.

What to watch: the count. `counter += 1` reads, adds and writes back: three steps, and an update is
lost when another thread writes between the read and the write.
  * With the GIL of CPython 3.10 and later nothing is lost, ever. A thread gives the GIL up only at
    the end of a loop round or at a call, and there is none between the read and the write. The
    counter is not safe; its race is out of reach. (CPython 3.9 and older did lose updates here.)
  * Without a GIL the threads really meet, and some updates disappear.
counter_race_call.py shows that the GIL never protected this counter. counter_lock.py repairs it.

    counter_race.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
counter = 0


def work():
    global counter
    for _ in range(ROUNDS):
        counter += 1


threads = [threading.Thread(target=work) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

# gilt: expect counter == expected
expected = THREADS * ROUNDS
print("expected", expected)
print("counted ", counter)
print("lost    ", expected - counter)
