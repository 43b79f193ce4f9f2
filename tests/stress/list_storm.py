"""Every kind of list operation on one list; only elements that were put in may come out."""
from _storm import storm

shared = list(range(100))


def work(number, dice):
    choice = dice.roll(16)
    try:
        if choice == 0:
            shared.append(dice.roll(1000))
        elif choice == 1:
            shared.insert(dice.roll(50), dice.roll(1000))
        elif choice == 2:
            assert 0 <= shared.pop() < 1000
        elif choice == 3:
            assert 0 <= shared.pop(dice.roll(20)) < 1000
        elif choice == 4:
            shared[dice.roll(60)] = dice.roll(1000)
        elif choice == 5:
            del shared[dice.roll(60)]
        elif choice == 6:
            assert 0 <= shared[dice.roll(60)] < 1000
        elif choice == 7:
            for value in shared:
                assert 0 <= value < 1000
        elif choice == 8:
            shared[2:5] = [dice.roll(1000)] * dice.roll(6)
        elif choice == 9:
            for value in shared[10:40]:
                assert 0 <= value < 1000
        elif choice == 10:
            shared.extend([dice.roll(1000), dice.roll(1000), 7])
        elif choice == 11:
            shared.sort()
        elif choice == 12:
            shared.reverse()
        elif choice == 13:
            assert isinstance(shared.count(7), int) and isinstance(5 in shared, bool)
        elif choice == 14:
            shared.remove(7)
        elif len(shared) > 300:
            del shared[100:]
        else:
            copy = shared.copy()
            copy += shared
            assert all([0 <= value < 1000 for value in copy])
    except (IndexError, ValueError):
        pass


storm(work)
assert all([0 <= value < 1000 for value in shared])
print("ok")  # expect: ok
