"""A calculator: a tokenizer by regular expression, a recursive-descent parser, a tree, a walker."""
import math
import operator
import re
from dataclasses import dataclass
from typing import Callable, Iterator, Union


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    column: int


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Binary:
    op: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Unary:
    op: str
    operand: "Node"


@dataclass(frozen=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Union[Number, Name, Binary, Unary, Call]
SPEC = [("NUMBER", r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"\*\*|//|[-+*/%(),=]"),
        ("SPACE", r"\s+"), ("BAD", r".")]
PATTERN = re.compile("|".join(f"(?P<{kind}>{regex})" for kind, regex in SPEC))
OPERATORS: dict[str, Callable] = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
                                  "//": operator.floordiv, "%": operator.mod, "**": operator.pow}


class CalculatorError(Exception):
    def __init__(self, message, column=None):
        super().__init__(message)
        self.column = column


def tokenize(text: str) -> Iterator[Token]:
    for found in PATTERN.finditer(text):
        kind = found.lastgroup
        if kind == "BAD":
            raise CalculatorError(f"bad character {found.group()!r}", found.start())
        if kind != "SPACE":
            yield Token(kind, found[kind], found.start())
    yield Token("END", "", len(text))


class Parser:
    LEVELS = [("+", "-"), ("*", "/", "//", "%")]

    def __init__(self, text: str):
        self.tokens = list(tokenize(text))
        self.position = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def accept(self, *texts: str) -> str | None:
        if self.token.kind == "OP" and self.token.text in texts:
            self.position += 1
            return self.tokens[self.position - 1].text

    def expect(self, text: str):
        if not self.accept(text):
            found = self.token.text or "the end"
            raise CalculatorError(f"expected {text!r}, found {found}", self.token.column)

    def parse(self) -> Node:
        tree = self.binary(0)
        if self.token.kind != "END":
            raise CalculatorError(f"unexpected {self.token.text!r}", self.token.column)
        return tree

    def binary(self, level: int) -> Node:
        if level == len(self.LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while op := self.accept(*self.LEVELS[level]):
            left = Binary(op, left, self.binary(level + 1))
        return left

    def unary(self) -> Node:
        if op := self.accept("-", "+"):
            return Unary(op, self.unary())
        base = self.atom()
        return Binary("**", base, self.unary()) if self.accept("**") else base

    def atom(self) -> Node:
        token = self.token
        self.position += 1
        match token:
            case Token("NUMBER", text):
                return Number(float(text) if set(text) & set(".eE") else int(text))
            case Token(kind="NAME", text=name):
                return self.call(name) if self.accept("(") else Name(name)
            case Token("OP", "("):
                inside = self.binary(0)
                self.expect(")")
                return inside
        raise CalculatorError(f"unexpected {token.text or 'end'!r}", token.column)

    def call(self, name: str) -> Node:
        arguments = []
        while not self.accept(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.binary(0))
        return Call(name, tuple(arguments))


def evaluate(node: Node, names: dict) -> float:
    match node:
        case Number(value):
            return value
        case Name(name) if name in names:
            return names[name]
        case Name(name):
            raise CalculatorError(f"unknown name {name}")
        case Unary("-", operand):
            return -evaluate(operand, names)
        case Unary(operand=operand):
            return evaluate(operand, names)
        case Binary(op, left, right):
            return OPERATORS[op](evaluate(left, names), evaluate(right, names))
        case Call(function, arguments):
            return getattr(math, function)(*(evaluate(argument, names) for argument in arguments))


NAMES = {"pi": math.pi, "x": 7}
for line in ["1 + 2 * 3", "-2 ** 2", "2 ** 3 ** 2", "(1 + 2) * (3 - 4) / 5", "7 // 2 + 7 % 4", "sqrt(2) * x", "hypot(3, 4)",
             "sin(pi / 6)", "1e3 + .5", "1 +", "(1 + 2", "3 $ 4", "y + 1", "1 / 0", "sqrt(-1)", "nosuch(1)", "1 2",
             "factorial(20)", "10 ** 30", "pow(1, 2, 3)", "10.0 ** 400"]:
    try:
        result = evaluate(Parser(line).parse(), NAMES)
    except CalculatorError as error:
        print(f"{line:24} error: {error}")
        if error.column is not None:
            print(" " * error.column + "^")
    except (ArithmeticError, ValueError, TypeError, AttributeError) as error:
        print(f"{line:24} {type(error).__name__}: {error}")
    else:
        print(f"{line:24} = {result!r}")
print(Parser("-x * f(1, 2)").parse())
