# What is never atomic may lose the program's updates, and may raise what such code raises: nothing worse.
import threading

N = 400
l = [0]
d = {"k": 0}
spare = list(range(50))
shared = iter(range(100000))


def read_modify_write(i):
    l[0] = l[0] + 1
    d["k"] = d["k"] + 1


def check_then_act(i):
    if spare:
        try:
            spare.pop()
        except IndexError:
            pass
    spare.append(i)
    if "x" in d:
        try:
            del d["x"]
        except KeyError:
            pass
    d["x"] = i


def iterate(i):
    try:
        for key in d:
            assert key in ("k", "x")
    except RuntimeError as error:
        assert "changed size" in str(error) or "keys changed" in str(error)
    for item in spare:
        assert 0 <= item < N


def share_iterator(i):
    assert 0 <= next(shared) < 100000


functions = [read_modify_write, check_then_act, iterate, share_iterator] * 2
threads = [threading.Thread(target=lambda f=f: [f(i) for i in range(N)]) for f in functions]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(0 < l[0] <= 2 * N, 0 < d["k"] <= 2 * N, len(spare) > 0)  # expect: True True True
