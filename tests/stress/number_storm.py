"""Arithmetic on shared big integers, floats, strings and tuples: values never change under a reader."""
from _storm import storm

big = 3**200
text = "gilt 中文 😀 " * 3
pair = (1, (2.5, "x"), b"bytes")
shared = [big, text, pair]


def work(number, dice):
    n = dice.roll(50) + 1
    value = shared[0]
    assert (value * n) // n == 3**200 and (value + n) - n == big and (value << n) >> n == value
    words = shared[1]
    assert words.replace("gilt", "g").count("g") == 3 and (words + str(n))[: len(words)] == text
    assert shared[2] == (1, (2.5, "x"), b"bytes") and hash(shared[2]) == hash(pair)
    shared[0] = value + n - n
    shared[1] = "".join([words[:n], words[n:]])
    shared[2] = (1, (2.5, "x"), b"bytes")
    assert f"{n:>5}" == str(n).rjust(5) and float(str(n / 7)) == n / 7


storm(work)
assert shared == [big, text, pair]
print("ok")  # expect: ok
