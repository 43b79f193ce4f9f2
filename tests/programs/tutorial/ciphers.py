"""Caesar, Vigenere and a substitution cipher; letters counted to break the first."""
import string
from collections import Counter
from itertools import cycle

ALPHABET = string.ascii_lowercase
FREQUENT = "etaoinshrdlu"


def shift(letter, by):
    if letter not in string.ascii_letters:
        return letter
    base = ord("A") if letter.isupper() else ord("a")
    return chr((ord(letter) - base + by) % 26 + base)


def caesar(text, by):
    return "".join(shift(letter, by) for letter in text)


def break_caesar(text):
    counts = Counter(filter(str.isalpha, text.lower()))

    def fitness(by):
        return sum(counts[shift(letter, by)] for letter in FREQUENT)
    by = max(range(26), key=fitness)
    return by, caesar(text, -by)


def vigenere(text, key, sign=1):
    keys = cycle(ALPHABET.index(letter) for letter in key.lower())
    return "".join(shift(c, sign * next(keys)) if c.isalpha() else c for c in text)


def substitution(key):
    rest = [c for c in ALPHABET if c not in key]
    table = "".join(dict.fromkeys(key)) + "".join(rest)
    return str.maketrans(ALPHABET + ALPHABET.upper(), table + table.upper())


def rail_fence(text, rails):
    rows = [[] for _ in range(rails)]
    zigzag = cycle([*range(rails), *range(rails - 2, 0, -1)])
    for letter, row in zip(text, zigzag):
        rows[row].append(letter)
    return "".join(map("".join, rows))


secret = "The quick brown fox jumps over the lazy dog, and then the other thirteen!"
coded = caesar(secret, 13)
print(coded)
print(caesar(coded, 13) == secret, break_caesar(caesar(secret, 5)))
print(vigenere("Attack at dawn", "Lemon"), vigenere(vigenere(secret, "key"), "key", -1) == secret, sep="\n")
table = substitution("zebras")
print(secret.translate(table), {k: v for k, v in zip(ALPHABET, ALPHABET.translate(table)) if k > "w"}, sep="\n")
print(rail_fence("WEAREDISCOVEREDFLEEATONCE", 3))
print(bytes(b ^ k for b, k in zip(b"attack", cycle(b"key"))).hex(" "), "naïve é".encode().hex())
for word, (count, *_) in {"abc": (1, 2), "xyz": (3,)}.items():
    print(f"{word!r:>8}{count:^5}{word.encode()!r:<8}|")
print(f"{'letter':8}{'count':>6}  share")
letters = Counter(filter(str.isalpha, secret.lower()))
for letter, count in letters.most_common(5):
    print(f"{letter:8}{count:6}  {count / letters.total():6.1%} {'#' * count}")
print(vigenere("text", "k3y"))
