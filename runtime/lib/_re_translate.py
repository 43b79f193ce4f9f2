"""Python's regular expressions in the syntax of PCRE2, checked as Python checks them.

The pattern is read once, by recursive descent. What is put out is ASCII: every other character, and
every one that means something to PCRE2, is escaped by its number. Names of groups become numbers.
"""

import _pcre2

I, L, M, S, U, X, A = 2, 4, 8, 16, 32, 64, 256
_FLAGS = {"i": I, "L": L, "m": M, "s": S, "u": U, "x": X, "a": A}
_TYPE_FLAGS = A | L | U
_SPECIAL_ESCAPES = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_REPEAT_MAX = 65535  # PCRE2's limit
_WHITESPACE = " \t\n\r\v\f"
_OCTAL = "01234567"
_HEX = "0123456789abcdefABCDEF"


class PatternError(Exception):
    """A pattern that makes no sense: msg, pattern, pos, lineno, colno."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


PatternError.__qualname__ = PatternError.__name__ = "PatternError"


# Classes inside (?a:...), as what stands in a set of their own.
_ASCII_CLASSES = {"d": "0-9", "D": "^0-9", "s": r"\x{9}-\x{d}\x{20}", "S": r"^\x{9}-\x{d}\x{20}",
                  "w": "0-9A-Z_a-z", "W": "^0-9A-Z_a-z"}
_ASCII_EDGES = {"b": "(?:(?<=[{w}])(?![{w}])|(?<![{w}])(?=[{w}]))",
                "B": r"(?!\A\z)(?:(?<=[{w}])(?=[{w}])|(?<![{w}])(?![{w}]))"}


def _other_case(low, high):
    """The letters of ASCII between two numbers in the other case, as ranges for a set."""
    ranges = []
    for first, last, step in ((65, 90, 32), (97, 122, -32)):
        start, end = max(low, first), min(high, last)
        if start <= end:
            ranges.append(chr(start + step) + ("-" + chr(end + step) if end > start else ""))
    return "".join(ranges)


def _unit(number):
    """One character for PCRE2."""
    char = chr(number)
    if number < 128 and (char.isalnum() or char == "_"):
        return char
    return f"\\x{{{number:x}}}"


class Translator:
    """Reads a pattern; afterwards it has text, flags, n_groups, names, close_order, widest."""

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.is_text = isinstance(pattern, str)
        self.source = pattern if self.is_text else bytes(pattern).decode("latin-1")
        self.position = 0
        self.flags = flags
        self.n_groups = 0
        self.names = {}
        self.open_groups = []
        self.close_order = []
        self.later_references = []
        self.widest = 0
        self.is_ascii = False  # inside (?a:...)
        self._read_global_flags()
        self.ignores_case = bool(self.flags & I)
        is_verbose = bool(self.flags & X)
        out = self._alternatives(is_verbose)
        if self.position < len(self.source):
            self._fail("unbalanced parenthesis", self.position)
        for number, where in self.later_references:
            if number > self.n_groups:
                self._fail(f"invalid group reference {number}", where)
        self.text = out
        if self.is_text:
            if self.flags & L:
                raise ValueError("cannot use LOCALE flag with a str pattern")
            if self.flags & A and self.flags & U:
                raise ValueError("ASCII and UNICODE flags are incompatible")
            if not self.flags & A:
                self.flags |= U
        elif self.flags & U:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")

    def options(self):
        """PCRE2's options for the flags."""
        options = 0
        for flag, option in ((I, _pcre2.CASELESS), (M, _pcre2.MULTILINE), (S, _pcre2.DOTALL)):
            if self.flags & flag:
                options |= option
        if self.is_text and not self.flags & A:
            options |= _pcre2.UCP
        return options

    # --- reading ---

    def _fail(self, message, position=None):
        raise PatternError(message, self.pattern, self.position if position is None else position)

    def _peek(self, length=1):
        return self.source[self.position:self.position + length]

    def _take(self, text):
        if self.source.startswith(text, self.position):
            self.position += len(text)
            return True
        return False

    def _until(self, end, name):
        """The text up to a terminator, which is passed over."""
        start = self.position
        place = self.source.find(end, start)
        if place < 0:
            if start >= len(self.source):
                self._fail(f"missing {name}", start)
            self._fail(f"missing {end}, unterminated name", start)
        if place == start:
            self._fail(f"missing {name}", start)
        self.position = place + 1
        return self.source[start:place]

    def _literal(self, number):
        if number > self.widest:
            self.widest = number
        return _unit(number)

    def _folds_ascii(self):
        """Whether only the letters of ASCII are the same in both cases; PCRE2 knows no such mode."""
        return self.ignores_case and self.is_text and (self.is_ascii or bool(self.flags & A))

    def _character(self, number):
        """A character outside a set."""
        text = self._literal(number)
        if not self._folds_ascii():
            return text
        other = _other_case(number, number)
        return f"(?-i:[{text}{other}])" if other else f"(?-i:{text})"

    def _range(self, low, high):
        """A range inside a set; one character if both ends are the same."""
        text = self._literal(low) if low == high else f"{self._literal(low)}-{self._literal(high)}"
        return text + _other_case(low, high) if self._folds_ascii() else text

    # --- structure ---

    def _read_global_flags(self):
        """(?imsx) at the very start."""
        while self._peek(2) == "(?":
            end = self.position + 2
            while end < len(self.source) and self.source[end] in _FLAGS:
                end += 1
            if end == self.position + 2 or self.source[end:end + 1] != ")":
                return
            for letter in self.source[self.position + 2:end]:
                if letter == "L" and self.is_text:
                    self._fail("bad inline flags: cannot use 'L' flag with a str pattern", end)
                if letter == "u" and not self.is_text:
                    self._fail("bad inline flags: cannot use 'u' flag with a bytes pattern", end)
                self.flags |= _FLAGS[letter]
            self.position = end + 1

    def _alternatives(self, is_verbose):
        branches = [self._sequence(is_verbose)]
        while self._take("|"):
            branches.append(self._sequence(is_verbose))
        return "|".join(branches)

    def _sequence(self, is_verbose):
        out = []
        can_repeat = ""  # "" nothing to repeat, "item", or "repeated"
        while self.position < len(self.source):
            char = self.source[self.position]
            if char in "|)":
                break
            if is_verbose and char in _WHITESPACE:
                self.position += 1
                continue
            if is_verbose and char == "#":
                end = self.source.find("\n", self.position)
                self.position = len(self.source) if end < 0 else end + 1
                continue
            repeat = self._quantifier() if char in "*+?{" else None
            if repeat is not None:
                text, start = repeat
                if not can_repeat:
                    self._fail("nothing to repeat", start)
                if can_repeat == "repeated":
                    self._fail("multiple repeat", start)
                out.append(text)
                can_repeat = "repeated"
                continue
            item, can_repeat = self._item(is_verbose)
            out.append(item)
        return "".join(out)

    def _quantifier(self):
        """*, +, ? or {m,n} with what follows it; None if the brace is a literal one."""
        start = self.position
        char = self.source[start]
        if char == "{":
            end = self.source.find("}", start)
            inner = self.source[start + 1:end] if end > 0 else ""
            low, comma, high = inner.partition(",")
            if not inner or inner == "," or not (low + high).isascii() or not (
                    (not low or low.isdigit()) and (not high or high.isdigit())):
                return None if inner != "," else self._bounded(start, end, 0, None)
            least = int(low) if low else 0
            most = (int(high) if high else None) if comma else least
            return self._bounded(start, end, least, most)
        self.position += 1
        return char + self._greed(), start

    def _bounded(self, start, end, least, most):
        if max(least, most or 0) > 4294967295:
            raise OverflowError("the repetition number is too large")
        if most is not None and most < least:
            self._fail("min repeat greater than max repeat", start + 1)
        if max(least, most or 0) > _REPEAT_MAX:
            self._fail(f"gilt repeats at most {_REPEAT_MAX} times", start)
        self.position = end + 1
        text = f"{{{least}}}" if most == least else f"{{{least},{'' if most is None else most}}}"
        return text + self._greed(), start

    def _greed(self):
        if self._take("?"):
            return "?"
        return "+" if self._take("+") else ""

    def _item(self, is_verbose):
        char = self.source[self.position]
        if char == "(":
            return self._group(is_verbose)
        self.position += 1
        if char == "[":
            return self._set(self.position - 1), "item"
        if char == "\\":
            return self._escape()
        if char == ".":
            return ".", "item"
        if char in "^$":
            return char, ""
        return self._character(ord(char)), "item"

    # --- groups ---

    def _group(self, is_verbose):
        start = self.position
        self.position += 1
        if not self._take("?"):
            return self._capture(start, None, is_verbose), "item"
        if self.position >= len(self.source):
            self._fail("unexpected end of pattern")
        char = self.source[self.position]
        self.position += 1
        if char == "P":
            return self._python_group(start, is_verbose)
        if char == ":":
            return self._close(start, "(?:", is_verbose), "item"
        if char == "#":
            end = self.source.find(")", self.position)
            if end < 0:
                self._fail("missing ), unterminated comment", start)
            self.position = end + 1
            return "", "item"
        if char in "=!":
            return self._close(start, "(?" + char, is_verbose), "item"
        if char == ">":
            return self._close(start, "(?>", is_verbose), "item"
        if char == "<":
            following = self._peek()
            if not following:
                self._fail("unexpected end of pattern")
            if following not in "=!":
                self._fail(f"unknown extension ?<{following}", self.position - 2)
            self.position += 1
            return self._close(start, "(?<" + following, is_verbose), "item"
        if char == "(":
            return self._conditional(start, is_verbose), "item"
        if char in _FLAGS or char == "-":
            return self._scoped_flags(start, char, is_verbose), "item"
        self._fail(f"unknown extension ?{char}", self.position - 2)

    def _close(self, start, opening, is_verbose):
        inner = self._alternatives(is_verbose)
        if not self._take(")"):
            self._fail("missing ), unterminated subpattern", start)
        return f"{opening}{inner})"

    def _capture(self, start, name, is_verbose):
        self.n_groups += 1
        number = self.n_groups
        if name is not None:
            if name in self.names:
                self._fail(f"redefinition of group name {name!r} as group {number}; "
                           f"was group {self.names[name]}", self.position - len(name) - 1)
            self.names[name] = number
        self.open_groups.append(number)
        text = self._close(start, "(", is_verbose)
        self.open_groups.remove(number)
        self.close_order.append(number)
        return text

    def _check_name(self, name, end_length=1):
        start = self.position - len(name) - end_length
        if not name.isidentifier() or not (self.is_text or name.isascii()):
            self._fail(f"bad character in group name {name!r}", start)

    def _python_group(self, start, is_verbose):
        if self._take("<"):
            name = self._until(">", "group name")
            self._check_name(name)
            return self._capture(start, name, is_verbose), "item"
        if self._take("="):
            name = self._until(")", "group name")
            self._check_name(name)
            number = self.names.get(name)
            where = self.position - len(name) - 1
            if number is None:
                self._fail(f"unknown group name {name!r}", where)
            return self._reference(number, where), "item"
        following = self._peek()
        if not following:
            self._fail("unexpected end of pattern")
        self._fail(f"unknown extension ?P{following}", self.position - 2)

    def _reference(self, number, where):
        if number in self.open_groups:
            self._fail("cannot refer to an open group", where)
        return f"\\g{{{number}}}"

    def _conditional(self, start, is_verbose):
        name = self._until(")", "group name")
        where = self.position - len(name) - 1
        if name.isidentifier():
            number = self.names.get(name)
            if number is None:
                self._fail(f"unknown group name {name!r}", where)
        elif name.isascii() and name.isdigit():
            number = int(name)
            if not number:
                self._fail("bad group number", where)
            self.later_references.append((number, where))
        else:
            self._fail(f"bad character in group name {name!r}", where)
        inner = self._sequence(is_verbose)
        if self._take("|"):
            inner += "|" + self._sequence(is_verbose)
            if self._peek() == "|":
                self._fail("conditional backref with more than two branches")
        if not self._take(")"):
            self._fail("missing ), unterminated subpattern", start)
        return f"(?({number}){inner})"

    def _scoped_flags(self, start, char, is_verbose):
        added = removed = 0
        letters = {False: "", True: ""}
        is_removing = False
        while True:
            if char == "-":
                if is_removing:
                    self._fail("missing flag", self.position - 1)
                is_removing = True
            elif char in _FLAGS and char:
                flag = _FLAGS[char]
                if is_removing and flag & _TYPE_FLAGS:
                    self._fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                added, removed = (added, removed | flag) if is_removing else (added | flag, removed)
                self._check_type_flags(char, flag, added)
                if char in "ims":
                    letters[is_removing] += char
            elif char == ")" and not is_removing:
                self._fail("global flags not at the start of the expression", start)
            elif char == ":":
                break
            elif not char:
                self._fail("missing -, : or )" if not is_removing else
                           "missing :" if removed else "missing flag", self.position - 1)
            else:
                self._fail("unknown flag" if char.isalpha() else
                           "missing :" if is_removing else "missing -, : or )", self.position - 1)
            char = self._peek()
            self.position += 1
        if is_removing and not removed:
            self._fail("missing flag", self.position - 1)
        if added & removed:
            self._fail("bad inline flags: flag turned on and off")
        if added & U and self.flags & A:
            self._fail("gilt has the flag 'u' only for a whole pattern", start)
        verbose = (is_verbose or bool(added & X)) and not removed & X
        off = "-" + letters[True] if letters[True] else ""
        around = self.is_ascii, self.ignores_case
        self.is_ascii = self.is_text and bool(added & A or self.is_ascii and not added & U)
        self.ignores_case = bool(added & I or self.ignores_case and not removed & I)
        text = self._close(start, f"(?{letters[False]}{off}:", verbose)
        self.is_ascii, self.ignores_case = around
        return text

    def _check_type_flags(self, letter, flag, added):
        if letter == "L" and self.is_text:
            self._fail("bad inline flags: cannot use 'L' flag with a str pattern")
        if letter == "u" and not self.is_text:
            self._fail("bad inline flags: cannot use 'u' flag with a bytes pattern")
        if flag & _TYPE_FLAGS and added & _TYPE_FLAGS != flag:
            self._fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")

    # --- escapes and sets ---

    def _hex(self, digits, start):
        text = self._peek(digits)
        if len(text) < digits or any(char not in _HEX for char in text):
            valid = ""
            for char in text:
                if char not in _HEX:
                    break
                valid += char
            self._fail(f"incomplete escape {self.source[start:self.position]}{valid}", start)
        self.position += digits
        return int(text, 16)

    def _numeric_escape(self, char, start):
        """\\x, \\u, \\U, \\N and control characters as a number, or None."""
        if char in _SPECIAL_ESCAPES:
            return _SPECIAL_ESCAPES[char]
        if char == "x":
            return self._hex(2, start)
        if self.is_text and char in "uU":
            number = self._hex(4 if char == "u" else 8, start)
            if number > 0x10ffff:
                self._fail(f"bad escape {self.source[start:self.position]}", start)
            return number
        return None

    def _escape(self):
        start = self.position - 1
        char = self._peek()
        if not char:
            self._fail("bad escape (end of pattern)", start)
        self.position += 1
        if char in "dDsSwW":
            return f"[{_ASCII_CLASSES[char]}]" if self.is_ascii else "\\" + char, "item"
        if char in "bB" and self.is_ascii:
            return _ASCII_EDGES[char].format(w=_ASCII_CLASSES["w"]), ""
        if char == "B":
            return r"(?!\A\z)\B", ""  # never in an empty string
        if char in "bA":
            return "\\" + char, ""
        if char == "Z":
            return "\\z", ""
        number = self._numeric_escape(char, start)
        if number is not None:
            return self._character(number), "item"
        if char == "0":
            while len(self.source[start:self.position]) < 4 and self._peek() and self._peek() in _OCTAL:
                self.position += 1
            return self._character(int(self.source[start + 1:self.position], 8)), "item"
        if char.isdigit() and char.isascii():
            return self._number_escape(char, start), "item"
        if char.isascii() and char.isalpha():
            self._fail(f"bad escape \\{char}", start)
        return self._character(ord(char)), "item"

    def _number_escape(self, char, start):
        second = self._peek()
        if second and second in "0123456789":
            self.position += 1
            third = self._peek()
            if char in _OCTAL and second in _OCTAL and third and third in _OCTAL:
                self.position += 1
                number = int(char + second + third, 8)
                if number > 0o377:
                    self._fail(f"octal escape value \\{char + second + third} outside of range 0-0o377", start)
                return self._character(number)
            char += second
        number = int(char)
        if number > self.n_groups:
            self._fail(f"invalid group reference {number}", start + 1)
        return self._reference(number, start)

    def _set(self, start):
        is_negated = self._take("^")
        out = []  # what is in the set
        others = []  # sets that are in it too
        is_first = True
        while True:
            if self.position >= len(self.source):
                self._fail("unterminated character set", start)
            if self._peek() == "]" and not is_first:
                self.position += 1
                break
            is_first = False
            item_start = self.position
            low = high = self._set_item(start)
            ends_with_hyphen = False
            if self._take("-"):
                if self.position >= len(self.source):
                    self._fail("unterminated character set", start)
                ends_with_hyphen = self._take("]")
                if not ends_with_hyphen:
                    high = self._set_item(start)
                    if isinstance(low, str) or isinstance(high, str) or high < low:
                        self._fail(f"bad character range {self.source[item_start:self.position]}", item_start)
            if not isinstance(low, str):
                out.append(self._range(low, high))
            elif low.startswith("^"):
                others.append(f"[{low}]")
            else:
                out.append(low)
            if ends_with_hyphen:
                out.append(self._literal(45))
                break
        text = self._joined_sets("".join(out), others, is_negated)
        return f"(?-i:{text})" if self._folds_ascii() else text

    def _joined_sets(self, inside, others, is_negated):
        if not others:
            return f"[^{inside}]" if is_negated else f"[{inside}]"
        either = "|".join([f"[{inside}]"] * bool(inside) + others)
        return rf"(?:(?!{either})[\s\S])" if is_negated else f"(?:{either})"

    def _set_item(self, set_start):
        """One character of a set as a number, or a class as text."""
        start = self.position
        char = self.source[start]
        self.position += 1
        if char != "\\":
            return ord(char)
        char = self._peek()
        if not char:
            self._fail("bad escape (end of pattern)", start)
        self.position += 1
        if char in "dDsSwW":
            return _ASCII_CLASSES[char] if self.is_ascii else "\\" + char
        if char == "b":
            return 8
        number = self._numeric_escape(char, start)
        if number is not None:
            return number
        if char in _OCTAL:
            while self.position - start < 4 and self._peek() and self._peek() in _OCTAL:
                self.position += 1
            number = int(self.source[start + 1:self.position], 8)
            if number > 0o377:
                self._fail(f"octal escape value {self.source[start:self.position]} outside of range 0-0o377", start)
            return number
        if char.isascii() and char.isalnum():
            self._fail(f"bad escape \\{char}", start)
        return ord(char)


