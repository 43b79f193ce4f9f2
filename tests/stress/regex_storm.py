"""Threads share patterns, and go through the matches of one text together."""
import re

from _storm import ROUNDS, THREADS, storm, storm_of

# --- every match goes to one thread ------------------------------------------------------------

COUNT = THREADS * ROUNDS
words = " ".join([f"w{n}" for n in range(COUNT)])
wide = words.replace("w", "√")
iterator = re.finditer(r"w(\d+)", words)
scanner = re.compile(r"√(\d+)|").scanner(wide)
seen = [[] for _ in range(THREADS)]


def take(number, dice):
    first = next(iterator)
    second = scanner.search()
    while not second.group(1):  # an empty match between two words
        second = scanner.search()
    seen[number].append((int(first[1]), int(second[1])))


storm(take)
assert sorted(a for part in seen for a, _ in part) == list(range(COUNT))
assert sorted(b for part in seen for _, b in part) == list(range(COUNT))
assert next(iterator, None) is None

# --- new patterns, old patterns, ends ----------------------------------------------------------

shared = [None, None]


def begin(dice):
    shared[0] = re.finditer("[a-c]|", "abcdef" * (1 + dice.roll(5)))
    shared[1] = re.compile(b"x+").scanner(bytearray(b"xxyx" * dice.roll(5)))


def go(dice):
    if shared[0]:
        for match in shared[0]:
            assert match[0] in "abc" and match.string[match.start():match.end()] == match[0]
            if dice.roll(3) == 0:
                break


def scan(dice):
    if shared[1]:
        match = shared[1].match() if dice.roll(2) else shared[1].search()
        assert match is None or set(match[0]) == {ord("x")}


def make(dice):
    text = "ab√"[:1 + dice.roll(3)] * dice.roll(4)
    pattern = re.compile(f"({text})*" + "c" * dice.roll(20))
    assert pattern.match(text * 3 + "c" * 20)
    re.purge()


storm_of((begin, go, go, scan, scan, make))
print("ok")  # expect: ok
