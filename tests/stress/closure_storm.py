"""Cells shared by closures: written, read, rebound, emptied and captured anew."""
from _storm import storm


def make():
    cell = ["start"]
    count = 0

    def write(new):
        nonlocal cell, count
        cell = [new]
        count += 1

    def read():
        return cell[0], count

    def nested():
        return lambda: (cell[0], [x for x in range(3) if x < count + 3])

    def empty():
        nonlocal cell
        del cell

    return write, read, nested, empty


closures = [make() for _ in range(3)]


def work(number, dice):
    write, read, nested, empty = closures[dice.roll(3)]
    choice = dice.roll(6)
    try:
        if choice < 2:
            write("text" + str(number))
        elif choice == 2:
            text, count = read()
            assert isinstance(text, str) and count >= 0
        elif choice == 3:
            text, values = nested()()
            assert values[0] == 0 and text[0] in "tas"
        elif choice == 4:
            closures[dice.roll(3)] = make()
        else:
            empty()
            write("again")
    except NameError:
        pass


storm(work)
print("ok")  # expect: ok
