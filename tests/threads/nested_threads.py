import threading

log = []
def child(level):
    log.append(level)
    if level < 5:
        t = threading.Thread(target=child, args=(level + 1,))
        t.start()
        t.join()
    log.append(-level)

t = threading.Thread(target=child, args=(0,))
t.start()
t.join()
print(log)  # expect: [0, 1, 2, 3, 4, 5, -5, -4, -3, -2, -1, 0]
