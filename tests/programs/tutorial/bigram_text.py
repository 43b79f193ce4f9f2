"""Text made from bigrams with a fixed seed, word counts, and the longest of this and that."""
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import PurePosixPath
import string

TEXT = """It was a dark night; the wind was cold, and the rain was cold. The old man said: "It was
a night like this, when the dark rain came." And the wind said nothing. Nothing was said! Was it
the wind? The rain? The man was old, and the dark was old. (It's a dark, dark tale -- isn't it?)"""


def tokenize(text):
    return re.findall(r"[a-z]+(?:'[a-z]+)?|[.!?]", text.lower())


def build_model(tokens):
    model = defaultdict(Counter)
    for before, after in zip(tokens, tokens[1:]):
        model[before][after] += 1
    return model


def generate(model, start, length, rng=random):
    word, result = start, [start]
    while len(result) < length and model[word]:
        choices = model[word]
        word = rng.choices(list(choices), weights=choices.values())[0]
        result.append(word)
    return re.sub(r" ([.!?])", r"\1", " ".join(result))


def capitalize_sentences(text):
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda m: m[1] + m[2].upper(), text)


tokens = tokenize(TEXT)
words = [token for token in tokens if token.isalpha() or "'" in token]
model = build_model(tokens)
random.seed(1984)
for start in ("it", "the", "dark"):
    print(capitalize_sentences(generate(model, start, 14)))
print(model["was"].most_common(3), model["."], sep="\n")
counts = Counter(words)
print(f"{'word':<8}{'n':>3}{'%':>7}")
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]:
    print(f"{word:<8}{n:>3}{100 * n / len(words):>7.2f}")
by_length = defaultdict(set)
for word in words:
    by_length[len(word)].add(word)
print({length: sorted(group) for length, group in sorted(by_length.items(), reverse=True)})
print(counts - Counter({"the": 5, "was": 8}) & Counter("the was old".split()), sum(counts.values()))
print(max(words, key=len), min(words, key=lambda w: (len(w), w)), len(set(words)) / len(words))
print(TEXT.title()[:40], TEXT.swapcase()[:12], TEXT.count("dark"), TEXT.find("rain"), TEXT.rindex("old"), sep=" | ")
print(TEXT.translate(str.maketrans("", "", string.punctuation)).split("\n")[0])
print("a,b,,c".split(","), " a  b ".split(), "a-b-c".rsplit("-", 1), "k=v=w".partition("="), "x".join("abc"))
print("Hello"[::-1], "Hello"[1:4], "Hello"[-3:], "Hello".center(11, "*"), "42".zfill(5), "\t|".expandtabs(4), "ß".upper())
print("abc" < "abd", "Z" < "a", sorted("bAc", key=str.lower), "".join(sorted("hello")), "na" * 3, "é".encode("latin-1"))
print(PurePosixPath("/home/ann") / "notes" / "a.txt", PurePosixPath("a/b.tar.gz").suffixes, "a\u0301".isascii(), ascii("né"))
print(sys.maxsize, "%s" % (("a", 1),), "{:>{w}}".format("r", w=4), "{!r}".format("q"), repr("it's \"q\"\n\\"))
print("caf\N{LATIN SMALL LETTER E WITH ACUTE}", len("日本"), "日本".encode(), b"\xe6\x97\xa5".decode("utf-8"), "a" "b")
for action in ("'abc'[5]", "'abc'.index('z')", "'abc' + 1", "'abc'[1] + 2", "'{}{}'.format(1)", "'{x}'.format(y=1)", "'%s %s' % 1",
               "''.join([1, 2])", "'abc'['a']", "b'\\xff'.decode()", "'é'.encode('ascii')", "'a'.split('')", "f'{3:q}'", "f'{\"a\":d}'"):
    try:
        print(eval(action))
    except Exception as error:
        print(f"{action:20} {type(error).__name__}: {error}")
text = "immutable"
text[0] = "I"
