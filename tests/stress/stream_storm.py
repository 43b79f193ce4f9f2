"""Streams in memory that threads share: every call is one step, and nothing of it is lost."""
import io
import threading

from _storm import THREADS, ROUNDS, storm, storm_of

PIECES = ["<one>\n", "<zwei√>\n", "<\U0001F600trois>\n", "<four>\n"]

# --- all threads write to the end; what they wrote is whole ------------------------------------

text = io.StringIO()
raw = io.BytesIO()
written = [0] * THREADS


def write(number, dice):
    piece = PIECES[dice.roll(4)]
    assert text.write(piece) == len(piece)
    assert raw.write(piece.encode()) == len(piece.encode())
    print("<print>", file=text, end="")
    text.writelines(["<a>", "<b>\n"])
    written[number] += 1
    if dice.roll(50) == 0:
        assert text.getvalue().startswith("<")
        assert raw.getvalue().startswith(b"<")


storm(write)
expected = sum(written)
assert expected == THREADS * ROUNDS
assert text.getvalue().count("<print>") == text.getvalue().count("<a>") == text.getvalue().count("<b>\n") == expected
lines = raw.getvalue().decode().splitlines(True)
assert len(lines) == expected and set(lines) <= set(PIECES)

# --- all threads read; every line goes to one of them ------------------------------------------

NUMBERS = range(THREADS * ROUNDS)
text = io.StringIO("".join([f"{n}\n" for n in NUMBERS]))
raw = io.BytesIO("".join([f"{n}\n" for n in NUMBERS]).encode())
iterator = iter(text)
seen = [[] for _ in range(THREADS)]


def read(number, dice):
    line = next(iterator) if dice.roll(2) else text.readline()
    other = next(raw) if dice.roll(2) else raw.readline()
    assert line.endswith("\n") and other.endswith(b"\n")
    seen[number].append((int(line), int(other)))


storm(read)
assert sorted(a for part in seen for a, _ in part) == list(NUMBERS)
assert sorted(b for part in seen for _, b in part) == list(NUMBERS)

# --- all threads do anything -------------------------------------------------------------------

text = io.StringIO(newline=None)
raw = io.BytesIO()
views = []


def place(dice):
    text.seek(dice.roll(100)), raw.seek(dice.roll(100)), text.seek(0, dice.roll(3))
    assert text.tell() >= 0 and raw.tell() >= 0


def fill(dice):
    text.write("a\r\n" + "ä√😀"[dice.roll(3)] * dice.roll(40))
    raw.write(b"b\n" * dice.roll(40))


def look(dice):
    text.read(dice.roll(30)), raw.read(dice.roll(30)), raw.readinto(bytearray(dice.roll(20)))
    text.readlines(), raw.readlines(5), text.newlines
    assert "\r" not in text.getvalue()
    assert set(raw.getvalue()) <= set(b"b\n\0")


def cut(dice):
    text.truncate(dice.roll(200)), raw.truncate(dice.roll(200))


def begin(dice):
    text.__init__("new\r\ntext", None), raw.__init__(b"b\n" * 5)


def end(dice):
    text.close(), raw.close()
    text.closed, raw.closed
    text.__init__("", None), raw.__init__()


def show(dice):
    if len(views) < 3:
        views.append(raw.getbuffer())
    elif views:
        try:
            views.pop().release()
        except IndexError:
            pass


def save(dice):
    text.__setstate__(text.__getstate__()), raw.__setstate__(raw.__getstate__())


storm_of((place, fill, fill, look, cut, begin, end, show, save), expected=(ValueError, BufferError))
print("ok")  # expect: ok
