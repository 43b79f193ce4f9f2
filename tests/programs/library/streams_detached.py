# TextIOWrapper.detach() and reconfigure(), over files and over streams in memory; raw.
import io
import os
import tempfile


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


def over_memory():
    below = io.BytesIO(b"a\nb\n")
    text = io.TextIOWrapper(below, encoding="utf-8")
    text.readline()
    print(text.detach() is below)
    for call in (text.read, text.detach, lambda: text.buffer, lambda: repr(text), lambda: text.closed,
                 lambda: text.encoding, text.flush, text.close, lambda: text.name, lambda: text.write("a"),
                 text.fileno, lambda: text.seek(0)):
        attempt(call)
    text = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    text.write("abc")
    print(text.detach().getvalue())
    attempt(io.StringIO().detach)
    attempt(io.BytesIO().detach)


def over_files(path):
    text = open(path, "w", encoding="utf-8")
    text.write("hello\n")
    below = text.detach()
    print(type(below).__name__)
    below.write(b"more\n")
    below.close()
    attempt(lambda: text.write("x"))
    attempt(text.close)
    attempt(lambda: repr(text))
    attempt(lambda: text.closed)
    with open(path) as text:
        print(text.read())
    below = open(path, "rb")
    raw = below.detach()
    print(type(raw).__name__)
    attempt(below.read)
    attempt(lambda: below.raw)
    raw.close()
    with open(path, "rb") as below:
        print(type(below.raw).__name__, below.raw is below.raw, below.raw.fileno() == below.fileno())


def reconfigured(path):
    with open(path, encoding="utf-8") as text:
        print(text.readline())
        attempt(lambda: text.reconfigure(encoding="latin-1"))
        attempt(lambda: text.reconfigure(errors="ignore"))
        attempt(lambda: text.reconfigure(newline=None))
        attempt(lambda: text.reconfigure(line_buffering=True))
        print(text.line_buffering)
        text.seek(0)
        attempt(lambda: text.reconfigure(encoding="latin-1"))
    with open(path, "w", encoding="utf-8", errors="ignore", newline="") as text:
        text.write("é\n")
        text.reconfigure(encoding="latin-1", newline="\r\n")
        print(text.encoding, text.errors)
        text.reconfigure(errors="replace")
        text.write("é\u20ac\n")
    with open(path, "rb") as below:
        print(below.read())
    with open(path, encoding="utf-8") as text:
        text.reconfigure(encoding="latin-1")
        print(text.read())
        text.reconfigure(write_through=True)
        print(text.write_through)
        attempt(lambda: text.reconfigure(encoding="nope"))
        attempt(lambda: text.reconfigure(newline="x"))
        attempt(lambda: text.reconfigure(errors=1))
    attempt(lambda: text.reconfigure(errors="strict"))


over_memory()
folder = tempfile.TemporaryDirectory()
over_files(os.path.join(folder.name, "file"))
reconfigured(os.path.join(folder.name, "file"))
folder.cleanup()
