import threading
import time

order = []
def work(name, seconds):
    time.sleep(seconds)
    order.append(name)

start = time.monotonic()
threads = [threading.Thread(target=work, args=(i, 0.2)) for i in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
elapsed = time.monotonic() - start
print(sorted(order), elapsed < 1.5, elapsed >= 0.2)  # expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] True True
for value in (-1, "x"):
    try:
        time.sleep(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: sleep length must be non-negative
        # expect: 'str' object cannot be interpreted as an integer
