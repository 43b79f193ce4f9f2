"""assert that shows values: the text of a test file, changed before it is compiled.

    assert add(1, 2) == n, "wrong"

becomes, on the same line,

    assert (_py_r(7,0,(add(_py_r(7,1,(1)), ...))) == _py_r(7,3,(n))), _py_fail(7, ("wrong"))

_py_r() notes a value under the number of the assert and its place in it, and returns it;
_py_fail() makes the message of the values that were noted. What the message looks like stands in a
tree of the classes below, made when the text is changed. Lines stay where they are.
"""

import re
import threading

from pytest._explain import compare, saferepr, side_size

_TOKEN = re.compile(r"""
    (?P<space>[ \t\f]+|\\\r?\n)
  | (?P<comment>\#[^\n]*)
  | (?P<newline>\r?\n)
  | (?P<string>(?i:[bruft]{0,2})(?:'{3}(?:[^\\]|\\.)*?'{3}|\"{3}(?:[^\\]|\\.)*?\"{3}
                                  |'(?:[^\\'\n]|\\.)*'|"(?:[^\\"\n]|\\.)*"))
  | (?P<number>(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?[\d_]+)?[jJ]?))
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>[<>=!]=|->|:=|\*\*|//|<<|>>|\.\.\.|.)
    """, re.VERBOSE | re.DOTALL)
_COMPARISONS = ("==", "!=", "<", ">", "<=", ">=", "in", "is")
_SIGNS = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "//", "%", "@"), ("**",))  # weakest first
_OPAQUE = ("lambda", "if", "else", "yield", "for", ":=", "async")

# What is no name, or a function that knows where it is called.
_NO_NAMES = ("not", "await", "None", "True", "False", "super", "locals", "vars", "dir", "eval", "exec")


class Token:
    """A token and its place in the text."""

    __slots__ = ("kind", "text", "start", "end")

    def __init__(self, match):
        self.kind = match.lastgroup
        self.text = match[0]
        self.start, self.end = match.span()


class Whole:
    """An expression of which only the value is shown."""

    def __init__(self, place):
        self.place = place

    def show(self, values, wheres):
        return saferepr(values[self.place]) if self.place in values else "..."


class Name(Whole):
    """A name: functions, classes and modules are shown by it, everything else by its value."""

    def __init__(self, place, name):
        super().__init__(place)
        self.name = name

    def show(self, values, wheres):
        value = values.get(self.place)
        return self.name if hasattr(value, "__name__") else super().show(values, wheres)


class Attribute(Whole):
    """object.name"""

    def __init__(self, place, owner, name):
        super().__init__(place)
        self.owner = owner
        self.name = name

    def show(self, values, wheres):
        if self.place not in values:
            return "..."
        shown = super().show(values, wheres)
        inner = []
        wheres.append((f"{shown} = {self.owner.show(values, inner)}.{self.name}", inner))
        return shown


class Call(Whole):
    """function(arguments)"""

    def __init__(self, place, function, arguments):
        super().__init__(place)
        self.function = function
        self.arguments = arguments  # (text before the value, the value)

    def show(self, values, wheres):
        if self.place not in values:
            return "..."
        shown = super().show(values, wheres)
        inner = []
        function = self.function.show(values, inner)
        arguments = ", ".join(before + each.show(values, inner) for before, each in self.arguments)
        wheres.append((f"{shown} = {function}({arguments})", inner))
        return shown


class Binary(Whole):
    """left + right, or another sign."""

    def __init__(self, place, left, sign, right):
        super().__init__(place)
        self.left = left
        self.sign = sign
        self.right = right

    def show(self, values, wheres):
        return f"({self.left.show(values, wheres)} {self.sign} {self.right.show(values, wheres)})"


