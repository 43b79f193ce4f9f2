#!/usr/bin/env python3
"""Calls the methods of str, bytes and bytearray as gilt and CPython do, and shows where they differ.

    tests/tools/compare_text.py GILT PYTHON [--seed N] [--count N]

A guest program of random calls is written, run by both, and the outputs are compared line by line.
The texts mix widths, cases, white space, surrogates and what does not fit; the answers are shown as
ASCII, so that differences can be read."""

import sys

import differential

TEXTS = ["ab", "abc \t\n", "aAbB cC'1_-+{}", "ab\xe9\xdf\xff", "ab\u4e2d\u6587", "a\U0001f600\ud800\udc80",
         "\u03a3\u03c3aA.\u0301\xad ", "\u01c6\u01c5\u01c4aA 1\ufb01\u0149\u1e9e",
         "0\u0661\xb2\xbd\u4e94\u2160", "\t\n\r\x0b\x0c\x1c\x85\u2028 a", "'\"\\\x00\x7f\xa0\xad\u200b\ue000"]
BYTES = [b"ab", b"ab \t\n\r\x0b", b"aAbB1_-+'", bytes(range(256)), b"\xe4\xb8\xad\xf0\x9f\x98\x80\xed\xa0\x80a\xff"]
ENCODINGS = ["utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le",
             "utf-8-sig", "UTF8", "bogus"]
HANDLERS = ["strict", "ignore", "replace", "surrogateescape", "surrogatepass", "backslashreplace",
            "xmlcharrefreplace", "bogus"]
PLAIN = ["lower", "upper", "title", "capitalize", "swapcase", "islower", "isupper", "istitle", "isalpha",
         "isalnum", "isdigit", "isspace", "isascii", "split", "splitlines", "strip", "expandtabs"]
