# gilt-only
# mode: off
# What the dial of the reference counts says about objects, and that it can be turned at any time.
import threading
import gil

x = [1]
print(gil.refcount())  # expect: biased
refs = gil.refs(x)
print(refs["state"], refs["owner"], refs["local"], refs["shared"], refs["locked"])  # expect: biased MainThread 2 0 False
print(gil.refs(3)["state"], gil.refs("text")["state"])  # expect: immediate immortal

made = []
thread = threading.Thread(target=lambda: made.append([2]), name="maker")
thread.start()
thread.join()
print(gil.refs(made[0])["owner"])  # expect: a thread that has ended

gil.set_refcount("atomic")
refs = gil.refs(x)
print(gil.refcount(), refs["state"], refs["owner"], refs["local"], refs["shared"])  # expect: atomic merged nobody 0 2
print(gil.refs([])["state"])  # expect: merged

gil.set("on")
print(gil.refs(x)["state"], gil.refs(x)["owner"], gil.refs(x)["local"])  # expect: plain all threads 2
gil.set("off")
print(gil.refs(x)["state"])  # expect: merged

gil.set_refcount("biased")
print(gil.refs(x)["state"])  # expect: biased
try:
    gil.set_refcount("none")
except ValueError as error:
    print(error)  # expect: unknown way to count: 'none' (there are biased, atomic and racy)

before = gil.stats()["counts"]["plain"]
gil.count_operations(True)
y = [x, x, x]
del y
gil.count_operations(False)
print(gil.stats()["counts"]["plain"] - before > 5)  # expect: True
print(sorted(gil.memory()))  # expect: ['held', 'live', 'objects', 'resident']


class Tells:
    def __del__(self):
        print("gone")


gil.set_refcount("racy")
t = Tells()
print(gil.refs(t)["state"])  # expect: racy
del t  # expect: gone
gil.set_refcount("biased")
print(gil.stats()["racy"]["freed_in_use"])  # expect: 0
# expect-stderr: racy reference counts: of
