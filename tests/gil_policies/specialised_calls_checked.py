# mode: py310, fifo
# options: --switch-interval=0.0002
# gilt-only
# In 3.10 a call of len, isinstance, append or type between the read and the write is a switch point.
import threading

ROUNDS = 20000
total = 0
things = [1, 2, 3]

def with_len():
    global total
    for _ in range(ROUNDS):
        read = total
        len(things)
        total = read + 1

def with_isinstance():
    global total
    for _ in range(ROUNDS):
        read = total
        isinstance(things, list)
        total = read + 1

def with_append():
    global total
    mine = []
    for _ in range(ROUNDS):
        read = total
        mine.append(None)
        total = read + 1

def with_type():
    global total
    for _ in range(ROUNDS):
        read = total
        type(things)
        total = read + 1

def is_torn(work):
    global total
    for attempt in range(2000):
        total = 0
        threads = [threading.Thread(target=work) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        if total < 4 * ROUNDS:
            return True
    return False

print("len", is_torn(with_len))  # expect: len True
print("isinstance", is_torn(with_isinstance))  # expect: isinstance True
print("append", is_torn(with_append))  # expect: append True
print("type", is_torn(with_type))  # expect: type True