STR_PLAIN = PLAIN + ["casefold", "isdecimal", "isnumeric", "isprintable", "isidentifier", "encode"]
SEARCHING = ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]
ONE_TEXT = ["partition", "rpartition", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip", "split", "rsplit"]
SPECS = ["", "5", "<5", "^7", ">9", ".2", "*^8.1", "s", "d", "=5", "+", "05", "\u4e2d^6s", "x<", ",", "zs", "#"]
FIELDS = ["{}", "{0}", "{1}", "{!r}", "{0!s:>6}", "{:{}}", "{0:{1}}", "{0[0]}", "{a}", "{a!a}", "{a:^7}", "{{", "}}",
          "{", "}", "{0!", "{0!x}", "{[0]}", "{0[}", "x", "{:<5}", "{:d}", "{0:5", "{!}", "{:{:{}}}", "{0.", "{-1}",
          "{0[]}", "{a]}", "{:.3}", "{:,}"]
VALUES = ["0", "1", "-5", "255", "10**6", "2**70", "1.5", "-0.0", "1e20", "float('inf')", "'a'", "'\\u4e2d'", "'abc'",
          "b'x'", "None", "True", "[1]", "()", "{}"]

PRELUDE = """def show(text, function):
    try:
        result = ascii(function())
    except Exception as error:
        result = type(error).__name__ + ": " + ascii(str(error))
    print(text, "->", result)
"""


def make_text(rng, is_text, longest=12):
    pool = rng.choice(TEXTS if is_text else BYTES)
    length = rng.choice([0, 1, 2, 3, rng.randint(0, longest)])
    if is_text:
        return "".join(rng.choice(pool) for _ in range(length))
    return bytes(rng.choice(pool) for _ in range(length))


def make_part(rng, whole, is_text):
    """A part of the text, another text, or now and then something that is none."""
    if rng.random() < 0.05:
        return rng.choice(["1", "None", "b'a'", "'a'", "1.5", "[]", "()"])
    if rng.random() < 0.5 and whole:
        start = rng.randint(0, len(whole))
        return ascii(whole[start : start + rng.randint(0, 3)])
    return ascii(make_text(rng, is_text, 4))


def make_range(rng):
    numbers = ["0", "1", "2", "5", "-1", "-2", "100", "-100", "None", "2**70", "-2**70"]
    return "".join(", " + rng.choice(numbers) for _ in range(rng.choice([0, 0, 1, 2])))


def make_percent(rng):
    key = rng.choice(["", "", "", "(a)", "(b)", "(a"])
    flags = "".join(rng.choice("-+ #0") for _ in range(rng.choice([0, 0, 1, 2])))
    sizes = rng.choice(["", "", "5", "12", "*"]) + rng.choice(["", "", ".2", ".0", ".*", "."])
    return "%" + key + flags + sizes + rng.choice("sradiouxXeEfFgGc%cyb")


def make_slice(rng):
    number = lambda: rng.choice(["", "", "0", "1", "2", "-1", "-2", "5", "100", "2**70"])
    return f"{number()}:{number()}:{rng.choice(['', '1', '2', '-1', '-2', '0'])}"


def make_method_call(rng, whole, is_text):
    """What stands behind the text: '.name(arguments)'."""
    part = lambda: make_part(rng, whole, is_text)
    fill = rng.choice(["", ", " + ("'*'" if is_text else "b'*'"), ", 'ab'"])
    kind = rng.random()
    if kind < 0.25:
        return f".{rng.choice(STR_PLAIN if is_text else PLAIN)}()"
    if kind < 0.5:
        return f".{rng.choice(SEARCHING)}({part()}{make_range(rng)})"
    if kind < 0.65:
        return f".{rng.choice(ONE_TEXT)}({part()})"
    if kind < 0.75:
        return f".{rng.choice(['split', 'rsplit'])}({rng.choice(['None', part()])}, {rng.choice(['-1', '0', '1', '2'])})"
    if kind < 0.85:
        return f".replace({part()}, {part()}, {rng.choice(['-1', '0', '1', '2'])})"
    if kind < 0.92:
        return f".{rng.choice(['center', 'ljust', 'rjust'])}({rng.choice(['0', '3', '8', '11', '-1'])}{fill})"
    return f".join([{', '.join(part() for _ in range(rng.randint(0, 4)))}])"


def make_str_expression(rng):
    whole = make_text(rng, True)
    text = ascii(whole)
    kind = rng.random()
    if kind < 0.6:
        return text + make_method_call(rng, whole, True)
    if kind < 0.65:
        return f"{text}[{make_slice(rng)}]"
    if kind < 0.72:
        return f"{text}.encode({rng.choice(ENCODINGS)!r}, {rng.choice(HANDLERS)!r})"
    if kind < 0.78:
        return f"format({text}, {ascii(rng.choice(SPECS))})"
    if kind < 0.88:
        fields = "".join(rng.choice(FIELDS) for _ in range(rng.randint(0, 3)))
        values = ", ".join(rng.choice(VALUES) for _ in range(rng.randint(0, 3)))
        return f"{fields!r}.format(*({values}{',' if values else ''}), a={rng.choice(VALUES)})"
    return f"{rng.choice(['repr', 'list', 'len'])}({text})"


def make_expression(rng):
    if rng.random() < 0.5:
        return make_str_expression(rng)
    whole = make_text(rng, False)
    text = repr(whole) if rng.random() < 0.7 else f"bytearray({whole!r})"
    kind = rng.random()
    if kind < 0.6:
        return text + make_method_call(rng, whole, False)
    if kind < 0.7:
        return f"{text}[{make_slice(rng)}]"
    if kind < 0.8:
        return f"{text}.decode({rng.choice(ENCODINGS)!r}, {rng.choice(HANDLERS)!r})"
    formats = "".join(rng.choice(["x", "%%", make_percent(rng)]) for _ in range(rng.randint(0, 3)))
    values = ", ".join(rng.choice(VALUES) for _ in range(rng.randint(0, 3)))
    arguments = rng.choice([f"({values}{',' if values else ''})", rng.choice(VALUES), "{'a': 1, 'b': 'x', b'a': b'y'}"])
    return f"{rng.choice(['', 'b'])}{formats!r} % {arguments}"


if __name__ == "__main__":
    sys.exit(differential.main(__doc__.splitlines()[0], PRELUDE, make_expression))
