import threading

items = list(range(4000))
taken = [[] for _ in range(4)]
def work(mine):
    while True:
        try:
            mine.append(items.pop())
        except IndexError:
            return

threads = [threading.Thread(target=work, args=(mine,)) for mine in taken]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted([item for mine in taken for item in mine]) == list(range(4000)), items)  # expect: True []
