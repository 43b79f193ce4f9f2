import threading

class Noisy:
    def __del__(self):
        freed.append("gone")

freed = []
data = threading.local()
def work():
    data.noisy = Noisy()

for _ in range(3):
    t = threading.Thread(target=work)
    t.start()
    t.join()
t = None
print(freed)  # expect: ['gone', 'gone', 'gone']
