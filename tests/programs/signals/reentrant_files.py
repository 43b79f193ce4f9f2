# A signal handler that uses the file its thread is just reading or writing: an error, no hang.
import os
import signal
import threading

refused = threading.Event()
action = None


def handler(*args):
    try:
        action()
    except RuntimeError as error:
        if not refused.is_set():
            print(str(error).rpartition("=")[0])  # the name is a number
        refused.set()


def interrupt_until_refused():
    while not refused.is_set():
        os.kill(os.getpid(), signal.SIGUSR1)
        refused.wait(0.001)


signal.signal(signal.SIGUSR1, handler)


def show(title, use, end):
    """`use` blocks until `end`, which comes when a handler has been refused."""
    print("---", title)
    refused.clear()

    def other():
        interrupt_until_refused()
        end()

    thread = threading.Thread(target=other)
    thread.start()
    result = use()
    thread.join()
    print(result)


def close_after(data, fd):
    os.write(fd, data)
    os.close(fd)


reader, writer = os.pipe()
with open(reader, "rb") as file:
    action = lambda: file.readinto(bytearray())
    show("reading bytes", file.read, lambda: close_after(b"bytes", writer))
reader, writer = os.pipe()
with open(reader) as file:
    action = lambda: file.buffer.readinto(bytearray())
    show("reading below text", file.buffer.read, lambda: close_after(b"text", writer))

reader, writer = os.pipe()
data = b"x" * 1_000_000


def drain():
    received = 0
    while received < len(data):
        received += len(os.read(reader, 65536))


with open(writer, "wb") as file:
    action = file.flush
    show("writing", lambda: file.write(data), drain)
os.close(reader)
