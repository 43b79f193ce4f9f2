"""One set under adds, discards, iteration and algebra."""
from _storm import storm

shared = set()


def work(number, dice):
    choice, item = dice.roll(9), dice.roll(80)
    try:
        if choice < 3:
            shared.add(item)
        elif choice == 3:
            shared.discard(item)
        elif choice == 4:
            shared.remove(item)
        elif choice == 5:
            for x in shared:
                assert 0 <= x < 90
        elif choice == 6:
            assert all([0 <= x < 90 for x in shared | {item}])
        elif choice == 7:
            shared.update([item, item + 1, item + 2])
        else:
            assert 0 <= shared.pop() < 90
            assert (item in shared) in (True, False)
    except (KeyError, RuntimeError):
        pass


storm(work)
assert all([0 <= x < 90 for x in shared]) and len(shared) <= 90
print("ok")  # expect: ok
