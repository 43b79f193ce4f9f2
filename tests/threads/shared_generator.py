# Several threads resume one generator: each number comes once, and whoever finds it running is
# told so.
import threading

LIMIT = 3000


def numbers():
    try:
        for i in range(LIMIT):
            yield i
    finally:
        ended.append(True)


ended = []
taken = []
refused = []
shared = numbers()


def take():
    while True:
        try:
            taken.append(next(shared))
        except StopIteration:
            break
        except ValueError as error:
            refused.append(str(error))


threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == list(range(LIMIT)))  # expect: True
print(set(refused) <= {"generator already executing"})  # expect: True
print(ended)  # expect: [True]
