#!/usr/bin/env python3
"""Writes unicode_tables.h: what utf8proc does not say about characters, and CPython 3.13 does.

Run with the Python whose Unicode version the interpreter should have (3.13: Unicode 15.1), with
utf8proc installed:  python3.13 runtime/objects/make_unicode_tables.py > runtime/objects/unicode_tables.h
"""

import ctypes
import ctypes.util
import unicodedata

ALL = range(0x110000)
LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo"}
STARTS = LETTERS | {"Nl"}
CONTINUES = STARTS | {"Mn", "Mc", "Nd", "Pc"}
UTF8PROC = ctypes.CDLL(ctypes.util.find_library("utf8proc"))
UTF8PROC.utf8proc_category_string.restype = ctypes.c_char_p


def utf8proc_category(c):
    return UTF8PROC.utf8proc_category_string(c).decode()


CATEGORY = [utf8proc_category(c) for c in ALL]
SIGMA, FINAL_SIGMA = "\u03a3", "\u03c2"


def ends_final(text):
    return (text + SIGMA).lower().endswith(FINAL_SIGMA)


def is_case_ignorable(c):
    """str.lower() looks through such characters when it decides about a final sigma."""
    return ends_final("a" + chr(c)) and not ends_final("1" + chr(c))


def find_ranges(characters):
    ranges = []
    for c in characters:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return ranges


def print_ranges(name, comment, characters):
    cells = [f"{{0x{first:04X}, 0x{last:04X}}}" for first, last in find_ranges(characters)]
    print(f"// {comment}")
    print(f"static const UnicodeRange {name}[] = {{")
    print_cells(cells, 4)
    print("};\n")


def print_cells(cells, per_line):
    for i in range(0, len(cells), per_line):
        print("    " + ", ".join(cells[i : i + per_line]) + ",")


def print_property(name, what, is_in, categories):
    """The characters that have a property, against those whose category suggests it."""
    extra = [c for c in ALL if is_in(chr(c)) and CATEGORY[c] not in categories]
    missing = [c for c in ALL if not is_in(chr(c)) and CATEGORY[c] in categories]
    text = ", ".join(sorted(categories)) or "none"
    print_ranges(name + "_EXTRA", f"{what} though in none of the categories {text}.", extra)
    if missing:
        print_ranges(name + "_MISSING", f"Not {what.lower()} though in one of them.", missing)


def print_mapping(name, comment, pairs):
    cells = []
    for c, text in pairs:
        targets = ", ".join(f"0x{ord(t):04X}" for t in text)
        cells.append(f"{{0x{c:04X}, {{{targets}}}}}")
    print(f"// {comment}")
    print(f"static const UnicodeMapping {name}[] = {{")
    print_cells(cells, 3)
    print("};\n")


def differing(convert, simple):
    return [(c, convert(chr(c))) for c in ALL if convert(chr(c)) != chr(simple(c))]


def main():
    print("// Written by make_unicode_tables.py; do not edit. Unicode", unicodedata.unidata_version, "against utf8proc.")
    print("// clang-format off")
    print("#ifndef GILT_RUNTIME_OBJECTS_UNICODE_TABLES_H\n#define GILT_RUNTIME_OBJECTS_UNICODE_TABLES_H\n")
    print("#include <stdint.h>\n")
    print("// Characters first to last, both included.")
    print("typedef struct UnicodeRange {\n    uint32_t first;\n    uint32_t last;\n} UnicodeRange;\n")
    print("// A character and the up to three it becomes; unused ones are 0.")
    print("typedef struct UnicodeMapping {\n    uint32_t from;\n    uint32_t to[3];\n} UnicodeMapping;\n")
    newer = [c for c in ALL if CATEGORY[c] == "Cn" and unicodedata.category(chr(c)) != "Cn"]
    newer_letters = [c for c in newer if unicodedata.category(chr(c)) == "Lo"]
    newer_symbols = [c for c in newer if unicodedata.category(chr(c)) == "So"]
    assert newer == sorted(newer_letters + newer_symbols)
    print_ranges("NEWER_LETTERS", "Letters (category Lo) that utf8proc may not know yet.", newer_letters)
    print_ranges("NEWER_SYMBOLS", "Symbols (category So) that utf8proc may not know yet.", newer_symbols)
    for c in newer_letters:
        CATEGORY[c] = "Lo"
    for c in newer_symbols:
        CATEGORY[c] = "So"
    print_property("DIGIT", "Digits", str.isdigit, {"Nd"})
    print_property("NUMERIC", "Numeric", str.isnumeric, {"Nd", "Nl", "No"})
    print_property("LOWER", "Lower case", str.islower, {"Ll"})
    print_property("UPPER", "Upper case", str.isupper, {"Lu"})
    print_property("IDENTIFIER_START", "Identifier starts", str.isidentifier, STARTS)
    print_property("IDENTIFIER_CONTINUE", "Identifier parts", lambda s: ("a" + s).isidentifier(), CONTINUES)
    print_property("CASE_IGNORABLE", "Case-ignorable", lambda s: is_case_ignorable(ord(s)), {"Mn", "Me", "Cf", "Lm", "Sk"})
    print_mapping("LOWER_MAPPINGS", "Where str.lower() and utf8proc_tolower differ.", differing(str.lower, UTF8PROC.utf8proc_tolower))
    print_mapping("UPPER_MAPPINGS", "Where str.upper() and utf8proc_toupper differ.", differing(str.upper, UTF8PROC.utf8proc_toupper))
    print_mapping("TITLE_MAPPINGS", "Where str.title() and utf8proc_totitle differ.", differing(str.title, UTF8PROC.utf8proc_totitle))
    folds = [(c, chr(c).casefold()) for c in ALL if chr(c).casefold() != chr(c).lower()]
    print_mapping("FOLD_MAPPINGS", "Where str.casefold() and str.lower() differ.", folds)
    print("#endif")


if __name__ == "__main__":
    main()
