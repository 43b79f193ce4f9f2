"""Instances are pickled while other threads give them attributes, take these away, and change their class: what
comes out can be read."""
import pickle
import threading


class Thing:
    pass


class Other:
    pass


def thing(i):
    made = Thing()
    made.number = i
    made.text = str(i)
    return made


things = [thing(i) for i in range(20)]
is_done = threading.Event()
problems = set()


def change_attributes():
    n = 0
    while not is_done.is_set():
        n += 1
        each = things[n % len(things)]
        setattr(each, f"name_{n % 7}", [n])
        each.text = str(n)
        if n % 50 == 0:
            things[n % len(things)] = thing(n)
        elif n % 31 == 0:
            del each.text
            each.text = "new"
        elif n % 97 == 0:
            each.__dict__[f"in_dict_{n}"] = n


def change_class():
    n = 0
    while not is_done.is_set():
        n += 1
        Thing.level = n
        Thing.__getstate__ = lambda self: {"number": -1}
        del Thing.__getstate__
        things[n % len(things)].__class__ = Other if n % 3 else Thing


def copy():
    for _ in range(60):
        try:
            data = pickle.dumps([things, things])
        except (RuntimeError, pickle.PicklingError) as error:
            problems.add(str(error).split(" for ")[0])
            continue
        first, second = pickle.loads(data)
        assert first is second and len(first) == 20
        for each in first:
            assert isinstance(each, (Thing, Other)) and isinstance(each.number, int)


changers = [threading.Thread(target=target) for target in (change_attributes, change_class)]
copiers = [threading.Thread(target=copy) for _ in range(2)]
for thread in changers + copiers:
    thread.start()
for thread in copiers:
    thread.join()
is_done.set()
for thread in changers:
    thread.join()
print(problems - {"dictionary changed size during iteration", "dictionary keys changed during iteration",
                  "args[0] from __newobj__ args has the wrong class"})
