# poll(): events that are none, and two threads that wait with one object.
import os
import select
import threading

poll = select.poll()
for events in -1, 70000, "x", 1.5:
    try:
        poll.register(0, events)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    poll.modify(0, 1)
except OSError as error:
    print(error)

reading, writing = os.pipe()
poll.register(reading, select.POLLIN)
refused = []


def wait():
    while not refused:
        try:
            if poll.poll(1):
                break
        except RuntimeError as error:
            refused.append(str(error))


threads = [threading.Thread(target=wait) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(refused[0])
os.write(writing, b"x")
print(poll.poll() == [(reading, select.POLLIN)])
