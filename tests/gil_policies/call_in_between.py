# mode: py22, py27, py32, py310, py313, fifo
# options: --switch-interval=0.0002
# gilt-only
# A call or a loop between the read and the write is a switch point under every policy.
import threading

ROUNDS = 20000
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

print("call", is_torn(with_call))  # expect: call True
print("loop", is_torn(with_loop))  # expect: loop True
