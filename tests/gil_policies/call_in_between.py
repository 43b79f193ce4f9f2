# mode: py22, py27, py32, py310, py313, fifo
# options: --switch-interval=0.0002
# gilt-only
# A call or a loop between the read and the write is a switch point under every policy.
from _torn import ROUNDS, is_torn

total = 0

def same(value):
    return value

def with_call():
    global total
    for _ in range(ROUNDS):
        total = same(total) + 1

def with_loop():
    global total
    for _ in range(ROUNDS):
        read = total
        for _ in range(2):
            pass
        total = read + 1

def reset():
    global total
    total = 0

print("call", is_torn(with_call, reset, lambda: total))  # expect: call True
print("loop", is_torn(with_loop, reset, lambda: total))  # expect: loop True
