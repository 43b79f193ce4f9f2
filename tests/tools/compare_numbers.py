#!/usr/bin/env python3
"""Does arithmetic as gilt and CPython do it, and shows where they differ.

    tests/tools/compare_numbers.py GILT PYTHON [--seed N] [--count N]

A guest program of random operations on ints and floats is written, run by both, and the outputs are
compared line by line. The numbers lie around the edges: of immediates, of limbs, of doubles."""

import sys

import differential

EDGES = [0, 1, 2, 30, 31, 32, 52, 53, 54, 61, 62, 63, 64, 65, 125, 126, 127, 128, 192, 1023, 1024]
BINARY = ["+", "-", "*", "/", "//", "%", "&", "|", "^", "<", "<=", "==", "!=", ">", ">="]
FLOAT_BINARY = ["+", "-", "*", "/", "//", "%", "**", "<", "<=", "==", "!=", ">", ">="]
UNARY = ["-{}", "+{}", "abs({})", "hash({})", "repr({})", "bool({})", "round({})", "int({})", "float({})",
         "({}).as_integer_ratio()", "({}).is_integer()", "complex({})"]
INT_UNARY = ["~{}", "({}).bit_length()", "({}).bit_count()", "hex({})", "oct({})", "bin({})",
             "math.isqrt(abs({}))", "int(str({}))", "({}).to_bytes(600, 'big', signed=True).hex()"]
FLOAT_UNARY = ["({}).hex()", "math.floor({})", "math.ceil({})", "math.sqrt({})", "math.ulp({})",
               "math.frexp({})", "math.modf({})", "float(repr({}))", "float.fromhex(({}).hex())",
               "math.gamma({})", "math.lgamma({})", "math.log({})"]

PRELUDE = """import math
def show(text, function):
    try:
        result = repr(function())
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    print(text, "->", result)
"""


def make_int(rng):
    kind = rng.random()
    if kind < 0.2:
        return rng.randint(-10, 10)
    if kind < 0.5:
        return rng.choice([1, -1]) * (2 ** rng.choice(EDGES) + rng.randint(-2, 2))
    return rng.choice([1, -1]) * rng.getrandbits(rng.choice([5, 40, 62, 63, 64, 100, 128, 250, 2000]))


def make_float(rng):
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(["0.0", "-0.0", "1e16", "1e15", "1e-4", "1e-5", "5e-324", "1.7e308", "float('inf')",
                           "float('-inf')", "float('nan')", "9007199254740993.0", "0.5", "1.5", "2.5"])
    if kind < 0.5:
        return repr(round(rng.uniform(-1000, 1000), rng.randint(0, 5)))
    return repr(rng.uniform(-1, 1) * 10.0 ** rng.randint(-30, 30))


def make_spec(rng, is_int):
    parts = [rng.choice(["", "", "*", "0"]) + rng.choice("<>^=") if rng.random() < 0.4 else "",
             rng.choice(["", "", "+", "-", " "]), rng.choice(["", "", "", "#"]), rng.choice(["", "0"]),
             rng.choice(["", str(rng.randint(1, 30))]), rng.choice(["", "", ",", "_"])]
    if rng.random() < (0.1 if is_int else 0.6):
        parts.append("." + str(rng.choice([0, 1, 2, 5, 17, 25])))
    parts.append(rng.choice("bdoxXneEfFgG%" if is_int else "eEfFgGn%"))
    return "".join(parts)


def make_expression(rng):
    is_int = rng.random() < 0.6
    a = f"({make_int(rng)})" if is_int else f"({make_float(rng)})"
    kind = rng.random()
    if kind < 0.35:
        b = f"({make_int(rng)})" if rng.random() < (0.8 if is_int else 0.3) else f"({make_float(rng)})"
        both_ints = is_int and not any(c in b for c in ".en")
        return f"{a} {rng.choice(BINARY if both_ints else FLOAT_BINARY)} {b}"
    if kind < 0.45 and is_int:
        b = rng.randint(-3, 40)
        return rng.choice([f"{a} << {b}", f"{a} >> {b}", f"{a} ** {b}", f"round({a}, {-b})",
                           f"pow({a}, {make_int(rng)}, {make_int(rng)})",
                           f"math.gcd({a}, {make_int(rng)})", f"divmod({a}, {make_int(rng)})"])
    if kind < 0.6:
        return f"format({a}, {make_spec(rng, is_int)!r})"
    if kind < 0.65 and not is_int:
        return f"round({a}, {rng.randint(-25, 25)})"
    return rng.choice(UNARY + (INT_UNARY if is_int else FLOAT_UNARY)).format(a)


if __name__ == "__main__":
    sys.exit(differential.main(__doc__.splitlines()[0], PRELUDE, make_expression,
                               is_free=lambda answer: "hash((float('nan')))" in answer))
