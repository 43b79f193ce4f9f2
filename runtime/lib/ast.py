"""literal_eval(): values from text. The rest of CPython's ast, trees of programs, is not here."""

import re

__all__ = ["literal_eval"]

PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000  # a flag of compile()

_TOKEN = re.compile(r"""
    (?P<space>[\s\\]+|\#[^\n]*)
  | (?P<string>(?i:[bru]|br|rb)?(?:'{3}(?:[^\\]|\\.)*?'{3}|\"{3}(?:[^\\]|\\.)*?\"{3}
                                  |'(?:[^\\'\n]|\\.)*'|"(?:[^\\"\n]|\\.)*"))
  | (?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+
              |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9_]+)?[jJ]?)
  | (?P<ellipsis>\.\.\.)
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>.)
    """, re.VERBOSE | re.DOTALL)
_CONSTANTS = {"None": None, "True": True, "False": False}


class _Parser:
    """Reads one value from tokens (kind, text, place)."""

    def __init__(self, text):
        self.text = text
        self.tokens = [(match.lastgroup, match.group(), match.start()) for match in _TOKEN.finditer(text)
                       if match.lastgroup != "space"]
        self.tokens.append(("end", "", len(text)))
        self.place = 0

    def fail(self):
        _, text, place = self.tokens[self.place]
        line = self.text.count("\n", 0, place) + 1
        raise ValueError(f"malformed node or string on line {line}: {text!r}")

    def peek(self, sign):
        return self.tokens[self.place][:2] == ("sign", sign)

    def take(self, sign):
        """Whether the next token is that sign, which is taken then."""
        found = self.peek(sign)
        self.place += found
        return found

    def expect(self, sign):
        if not self.take(sign):
            self.fail()

    def whole(self):
        """The value of the text; a comma at the top makes a tuple."""
        value = self.sum()
        if self.peek(","):
            items = [value]
            while self.take(","):
                if self.tokens[self.place][0] == "end":
                    break
                items.append(self.sum())
            value = tuple(items)
        if self.tokens[self.place][0] != "end":
            self.fail()
        return value

    def sum(self):
        """A value, or a complex number written as a sum: 1 + 2j."""
        value = self.signed()
        while self.peek("+") or self.peek("-"):
            is_plus = self.take("+") or not self.take("-")
            right = self.value()
            if type(value) not in (int, float) or type(right) is not complex:
                self.place -= 1
                self.fail()
            value = value + right if is_plus else value - right
        return value

    def signed(self):
        for sign in "+-":
            if self.take(sign):
                value = self.value()
                if type(value) not in (int, float, complex):
                    self.fail()
                return value if sign == "+" else -value
        return self.value()

    def value(self):
        kind, text, _ = self.tokens[self.place]
        if kind == "number":
            self.place += 1
            return eval(text)
        if kind == "string":
            return self.strings()
        if kind == "ellipsis":
            self.place += 1
            return ...
        if kind == "name":
            self.place += 1
            if text == "set" and self.take("("):
                self.expect(")")
                return set()
            if text not in _CONSTANTS:
                self.place -= 1
                self.fail()
            return _CONSTANTS[text]
        if self.take("("):
            return self.tuple()
        if self.take("["):
            return self.items("]")[0]
        if self.take("{"):
            return self.braces()
        self.fail()

    def strings(self):
        """Strings one after the other."""
        parts = []
        while self.tokens[self.place][0] == "string":
            parts.append(eval(self.tokens[self.place][1]))
            self.place += 1
        return type(parts[0])().join(parts)

    def items(self, end):
        """(the values up to the closing bracket, whether a comma was among them)"""
        values, has_comma = [], False
        while not self.take(end):
            if values:
                self.expect(",")
                has_comma = True
                if self.take(end):
                    break
            values.append(self.sum())
        return values, has_comma

    def tuple(self):
        values, has_comma = self.items(")")
        return values[0] if len(values) == 1 and not has_comma else tuple(values)

    def braces(self):
        """A dict or a set."""
        if self.take("}"):
            return {}
        first = self.sum()
        if not self.peek(":"):
            values = {first}
            while self.take(",") and not self.peek("}"):
                values.add(self.sum())
            self.expect("}")
            return values
        self.take(":")
        result = {first: self.sum()}
        while self.take(",") and not self.peek("}"):
            key = self.sum()
            self.expect(":")
            result[key] = self.sum()
        self.expect("}")
        return result


def literal_eval(node_or_string):
    """The value of text with only literals in it: numbers, strings, tuples, lists, dicts, sets, None."""
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    text = node_or_string.lstrip(" \t")
    compile(text, "<unknown>", "eval")  # for the SyntaxError
    return _Parser(text).whole()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'ast' has no attribute {name!r}")
    raise AttributeError(f"gilt's ast has no {name}: it has only literal_eval()")
