"""Globals are written, deleted and read while other threads call functions that use them."""
from _storm import storm

value = ("value", 0)
total = 0


def helper():
    return value


def reader():
    name, n = helper()
    assert name == "value" and 0 <= n < 1000


def work(number, dice):
    global value, helper, total, sometimes
    choice = dice.roll(7)
    try:
        if choice == 0:
            value = ("value", dice.roll(1000))
        elif choice == 1:
            reader()
        elif choice == 2:
            helper = [lambda: value, lambda: ("value", 5)][dice.roll(2)]
        elif choice == 3:
            sometimes = number
        elif choice == 4:
            del sometimes
        elif choice == 5:
            assert 0 <= sometimes < 8
        else:
            total += 1
            globals()["made_" + str(dice.roll(20))] = number
    except NameError:
        pass


storm(work)
reader()
assert 0 <= total
assert all([0 <= n < 8 for name, n in list(globals().items()) if name.startswith("made_")])
print("ok")  # expect: ok