class Comparison:
    """left == right, or a longer chain."""

    def __init__(self, operands, signs):
        self.operands = operands
        self.signs = signs

    def show(self, values, wheres):
        n_wheres = len(wheres)
        left, sign, right = self._last(values)
        shown = [left.show(values, wheres), sign, right.show(values, wheres)]
        if self.details(values):  # they say more than long values, or where these are from
            del wheres[n_wheres:]
            shown[0], shown[2] = (saferepr(values[each.place], side_size(sign)) for each in (left, right))
        return " ".join(shown)

    def details(self, values):
        """More lines about what differs."""
        left, sign, right = self._last(values)
        if left.place not in values or right.place not in values:
            return []
        return compare(sign, values[left.place], values[right.place])

    def _last(self, values):
        """The pair of a chain that decided: the last one that was computed."""
        n = max((i for i, each in enumerate(self.operands) if each.place in values), default=1)
        n = max(n, 1)
        return self.operands[n - 1], self.signs[n - 1], self.operands[n]


class Negation:
    """not condition"""

    def __init__(self, condition):
        self.condition = condition

    def show(self, values, wheres):
        return "not " + self.condition.show(values, wheres)


class Junction:
    """condition and condition, or with or"""

    def __init__(self, word, conditions):
        self.word = word
        self.conditions = conditions

    def show(self, values, wheres):
        shown = [each.show(values, wheres) for each in self.conditions]
        return "(" + f" {self.word} ".join(each for each in shown if each != "...") + ")"


