# mode: py313
# options: --switch-interval=0.00005
# gilt-only
# From 3.11 on the specialised calls of len, isinstance, append and type are no switch points any more.
import gil
import threading

ROUNDS = 10000
total = 0
things = [1, 2, 3]

def work():
    global total
    mine = []
    for _ in range(ROUNDS):
        read = total
        len(things)
        isinstance(things, list)
        mine.append(None)
        type(things)
        total = read + 1

while gil.stats()["switches_forced"] < 10 or total < 1:
    total = 0
    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(total)  # expect: 40000
