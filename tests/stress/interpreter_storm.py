"""Eight interpreters at once: made, run, closed, switched and talked to from many threads."""
# gilt-only
import threading

import gil
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor

from _storm import ROUNDS, storm_of

SCRIPT = '''
import gil, threading
done = []
def work(k):
    items = {}
    for i in range(200):
        items[i % 7] = [i, str(i), (i, k)]
    done.append(len(items))
threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert done[-3:] == [7, 7, 7], done
'''

shared = interpreters.create_queue(5)
slots = [interpreters.create() for _ in range(8)]
numbers = [interp.id for interp in slots]


def pick(dice):
    return slots[dice.roll(8)]


def run(dice):
    pick(dice).exec(SCRIPT)


def switch(dice):
    pick(dice).exec("gil.set('off' if gil.enabled() else 'on')" if dice.roll(2) else "import gil; gil.set('py27')")


def call(dice):
    n = dice.roll(1000)
    interp = pick(dice)
    assert interp.call(lambda n: [n, str(n), {n: (n,)}], n) == [n, str(n), {n: (n,)}]


def fail(dice):
    pick(dice).exec("{}[1]")


def send(dice):
    shared.put_nowait(('item', dice.roll(100), 'x' * dice.roll(100)))


def receive(dice):
    item = shared.get(timeout=0.001)
    assert item is interpreters._queues.UNBOUND or item[0] == 'item'


def send_from_there(dice):
    interp = pick(dice)
    interp.prepare_main(shared=shared)
    interp.exec("shared.put(('item', 1, [1, 2]), timeout=0.001)")


def replace(dice):
    k = dice.roll(8)
    slots[k].close()
    slots[k] = interpreters.create()


def look(dice):
    for interp in interpreters.list_all():
        interp.is_running()
    assert interpreters.get_current().id == 0


def make_and_drop(dice):
    interp = interpreters.create()
    interp.exec("import threading; threading.Thread(target=sum, args=([1, 2],)).start(); x = [1]; x.append(x)")


def main():
    expected = (interpreters.InterpreterError, interpreters.QueueEmpty, interpreters.QueueFull)
    storm_of([run, run, switch, call, call, fail, send, receive, send_from_there, replace, look, make_and_drop],
             expected=expected, rounds=min(ROUNDS, 25))
    with InterpreterPoolExecutor(8) as pool:
        assert list(pool.map(str, range(40))) == [str(k) for k in range(40)]
    while len(slots) > 4:
        slots.pop().close()
    print("ok")  # expect: ok


if __name__ == '__main__':
    main()
