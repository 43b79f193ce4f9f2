# select, poll, epoll and selectors.
import select
import selectors
import signal
import socket
import threading


def attempt(label, function, *arguments):
    try:
        print(label, function(*arguments))
    except Exception as error:
        print(label, type(error).__name__, error)


first, second = socket.socketpair()
print(select.select([first], [first], [], 0) == ([], [first], []))
second.send(b"1")
print(select.select([first], [first], [first], 5) == ([first], [first], []))
print(select.select([], [], [], 0))
print(select.select([first.fileno()], [], [])[0] == [first.fileno()])
attempt("no list", select.select, 1, [], [])
attempt("no file", select.select, ["a"], [], [])
attempt("negative time", select.select, [], [], [], -1)
attempt("negative fd", select.select, [-1], [], [])

poll = select.poll()
poll.register(first, select.POLLIN)
print([(fd == first.fileno(), event) for fd, event in poll.poll()])
poll.modify(first, select.POLLOUT)
print([(fd == first.fileno(), event) for fd, event in poll.poll(100)])
poll.unregister(first)
print(poll.poll(0))
attempt("not registered", poll.modify, first, select.POLLIN)

with select.epoll() as epoll:
    epoll.register(first, select.EPOLLIN | select.EPOLLOUT)
    print([(fd == first.fileno(), event) for fd, event in epoll.poll(0)])
    epoll.modify(first, select.EPOLLIN)
    print([(fd == first.fileno(), event) for fd, event in epoll.poll()])
    attempt("twice", epoll.register, first)
    epoll.unregister(first)
    print(epoll.poll(0.001), epoll.closed)
    attempt("gone", epoll.unregister, first)
print(epoll.closed)
attempt("closed", epoll.poll)
first.recv(1)

for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with kind() as selector:
        key = selector.register(first, selectors.EVENT_READ | selectors.EVENT_WRITE, "data")
        print(key.fileobj is first, key.fd == first.fileno(), key.events, key.data)
        print([(key.data, events) for key, events in selector.select(0)])
        second.send(b"1")
        print([(key.data, events) for key, events in selector.select(5)])
        selector.modify(first, selectors.EVENT_READ, "changed")
        print([(key.data, events) for key, events in selector.select()], len(selector.get_map()))
        print(selector.get_key(first).events, first in selector.get_map())
        selector.unregister(first)
        print(selector.select(0), list(selector.get_map()))
        attempt("events", selector.register, first, 0)
        attempt("fd", selector.register, -5, 1)
        first.recv(1)
print(selectors.DefaultSelector.__name__)

# One thread waits, another makes it ready.
ready = []
thread = threading.Thread(target=lambda: ready.extend(select.select([first], [], [])[0]))
thread.start()
second.send(b"now")
thread.join()
print(ready == [first], first.recv(10))

# A signal's handler runs in the middle of a wait, which then goes on.
signal.signal(signal.SIGALRM, lambda number, frame: second.send(b"from the handler"))
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(select.select([first], [], [], 30)[0] == [first], first.recv(100))
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(first.recv(100))


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop


signal.signal(signal.SIGALRM, stop)
for wait in (lambda: first.recv(1), lambda: select.select([first], [], []), lambda: select.epoll().poll(30)):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        wait()
    except Stop:
        print("stopped")
first.close()
second.close()

# A set of descriptors by another descriptor for it.
import os
left, right = socket.socketpair()
watched = select.epoll()
watched.register(left, select.EPOLLIN)
again = select.epoll.fromfd(os.dup(watched.fileno()))
right.send(b"x")
print(again.poll(5) == [(left.fileno(), select.EPOLLIN)], again.closed)
again.close()
watched.close()
left.close()
right.close()
