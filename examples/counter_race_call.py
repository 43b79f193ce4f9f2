"""The same counter, with a call between the read and the write.

What to watch: now updates are lost with the GIL as well, because a call is a place where a thread
may give the GIL up. One unlucky switch costs more than one update here: the thread that was
stopped holds an old value, the others count on for a whole time slice, and then the old value plus
one is written over all of it. Without a GIL each collision loses about one.

    counter_race_call.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
counter = 0


def add_one(value):
    return value + 1


def work():
    global counter
    for _ in range(ROUNDS):
        counter = add_one(counter)


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