class _Assert:
    """The rewriting of one assert."""

    def __init__(self, text, number):
        self.text = text
        self.number = number
        self.n_places = 0

    def _next_place(self):
        self.n_places += 1
        return self.n_places - 1

    def _source(self, tokens):
        return self.text[tokens[0].start:tokens[-1].end]

    def _note(self, place, source):
        return f"_py_r({self.number},{place},({source}))"

    def _between(self, first, second):
        return self.text[first.end:second.start]

    def condition(self, tokens):
        """(tree, new text) of a condition."""
        depths = _depths(tokens)
        if any(depth == 0 and token.text in _OPAQUE for token, depth in zip(tokens, depths)):
            return self._whole(tokens)
        for word in ("or", "and"):
            parts, gaps = self._split(tokens, depths, lambda i: tokens[i].text == word and 1)
            if gaps:
                made = [self.condition(part) for part in parts]
                return Junction(word, [tree for tree, _ in made]), _join([text for _, text in made], gaps)
        if tokens[0].text == "not":
            tree, text = self.condition(tokens[1:])
            return Negation(tree), "not" + self._between(tokens[0], tokens[1]) + text
        parts, gaps = self._split(tokens, depths, lambda i: _comparison_at(tokens, i))
        if gaps:
            made = [self.operand(part) for part in parts]
            signs = [" ".join(gap.split()) for gap in gaps]
            return Comparison([tree for tree, _ in made], signs), _join([text for _, text in made], gaps)
        return self.operand(tokens)

    def _split(self, tokens, depths, find):
        """The parts between tokens that find(i) tells the number of, and the text between them."""
        parts, gaps, start, i = [], [], 0, 0
        while i < len(tokens):
            n = find(i) if depths[i] == 0 and i > start else 0
            if n and i + n < len(tokens):
                parts.append(tokens[start:i])
                gaps.append(self.text[tokens[i - 1].end:tokens[i + n].start])
                start = i = i + n
            else:
                i += 1
        return parts + [tokens[start:]], gaps

    def _whole(self, tokens):
        place = self._next_place()
        return Whole(place), self._note(place, self._source(tokens))

    def operand(self, tokens):
        """(tree, new text) of something with a value."""
        if tokens[0].text == "(" and _closing(tokens, 0) == len(tokens) - 1 and len(tokens) > 2:
            inner = tokens[1:-1]
            if not any(d == 0 and t.text in (",", *_OPAQUE) for t, d in zip(inner, _depths(inner))):
                tree, text = self.condition(inner)
                if isinstance(tree, Whole):
                    return tree, ("(" + self._between(tokens[0], inner[0]) + text
                                  + self._between(inner[-1], tokens[-1]) + ")")
        if (at := _weakest_sign(tokens)) is not None:
            place = self._next_place()
            (left, left_text), (right, right_text) = self.operand(tokens[:at]), self.operand(tokens[at + 1:])
            gaps = self._between(tokens[at - 1], tokens[at]), self._between(tokens[at], tokens[at + 1])
            sign = tokens[at].text
            return (Binary(place, left, sign, right),
                    self._note(place, f"{left_text}{gaps[0]}{sign}{gaps[1]}{right_text}"))
        if tokens[0].kind == "name" and tokens[0].text not in _NO_NAMES:
            made = self._primary(tokens)
            if made is not None:
                return made
        return self._whole(tokens)

    def _primary(self, tokens):
        """A name with attributes and calls behind it; None if it is something else."""
        place = self._next_place()
        tree, text = Name(place, tokens[0].text), self._note(place, tokens[0].text)
        i = 1
        while i < len(tokens):
            gap = self._between(tokens[i - 1], tokens[i])
            place = self._next_place()
            if tokens[i].text == "." and i + 1 < len(tokens) and tokens[i + 1].kind == "name":
                name = tokens[i + 1].text
                text = self._note(place, f"{text}{gap}.{self._between(tokens[i], tokens[i + 1])}{name}")
                tree = Attribute(place, tree, name)
                i += 2
            elif tokens[i].text == "(":
                end = _closing(tokens, i)
                arguments, inside = self._arguments(tokens[i:end + 1])
                text = self._note(place, f"{text}{gap}{inside}")
                tree = Call(place, tree, arguments)
                i = end + 1
            else:
                return None
        return tree, text

    def _arguments(self, tokens):
        """(what to show, new text) of the arguments with their parentheses."""
        inner = tokens[1:-1]
        if not inner:
            return [], self._source(tokens)
        depths = _depths(inner)
        words = {t.text for t, d in zip(inner, depths) if d == 0}
        if words & {"lambda", ":="}:
            return [("...", Shown(""))], self._source(tokens)
        if words & {"for", "async"}:  # a generator, which needs parentheses of its own now
            tree, text = self._whole(inner)
            return [("", tree)], f"({text})"
        parts, gaps = self._split(inner, depths, lambda i: inner[i].text == "," and 1)
        shown, texts = [], []
        for part in parts:
            end = ""
            if part[-1].text == ",":
                part, end = part[:-1], self._between(part[-2], part[-1]) + ","
            before = ""
            if part[0].text in ("*", "**"):
                before, rest = part[0].text, part[1:]
            elif len(part) > 2 and part[1].text == "=":
                before, rest = part[0].text + "=", part[2:]
            else:
                rest = part
            tree, text = self.operand(rest)
            shown.append((before, tree))
            texts.append(self.text[part[0].start:rest[0].start] + text + end)
        return shown, ("(" + self._between(tokens[0], inner[0]) + _join(texts, gaps)
                       + self._between(inner[-1], tokens[-1]) + ")")


class Shown:
    """A text that is shown as it is."""

    place = None

    def __init__(self, text):
        self.text = text

    def show(self, values, wheres):
        return self.text


def _join(texts, gaps):
    return texts[0] + "".join(gap + text for gap, text in zip(gaps, texts[1:]))


def _depths(tokens):
    """How many brackets are open at each token; brackets themselves count as inside."""
    depths, depth = [], 0
    for token in tokens:
        if token.kind == "sign" and token.text in "([{":
            depth += 1
        depths.append(depth)
        if token.kind == "sign" and token.text in ")]}":
            depth -= 1
    return depths


def _closing(tokens, i):
    depth = 0
    for k in range(i, len(tokens)):
        if tokens[k].kind == "sign":
            depth += (tokens[k].text in "([{") - (tokens[k].text in ")]}")
        if depth == 0:
            return k
    return -1


