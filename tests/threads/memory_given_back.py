# gilt-only
# What threads and large structures have used is given back once they are gone.
import gc
import threading
import time
import gil


def settle():
    gc.collect()
    time.sleep(0.02)  # trims follow one another at a distance
    gc.collect()
    sum(range(10))
    return gil.memory()


def work(n):
    return [[i, str(i), {i: i}] for i in range(n)]


def churn(threads, n):
    for _ in range(threads // 10):
        running = [threading.Thread(target=work, args=(n,)) for _ in range(10)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()


churn(20, 50)
before = settle()
churn(300, 50)
after = settle()
print(after["objects"] - before["objects"] < 100)  # expect: True
print(after["held"] <= before["held"] * 1.5)  # expect: True
kept = work(20000)
large = settle()
print(large["held"] > before["held"] * 2)  # expect: True
del kept
churn(4, 5000)
after = settle()
print(after["held"] <= before["held"] * 1.5, after["objects"] - before["objects"] < 200)  # expect: True True
