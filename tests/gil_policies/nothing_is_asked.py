# mode: py22, py27
# gilt-only
# Policies of ticks know no requests: who waits is let in when the holder's ticks are spent.
import gil
import threading

started = threading.Event()
count = 0
def work():
    global count
    started.set()
    while count < 50:
        pass

thread = threading.Thread(target=work)
thread.start()
started.wait()
for _ in range(50):
    count += 1
thread.join()
stats = gil.stats()
print(stats["requests"], stats["switches_forced"] > 0)  # expect: 0 True
