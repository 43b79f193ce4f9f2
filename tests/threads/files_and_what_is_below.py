# Text files and the files of bytes below them, used and closed by several threads at once.
# gilt-only
import os
import tempfile
import threading

ROUNDS = 60

path = os.path.join(tempfile.mkdtemp(), "lines")
with open(path, "w") as file:
    file.write("a line of text\n" * 2000)
problems = set()


def work(start, action):
    start.wait()
    try:
        for _ in range(20):
            action()
    except (AttributeError, ValueError) as error:
        problems.add(str(error))


def detach(file):
    file.detach().close()


for i in range(ROUNDS):
    file = open(path, "r+" if i % 2 else "r")
    actions = [file.readline, lambda: file.buffer.read(10), lambda: file.buffer.peek(5), lambda: file.buffer.readline()]
    if i % 3 == 0:
        actions.append(file.close)
    elif i % 3 == 1:
        actions.append(lambda: detach(file))
    start = threading.Barrier(len(actions))
    threads = [threading.Thread(target=work, args=(start, action)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del actions
    try:
        file.close()
    except ValueError:
        pass

# One thread reads from a pipe below a text file that another one drops.
for i in range(ROUNDS):
    reader, writer = os.pipe()
    file = open(reader)
    os.write(writer, b"first\nsecond\nthird\n")
    file.readline()
    below = file.buffer
    received = []
    thread = threading.Thread(target=lambda: received.append(below.readline()))
    thread.start()
    rest = file.buffer.peek() if i % 2 else None
    os.close(writer)
    thread.join()
    assert received == [b"second\n"], received
    del file, below

# The end of the program drops a text file while a daemon thread is reading below it.
reader, writer = os.pipe()
left_open = open(reader)
threading.Thread(target=left_open.buffer.read, daemon=True).start()

os.remove(path)
os.rmdir(os.path.dirname(path))
known = ("closed file", "detached", "NoneType")
assert all(any(word in problem for word in known) for problem in problems), problems
