import threading
import time

order = []
def work(name, seconds):
    time.sleep(seconds)
    order.append(name)

# Who sleeps keeps nobody from working: these sleep on when the program ends.
for i in range(3):
    threading.Thread(target=work, args=(i, 3600), daemon=True).start()
start = time.monotonic()
threads = [threading.Thread(target=work, args=(i, 0.05)) for i in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order), time.monotonic() - start >= 0.05)  # expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] True
for value in (-1, "x"):
    try:
        time.sleep(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: sleep length must be non-negative
        # expect: 'str' object cannot be interpreted as an integer
