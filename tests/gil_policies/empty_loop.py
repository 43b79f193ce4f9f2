# mode: py22, py27, py32, py310, py313, fifo
# gilt-only
# The smallest loop there is lets others in: its backward jump is a switch point under every policy.
import threading

def spin():
    while True:
        pass

threading.Thread(target=spin, daemon=True).start()
print("main goes on")  # expect: main goes on
