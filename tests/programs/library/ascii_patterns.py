"""Regular expressions with (?a:...), and what re.ASCII means for upper and lower case."""

import re

TEXTS = ("k", "K", "K", "s", "ſ", "é", "É", "٣", "3", "_", " ", "\u00a0", "\x1f", "x y", "é é", "zé", "", "Z")
PATTERNS = (r"(?a:\w)", r"(?a:\W)", r"(?a:\d)", r"(?a:\D)", r"(?a:\s)", r"(?a:\S)", r"(?a:[\w])", r"(?a:[^\w])",
            r"(?a:[\W\d])", r"(?a:[\Sx])", r"(?a:\b)", r"(?a:\B)", r"(?a:\bz\b)", r"(?ai:k)", r"(?ai:[a-z])",
            r"(?ai:[^a-z])", r"(?i)(?a:s)", r"(?i)(?a:[r-t])", r"(?i)(?a:K)s?", r"(?i:k)", r"(?i:[a-z])", r"(?ai:é)",
            r"(?i)(?a:(?-i:k))", r"(?a:(?u:\w))", r"(?a:\w)\w", r"(?i)(?a:[é_k])", r"(?a:[\s\-\d])")
for pattern in PATTERNS:
    print(pattern, [text for text in TEXTS if re.match(pattern, text)])
for pattern in ("k", "[a-z]", "[^k]", r"\w", "é", r"(k)\1", "[K-T]"):
    print("ASCII", pattern, [text for text in TEXTS + ("Kk",) if re.match(pattern, text, re.ASCII | re.IGNORECASE)])
for pattern in ("(?au:x)", "(?aL:x)", "(?L:x)", "(?-a:x)", b"(?u:x)", b"(?a:\\w)"):
    try:
        print(pattern, re.compile(pattern).search(b"x" if isinstance(pattern, bytes) else "x"))
    except re.error as error:
        print(pattern, error)
print([bool(re.search(r"\B", text)) for text in ("", " ", "a", "ab")])
