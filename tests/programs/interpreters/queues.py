# skip-oracle: concurrent.interpreters is new in CPython 3.14
# Queues between interpreters: order, limits, waiting, and items whose sender has gone.
import pickle
import queue
import threading

from concurrent import interpreters
from concurrent.interpreters import _queues as queues


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as exc:
        print(f'{type(exc).__name__}: {exc}', isinstance(exc, (queue.Empty, queue.Full)))


def produce(q, n):
    for k in range(n):
        q.put((k, 'x' * k))


def echo(there, back):
    while (item := there.get()) is not None:
        back.put(item)


def main():
    q = interpreters.create_queue()
    print(q, q.id, q.maxsize, q.qsize(), q.empty(), q.full(), q.unbounditems)
    print(queues.Queue(q.id) is q, pickle.loads(pickle.dumps(q)) is q, queues.list_all() == [q])
    attempt(queues.Queue, 99)
    attempt(queues.Queue, 'q')
    attempt(q.get_nowait)
    attempt(q.get, timeout=0.01)
    attempt(q.get, timeout=-1)

    small = interpreters.create_queue(2)
    small.put(1)
    small.put([2])
    print(small.full(), small.qsize(), small.maxsize)
    attempt(small.put_nowait, 3)
    attempt(small.put, 3, timeout=0.01)
    print(small.get(), small.get())

    # Every item is a copy.
    items = [None, 1, 'two', b'three', 4.5, (5, (6,)), [7], {'eight': 9}, {10}, 2 ** 90, range(3)]
    for item in items:
        q.put(item)
    received = [q.get() for _ in items]
    print(received == items, received[6] is items[6])
    attempt(q.put, lambda: received)
    attempt(q.put, [threading.Lock()])

    # There and back, with more items than there is room for.
    interp = interpreters.create()
    there, back = interpreters.create_queue(3), interpreters.create_queue(3)
    thread = interp.call_in_thread(echo, there, back)
    sender = threading.Thread(target=lambda: [there.put(k) for k in [*range(100), None]])
    sender.start()
    print([back.get() for _ in range(100)] == list(range(100)))
    sender.join()
    thread.join()

    # A queue can be sent through a queue, and lives while it is under way.
    inner = interpreters.create_queue()
    number = inner.id
    q.put(('take', inner))
    inner.put('in the inner one')
    del inner
    word, again = q.get()
    print(word, again.id == number, again.get())
    del again
    attempt(queues.Queue, number)

    # Items whose interpreter has gone.
    marked = interpreters.create_queue(unbounditems=queues.UNBOUND_ERROR)
    for target in q, marked:
        interp.prepare_main(target=target)
        interp.exec('target.put("orphan")')
    q.put('ours')
    interp.exec('''if True:
        from concurrent.interpreters import _queues
        target.put("vanishes", unbounditems=_queues.UNBOUND_REMOVE)
        target.put("replaced", unbounditems=_queues.UNBOUND)
        ''')
    print(q.qsize(), marked.qsize())
    interp.close()
    print(q.qsize(), marked.qsize())
    print(q.get(), q.get(), q.empty())
    attempt(marked.get)
    print(marked.get())
    attempt(interpreters.create_queue, unbounditems=5)

    # Closing an interpreter gives its queues up.
    interp = interpreters.create()
    interp.exec('from concurrent import interpreters; kept = interpreters.create_queue()')
    print(len(queues.list_all()))
    interp.close()
    print(len(queues.list_all()))


if __name__ == '__main__':
    main()
