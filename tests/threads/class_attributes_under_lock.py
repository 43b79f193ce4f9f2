import threading

class Stats:
    count = 0
    lock = threading.Lock()

    @classmethod
    def bump(cls):
        with cls.lock:
            cls.count += 1

def work():
    for _ in range(200):
        Stats.bump()

threads = [threading.Thread(target=work) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(Stats.count)  # expect: 1000
