"""What two threads share, or do not: the cases of the scaling measurement (tests/bench/scaling.py).

    cases.py CASE serial|other|threads|interpreters|half [ROUNDS]

`serial` runs the case's work twice in the main thread, which made the shared objects, `other` in another
thread, `threads` once in each of two threads at once, `interpreters` once in each of two interpreters at
once, `half` once in the main thread, for a process that runs beside another. Prints wall and CPU seconds."""
import sys
import threading
import time

SHARED_LIST = list(range(1000)) + ["text" + str(n) for n in range(24)]
SHARED_DICT = {"key" + str(n): ["value" + str(n)] for n in range(64)}
KEYS = list(SHARED_DICT)
SHARED_TUPLE = tuple("item" + str(n) for n in range(64))


class Point:
    scale = ("scale",)

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.name = ("name",)

    def total(self):
        return self.x + self.y

    def label(self):
        return self.name

    @staticmethod
    def fixed():
        return 1


SHARED_POINT = Point(3, 4)
LOCK = threading.Lock()
COUNTER = [0]
TABLE = {}


def helper(a, b=2):
    return a + b


def make_closure():
    base = 5
    text = ("text",)

    def inner(n):
        label = text
        return n + base

    return inner


CLOSURE = make_closure()


def private_numbers(rounds):
    total = 0
    for i in range(rounds * 10):
        total += i * 3 & 255
    return total


def private_objects(rounds):
    items = []
    for i in range(rounds * 2):
        items.append([i, "x"])
        if len(items) > 50:
            items = []
    return items


def private_instances(rounds):
    for i in range(rounds * 2):
        p = Point(i, 1)
        p.x = p.total()
    return p


def list_read(rounds):
    items, total = SHARED_LIST, 0
    for i in range(rounds * 5):
        total += items[i % 1000]
    return total


def list_of_objects_read(rounds):
    items = SHARED_LIST
    for i in range(rounds * 5):
        text = items[1000 + i % 24]
    return text


def list_iterate(rounds):
    total = 0
    for _ in range(rounds // 100):
        for item in SHARED_LIST:
            total += 1
    return total


def dict_read(rounds):
    table, keys = SHARED_DICT, ("key1", "key2", "key3")
    for i in range(rounds * 3):
        value = table[keys[i % 3]]
    return value


def tuple_read(rounds):
    items = SHARED_TUPLE
    for i in range(rounds * 5):
        text = items[i & 63]
    return text


def attribute_read(rounds):
    point, total = SHARED_POINT, 0
    for i in range(rounds * 5):
        total += point.x
        name = point.name
    return total


def class_attribute_read(rounds):
    for i in range(rounds * 5):
        scale = Point.scale
        scale = SHARED_POINT.scale
    return scale


def method_call(rounds):
    point, total = SHARED_POINT, 0
    for i in range(rounds * 2):
        total += point.total()
        point.label()
    return total


def function_call(rounds):
    total = 0
    for i in range(rounds * 3):
        total += helper(i)
    return total


def builtin_call(rounds):
    items, total = [1, 2, 3], 0
    for i in range(rounds * 3):
        total += len(items) + abs(i)
        items.append(i)
        items.pop()
        isinstance(i, int)
    return total


def closure_call(rounds):
    total = 0
    for i in range(rounds * 3):
        total += CLOSURE(i)
    return total


def global_read(rounds):
    for i in range(rounds * 5):
        items = SHARED_LIST
        table = SHARED_DICT
    return items


def strings(rounds):
    for i in range(rounds):
        text = "item %d of %s" % (i, "many")
        text = text.upper() + "tail"
        parts = text.split(" ")
        text = ",".join(parts)
    return text


def exceptions(rounds):
    for i in range(rounds):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error.args
    return last


def generators(rounds):
    total = 0
    for i in range(rounds // 10):
        for n in (x * 2 for x in range(20)):
            total += n
    return total


def class_instances(rounds):
    """Each class is noted in the list of its base's subclasses, which both change."""
    for i in range(rounds // 20):
        class Local(Point):
            pass
        p = Local(1, 2)
    return p.x


def contended_lock(rounds):
    for i in range(rounds // 2):
        with LOCK:
            COUNTER[0] += 1


def contended_counter(rounds):
    for i in range(rounds * 3):
        COUNTER[0] += 1


def contended_dict(rounds):
    for i in range(rounds * 2):
        TABLE[i & 63] = i


def contended_count(rounds):
    for i in range(rounds * 3):
        item = COUNTER


CASES = {
    "private": [private_numbers, private_objects, private_instances, strings, exceptions, generators],
    "read-shared": [list_read, list_of_objects_read, list_iterate, dict_read, tuple_read, attribute_read,
                    class_attribute_read, method_call, function_call, builtin_call, closure_call, global_read],
    "contended": [contended_count, contended_counter, contended_dict, contended_lock, class_instances],
}


def main():
    if sys.argv[1] == "list":
        for group, cases in CASES.items():
            print(group, *[case.__name__ for case in cases])
        return
    work = globals()[sys.argv[1]]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    how = sys.argv[2]
    call = [work, work]
    if how == "interpreters":
        from concurrent import interpreters
        both = [interpreters.create() for _ in range(2)]
        call = [lambda *args, interpreter=interpreter: interpreter.call(work, *args) for interpreter in both]
    threads = [threading.Thread(target=call[k], args=(rounds,)) for k in range(2)]
    for k in range(2):
        call[k](100)
    wall, cpu = time.perf_counter(), time.process_time()
    if how in ("threads", "interpreters"):
        started = threads
    elif how == "other":
        started = [threading.Thread(target=lambda: [work(rounds), work(rounds)])]
    else:
        started = []
        for _ in range(2 if how == "serial" else 1):
            work(rounds)
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    print(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    main()
