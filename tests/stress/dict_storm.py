"""Inserting, deleting, iterating and copying one dict; every value belongs to its key."""
from _storm import storm

shared = {}


def check(key, value):
    assert value == (key, str(key)), (key, value)


def work(number, dice):
    choice, key = dice.roll(14), dice.roll(60)
    try:
        if choice < 3:
            shared[key] = (key, str(key))
        elif choice == 3:
            del shared[key]
        elif choice == 4:
            check(key, shared[key])
        elif choice == 5:
            value = shared.get(key)
            if value is not None:
                check(key, value)
        elif choice == 6:
            for k, v in shared.items():
                check(k, v)
        elif choice == 7:
            check(key, shared.setdefault(key, (key, str(key))))
        elif choice == 8:
            value = shared.pop(key, None)
            if value is not None:
                check(key, value)
        elif choice == 9:
            check(*shared.popitem())
        elif choice == 10:
            for k, v in shared.copy().items():
                check(k, v)
        elif choice == 11:
            shared.update({k: (k, str(k)) for k in range(key, key + 5)})
        elif choice == 12:
            for k in list(shared):
                assert 0 <= k < 70
        elif dice.roll(20) == 0:
            shared.clear()
        else:
            assert len(shared) <= 70
    except (KeyError, RuntimeError):
        pass


storm(work)
for key, value in shared.items():
    check(key, value)
print("ok")  # expect: ok
