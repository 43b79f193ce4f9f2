# Pipe, Queue, JoinableQueue, SimpleQueue, Listener and Client.
import multiprocessing
import queue
from multiprocessing.connection import (Client, Connection, Listener, address_type, answer_challenge, default_family,
                                        deliver_challenge)


def attempt(function, *arguments, **options):
    try:
        print("->", function(*arguments, **options))
    except (Exception, EOFError) as error:
        print(type(error).__name__, error)


def challenges():
    """What the two sides may say about the key, and what they may not."""
    ours, others = multiprocessing.Pipe()
    for challenge in (b"nothing", b"#CHALLENGE#", b"#CHALLENGE#{sha1}" + b"x" * 40, b"#CHALLENGE#" + b"x" * 20,
                      *(b"#CHALLENGE#{%s}" % name + b"x" * 40 for name in (b"md5", b"sha256", b"sha3_384"))):
        others.send_bytes(challenge)
        others.send_bytes(b"#WELCOME#")
        try:
            answer_challenge(ours, b"key")
        except multiprocessing.AuthenticationError as error:
            print(str(error)[:13])
        else:
            print(others.recv_bytes())
        while ours.poll():
            ours.recv_bytes()
    for answer in (b"nothing", b"x" * 16, b"x" * 20, b"{md5}" + b"x" * 16, b"{sha256}short", b"{md4}" + b"x" * 16):
        others.send_bytes(answer)
        attempt(deliver_challenge, ours, b"key", "md5")
        print(others.recv_bytes()[:16], others.recv_bytes())
    print(default_family)
    for address in (("", 1), "/x", "\0x", b"\0x", b"x", 5, None, r"\\.\pipe"):
        attempt(address_type, address)


def echo(connection):
    while (item := connection.recv()) is not None:
        connection.send(item)
    connection.close()


def squares(numbers, results):
    for number in iter(numbers.get, None):
        results.put((number, number * number))


def work(tasks, done):
    while (task := tasks.get()) is not None:
        done.put(task)
        tasks.task_done()
    tasks.task_done()


def talk(address):
    with Client(address, authkey=b"secret") as connection:
        connection.send(["from", "the", "client"])
        connection.send(["client got", connection.recv()])


def main():
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        here, there = context.Pipe()
        process = context.Process(target=echo, args=(there,))
        process.start()
        for item in (1, "text", [1, {2: 3}], b"x" * 200_000, ValueError("an exception")):
            here.send(item)
            answer = here.recv()
            print(type(answer).__name__, repr(answer)[:40], answer == item)
        here.send(None)
        process.join()
        print(process.exitcode)

        numbers, results = context.Queue(), context.Queue()
        workers = [context.Process(target=squares, args=(numbers, results)) for _ in range(3)]
        for process in workers:
            process.start()
        for number in range(10):
            numbers.put(number)
        for _ in workers:
            numbers.put(None)
        print(sorted(results.get() for _ in range(10)))
        for process in workers:
            process.join()

    receiver, sender = multiprocessing.Pipe(duplex=False)
    print(receiver.readable, receiver.writable, sender.readable, sender.writable, isinstance(sender, Connection))
    attempt(receiver.send, 1)
    attempt(sender.recv)
    print(receiver.poll(), receiver.poll(0.01))
    sender.send_bytes(b"0123456789", 2, 5)
    print(receiver.poll(10), receiver.recv_bytes())
    sender.send_bytes(b"12345")
    buffer = bytearray(10)
    print(receiver.recv_bytes_into(buffer, 2), buffer)
    sender.send_bytes(b"12345")
    attempt(receiver.recv_bytes_into, bytearray(2))
    attempt(sender.send_bytes, b"123", 5)
    sender.close()
    attempt(receiver.recv)
    attempt(sender.send, 1)
    print(sender.closed, receiver.closed)

    bounded = multiprocessing.Queue(2)
    bounded.put(1)
    bounded.put_nowait(2)
    attempt(bounded.put, 3, block=False)
    attempt(bounded.put, 3, timeout=0.01)
    print(bounded.get(), bounded.get(timeout=10), bounded.full())
    attempt(bounded.get, block=False)
    attempt(bounded.get, timeout=0.01)
    print(bounded.empty(), bounded.qsize())
    bounded.close()
    bounded.join_thread()
    print(queue.Full.__module__)

    tasks, done = multiprocessing.JoinableQueue(), multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=work, args=(tasks, done))
    process.start()
    for task in "abc":
        tasks.put(task)
    tasks.join()
    print([done.get() for _ in range(3)], done.empty())
    tasks.put(None)
    process.join()
    attempt(tasks.task_done)

    with Listener(authkey=b"secret") as listener:
        process = multiprocessing.Process(target=talk, args=(listener.address,))
        process.start()
        with listener.accept() as connection:
            print(connection.recv())
            connection.send("from the listener")
            print(connection.recv())
        process.join()
    with Listener(("localhost", 0)) as listener:
        process = multiprocessing.Process(target=lambda: Client(listener.address).send("tcp"))
        process.start()
        with listener.accept() as connection:
            print(connection.recv(), listener.address[0])
        process.join()
    challenges()


if __name__ == "__main__":
    main()
