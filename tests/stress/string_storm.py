"""Strings built from shared parts, interned, formatted, searched and written to shared streams."""
import io
import re
import sys

from _storm import storm_of


class Box:
    pass


box = Box()
box.text = ""
parts = ["part"] * 20
stream = io.StringIO()
raw = io.BytesIO()
pattern = re.compile(r"(?P<word>[a-z]+)(\d*)")
found = [pattern.finditer("abc1 de22 f " * 10)]


def append(dice):
    box.text += "x" * dice.roll(5)
    text = box.text
    text += "y"
    assert set(box.text) <= {"x"}
    if len(text) > 500:
        box.text = ""


def join(dice):
    parts[dice.roll(20)] = "part" + "ä√😀"[dice.roll(3)] * dice.roll(3)
    text = ", ".join(parts)
    assert text.count("part") == len(text.split(", ")) >= 20


def resize(dice):
    parts.append("part")
    parts.pop()


def intern(dice):
    name = "name" + str(dice.roll(200))
    assert sys.intern(name) is sys.intern("name" + name[4:])
    setattr(box, name, name)
    assert getattr(box, name) == name


def formats(dice):
    assert f"{parts[0]:>20}".lstrip()[:4] == "part"
    assert ("%s-%r" % (box.text, 3)).endswith("-3")
    assert "{0[0]}".format(parts).startswith("part")
    str(parts), repr(box.__dict__), box.text.encode().decode()


def search(dice):
    assert pattern.match("abc12").groups() == ("abc", "12")
    assert pattern.sub(lambda m: m["word"].upper(), "ab1 cd2") == "AB CD"
    match = next(found[0], None)
    if match is None:
        found[0] = pattern.finditer("abc1 de22 f " * 10)
    else:
        assert match["word"] in ("abc", "de", "f")
    re.findall("a" * (1 + dice.roll(30)), "aaaa")


def write(dice):
    stream.write("line %d\n" % dice.roll(10))
    print("text", end="", file=stream)
    raw.write(b"bytes" * dice.roll(5))


def read(dice):
    stream.getvalue(), stream.readline(), stream.read(5), stream.tell()
    for line in stream:
        assert isinstance(line, str)
        break
    raw.getvalue(), raw.read(10), raw.tell()


def rewind(dice):
    stream.seek(0)
    raw.seek(dice.roll(20))
    if dice.roll(5) == 0:
        stream.truncate(0)
        raw.truncate(dice.roll(20))


def view(dice):
    with raw.getbuffer() as buffer:
        len(buffer), bytes(buffer[:10])


storm_of([append, append, join, resize, intern, formats, search, write, read, rewind, view],
         expected=(BufferError, RuntimeError, StopIteration, ValueError, TypeError))
print("ok")  # expect: ok
