# gilt-only
# Each interpreter has a GIL, a switch interval and statistics of its own.
import gil
import sys
import threading
import time

from concurrent import interpreters


def mode():
    import gil
    return gil.policy()


def set_mode(name):
    import gil
    gil.set(name)


def count(n):
    import threading
    total = [0] * 4
    def add(k):
        for _ in range(n):
            total[k] += 1
    threads = [threading.Thread(target=add, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(total)


def main():
    gil.set('on')
    first, second = interpreters.create(), interpreters.create()
    print(gil.policy(), first.call(mode), second.call(mode))
    first.call(set_mode, 'off')
    print(gil.policy(), first.call(mode), second.call(mode))
    gil.set('py27')
    print(gil.policy(), first.call(mode), second.call(mode))
    print(interpreters.create().call(mode))
    gil.set('off')
    second.call(set_mode, 'py32')
    print(gil.policy(), first.call(mode), second.call(mode))
    sys.setswitchinterval(0.25)
    print(first.call(lambda: __import__('sys').getswitchinterval()))

    # Threads within each of them, at the same time.
    results = []
    threads = [threading.Thread(target=lambda i=i: results.append(i.call(count, 1000))) for i in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(results)

    # A thread that is in another interpreter, as the reports of its own one show it.
    gil.set('on')
    q = interpreters.create_queue()
    def visit():
        first.call(lambda q: q.get(), q)
    thread = threading.Thread(target=visit, name='visitor')
    thread.start()
    while (state := [t['state'] for t in gil.thread_list() if t['name'] == 'visitor']) != ['is in another interpreter']:
        time.sleep(0.001)
    print(state)
    q.put(1)
    thread.join()


if __name__ == '__main__':
    main()
