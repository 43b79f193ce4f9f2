# mode: py310, fifo
# options: --switch-interval=0.0002
# gilt-only
# In 3.10 a call of len, isinstance, append or type between the read and the write is a switch point.
from _torn import ROUNDS, is_torn

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

def reset():
    global total
    total = 0

print("len", is_torn(with_len, reset, lambda: total))  # expect: len True
print("isinstance", is_torn(with_isinstance, reset, lambda: total))  # expect: isinstance True
print("append", is_torn(with_append, reset, lambda: total))  # expect: append True
print("type", is_torn(with_type, reset, lambda: total))  # expect: type True
