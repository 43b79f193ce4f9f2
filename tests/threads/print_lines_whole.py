# Single print calls of one string keep their lines whole when joined by one lock.
import threading

lock = threading.Lock()
turn = 0
condition = threading.Condition(lock)
def say(me):
    global turn
    for i in range(2):
        with condition:
            condition.wait_for(lambda: turn % 3 == me)
            print(f"thread {me} round {i}")
            turn += 1
            condition.notify_all()

threads = [threading.Thread(target=say, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
    # expect: thread 0 round 0
    # expect: thread 1 round 0
    # expect: thread 2 round 0
for t in threads:
    t.join()
    # expect: thread 0 round 1
    # expect: thread 1 round 1
    # expect: thread 2 round 1