def _weakest_sign(tokens):
    """Where the sign stands that is computed last; None if there is none between two values."""
    depths = _depths(tokens)
    weaker = (*_OPAQUE, *_COMPARISONS, "and", "or", "not")
    if tokens[0].text in ("await", "*", "**") or any(
            depth == 0 and token.text in weaker for token, depth in zip(tokens, depths)):
        return None
    for signs in _SIGNS:
        places = [i for i, token in enumerate(tokens[:-1]) if i > 0 and depths[i] == 0 and token.text in signs
                  and token.kind == "sign" and (tokens[i - 1].kind != "sign" or tokens[i - 1].text in ")]}")]
        if places and signs != ("**",):
            return places[-1]
        if places and tokens[0].kind != "sign":  # -a ** b is -(a ** b)
            return places[0]
    return None


def _comparison_at(tokens, i):
    """How many tokens the sign of comparison at i has; 0 if there is none."""
    text = tokens[i].text
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if text == "not" and following == "in" or text == "is" and following == "not":
        return 2
    return int(text in _COMPARISONS and tokens[i].kind in ("sign", "name"))


# --- the text of a file ---

_sites = []  # for each assert: (tree, first line, last line)
_noted = threading.local()


def rewrite(text):
    """The text with its asserts changed; what is behind a site's number stays in this module."""
    tokens = [Token(match) for match in _TOKEN.finditer(text)]
    pieces, done = [], 0
    i = 0
    while i < len(tokens):
        if tokens[i].kind == "name" and tokens[i].text == "assert":
            end = _statement_end(tokens, i)
            inside = [each for each in tokens[i + 1:end] if each.kind not in ("space", "comment", "newline")]
            if inside and not any(each.kind == "comment" for each in tokens[i + 1:end]):
                pieces += [text[done:inside[0].start], _rewrite_one(text, tokens[i], inside)]
                done = inside[-1].end
            i = end
        else:
            i += 1
    return "".join(pieces) + text[done:]


def _statement_end(tokens, i):
    depth = 0
    for k in range(i, len(tokens)):
        token = tokens[k]
        if token.kind == "sign":
            depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and (token.kind in ("newline", "comment") or token.text == ";"):
            return k
    return len(tokens)


def _rewrite_one(text, start, tokens):
    number = len(_sites)
    condition, message = tokens, None
    for i, (token, depth) in enumerate(zip(tokens, _depths(tokens))):
        if depth == 0 and token.text == ",":
            condition, message = tokens[:i], tokens[i + 1:]
            break
    tree, changed = _Assert(text, number).condition(condition)
    first = text.count("\n", 0, start.start) + 1
    _sites.append((tree, first, first + text.count("\n", start.start, tokens[-1].end)))
    gap = "" if not message else text[condition[-1].end:message[0].start].replace(",", "", 1)
    given = "" if not message else f",{gap}({text[message[0].start:message[-1].end]})"
    return f"({changed}), _py_fail({number}{given})"


def note(number, place, value):
    """Remember a value of an assert; the value."""
    _noted.__dict__.setdefault(number, {})[place] = value
    return value


def failure(number, *message):
    """The message of an assert that failed."""
    values = _noted.__dict__.pop(number, {})
    tree = _sites[number][0]
    wheres = []
    lines = ["assert " + tree.show(values, wheres)]
    if isinstance(tree, Comparison) and (details := tree.details(values)):
        lines += ["  " + each for each in details]
    _add_wheres(lines, wheres, 0)
    return "\n".join([*(str(each) for each in message), *lines])


def _add_wheres(lines, wheres, level):
    for i, (text, inner) in enumerate(wheres):
        lines.append(" +" + "  " * (level + 1) + ("where " if i == 0 else "and   ") + text)
        _add_wheres(lines, inner, level + 1)


def statement_lines(path_lines, line):
    """The lines of the assert at a line of a file, as a range; only the line if it is none."""
    for _, first, last in _sites:
        if first <= line <= last and path_lines[first - 1:first] and "assert" in path_lines[first - 1]:
            return range(first, last + 1)
    return range(line, line + 1)
