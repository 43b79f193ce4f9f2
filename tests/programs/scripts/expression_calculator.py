"""A recursive-descent calculator: tokens, a tree of tuples, evaluation."""


class CalcError(Exception):
    pass


def tokenize(text):
    tokens, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            number = text[start:i]
            tokens.append(("num", float(number) if "." in number else int(number)))
        elif c.isalpha():
            start = i
            while i < len(text) and text[i].isalnum():
                i += 1
            tokens.append(("name", text[start:i]))
        elif c in "+-*/%^()=,":
            tokens.append((c, c))
            i += 1
        else:
            raise CalcError(f"unexpected {c!r} at {i}")
    tokens.append(("end", None))
    return tokens


class Parser:
    LEVELS = [("+", "-"), ("*", "/", "%")]

    def __init__(self, tokens):
        self.tokens, self.position = tokens, 0

    def peek(self):
        return self.tokens[self.position][0]

    def take(self, kind=None):
        token = self.tokens[self.position]
        if kind and token[0] != kind:
            raise CalcError(f"expected {kind}, found {token[0]}")
        self.position += 1
        return token[1]

    def expression(self, level=0):
        if level == len(self.LEVELS):
            return self.power()
        left = self.expression(level + 1)
        while self.peek() in self.LEVELS[level]:
            operator = self.take()
            left = (operator, left, self.expression(level + 1))
        return left

    def power(self):
        base = self.unary()
        if self.peek() == "^":
            self.take()
            return ("^", base, self.power())
        return base

    def unary(self):
        if self.peek() == "-":
            self.take()
            return ("neg", self.unary())
        if self.peek() == "(":
            self.take()
            inner = self.expression()
            self.take(")")
            return inner
        if self.peek() == "name":
            name = self.take()
            if self.peek() == "(":
                self.take()
                argument = self.expression()
                self.take(")")
                return ("call", name, argument)
            return ("name", name)
        return ("num", self.take("num"))


OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
    "^": lambda a, b: a**b,
}
FUNCTIONS = {"abs": abs, "round": round, "square": lambda x: x * x}


def evaluate(node, names):
    kind, *rest = node
    if kind == "num":
        return rest[0]
    if kind == "name":
        if rest[0] not in names:
            raise CalcError(f"unknown name {rest[0]}")
        return names[rest[0]]
    if kind == "neg":
        return -evaluate(rest[0], names)
    if kind == "call":
        return FUNCTIONS[rest[0]](evaluate(rest[1], names))
    left, right = [evaluate(child, names) for child in rest]
    return OPERATORS[kind](left, right)


names = {"x": 5, "pi": 3.14159}
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "10 / 4", "7 % 4 + x", "abs(3 - 10)", "square(x + 1)", "2 * pi", "1 +", "y + 1", "3 $ 4", "1 / 0", "(1", "2 ^ 100"):
    try:
        parser = Parser(tokenize(line))
        tree = parser.expression()
        parser.take("end")
        print(f"{line:<15} = {evaluate(tree, names)}")
    except (CalcError, ZeroDivisionError) as error:
        print(f"{line:<15} ! {type(error).__name__}: {error}")
