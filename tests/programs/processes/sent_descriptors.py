# Connections and sockets that are sent to processes that run already; descriptors of a child are
# closed when the child closes them; the preloading of the fork server.
import multiprocessing
import os
import socket
import sys
import threading
from multiprocessing import reduction


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


def receives(connection):
    other = connection.recv()
    other.send("by another way")
    other.close()
    sock = connection.recv()
    sock.sendall(b"by a socket")
    sock.close()
    connection.recv()


def closes_at_once(connection, other):
    connection.close()
    other.recv()


def preloaded(connection):
    connection.send("sched" in sys.modules)


class Answer:
    """Of the main module, which has another name in a child."""

    def __init__(self, value):
        self.value = value


def answers(value):
    return Answer(value)


def main():
    multiprocessing.set_forkserver_preload(["sched", "no_such_module"])
    attempt(multiprocessing.set_forkserver_preload, [1])
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        print(method)
        here, there = context.Pipe()
        process = context.Process(target=receives, args=(there,))
        process.start()
        reader, writer = context.Pipe(duplex=False)
        here.send(writer)
        writer.close()
        print(reader.recv())
        attempt(reader.recv)
        one, two = socket.socketpair()
        with one, two:
            here.send(two)
            print(one.recv(100))
        here.send(None)
        process.join()

        one, two = context.Pipe()
        here, there = context.Pipe()
        process = context.Process(target=closes_at_once, args=(there, two))
        process.start()
        there.close()
        attempt(here.recv)  # the child has closed its end, and lives
        print(process.is_alive())
        one.send(None)
        process.join()

        process = context.Process(target=preloaded, args=(two,))
        process.start()
        print(one.recv())
        process.join()
        with context.Pool(1) as pool:
            print(type(pool.apply(answers, (5,))), pool.apply(answers, (6,)).value)
        attempt(context.set_start_method, "fork")
    one, two = socket.socketpair()
    with one, two:
        read, write = os.pipe()
        received = []
        thread = threading.Thread(target=lambda: received.extend(reduction.recvfds(two, 3)))
        thread.start()
        reduction.sendfds(one, [write, read])
        thread.join()
        os.write(received[0], b"passed")
        print(len(received), os.read(received[1], 10))


if __name__ == "__main__":
    main()