def parse_template(template, names, n_groups):
    """What sub() puts in: a list of texts and numbers of groups."""
    is_text = isinstance(template, str)
    source = template if is_text else bytes(template).decode("latin-1")
    parts = []
    literal = ""
    position = 0

    def fail(message, where):
        raise PatternError(message, template, where)

    while position < len(source):
        char = source[position]
        if char != "\\":
            literal += char
            position += 1
            continue
        start = position
        char = source[position + 1:position + 2]
        position += 2
        if not char:
            fail("bad escape (end of pattern)", start)
        if char == "g":
            if source[position:position + 1] != "<":
                fail("missing <", position)
            end = source.find(">", position)
            name = source[position + 1:end if end >= 0 else len(source)]
            if not name:
                fail("missing group name", position + 1)
            if end < 0:
                fail("missing >, unterminated name", position + 1)
            if name.isidentifier():
                if name not in names:
                    raise IndexError(f"unknown group name {name!r}")
                number = names[name]
            elif name.isascii() and name.isdigit():
                number = int(name)
                if number > n_groups:
                    fail(f"invalid group reference {number}", position + 1)
            else:
                fail(f"bad character in group name {name!r}", position + 1)
            parts += [literal, number]
            literal = ""
            position = end + 1
        elif char.isascii() and char.isdigit():
            digits = char
            following = source[position:position + 2]
            is_octal = char == "0" or (char in "0123" and len(following) == 2 and
                                       all(digit in _OCTAL for digit in following))
            if is_octal:
                while len(digits) < 3 and source[position:position + 1] and source[position] in _OCTAL:
                    digits += source[position]
                    position += 1
                literal += chr(int(digits, 8) & 0xff)
                continue
            if following[:1].isascii() and following[:1].isdigit():
                digits += following[0]
                position += 1
            number = int(digits)
            if number > n_groups:
                fail(f"invalid group reference {number}", start + 1)
            parts += [literal, number]
            literal = ""
        elif char in _SPECIAL_ESCAPES:
            literal += chr(_SPECIAL_ESCAPES[char])
        elif char == "b":
            literal += "\b"
        elif char.isascii() and char.isalpha():
            fail(f"bad escape \\{char}", start)
        else:
            literal += "\\" + char
    parts.append(literal)
    return parts if is_text else [part.encode("latin-1") if isinstance(part, str) else part for part in parts]
