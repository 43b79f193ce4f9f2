import sys
import threading

print(sys.getswitchinterval())  # expect: 0.005
sys.setswitchinterval(0.0005)
print(round(sys.getswitchinterval(), 6))  # expect: 0.0005
for value in (0, -1, "x"):
    try:
        sys.setswitchinterval(value)
    except (ValueError, TypeError) as error:
        print(error)  # expect: switch interval must be strictly positive
        # expect: switch interval must be strictly positive
        # expect: must be real number, not str
total = []
def work():
    total.append(sum([i for i in range(20000)]))

threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total)  # expect: [199990000, 199990000, 199990000, 199990000]
