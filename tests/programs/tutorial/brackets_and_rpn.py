"""Stacks: matching brackets, reverse Polish notation, the shunting yard, undo."""
import operator as op


class Stack:
    class Empty(IndexError):
        def __str__(self):
            return "the stack is empty"

    def __init__(self, *items):
        self._items = list(items)

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise Stack.Empty
        return self._items.pop()

    @property
    def top(self):
        return self._items[-1] if self._items else None

    def __len__(self):
        return len(self._items)

    def __repr__(self):
        return f"Stack{tuple(self._items)}"


PAIRS = {")": "(", "]": "[", "}": "{"}


def check(text):
    stack = Stack()
    for position, char in enumerate(text):
        if char in PAIRS.values():
            stack.push((char, position))
        elif char in PAIRS:
            if not stack:
                return f"nothing opens {char!r} at {position}"
            opener, start = stack.pop()
            if opener != PAIRS[char]:
                return f"{opener!r} at {start} closed by {char!r} at {position}"
    return "balanced" if not stack else f"{stack.top[0]!r} at {stack.top[1]} never closed"


OPS = {"+": (1, op.add), "-": (1, op.sub), "*": (2, op.mul), "/": (2, op.truediv), "^": (3, op.pow)}


def rpn(text):
    stack = Stack()
    for word in text.split():
        if word in OPS:
            right, left = stack.pop(), stack.pop()
            stack.push(OPS[word][1](left, right))
        else:
            stack.push(float(word))
    if len(stack) != 1:
        raise ValueError(f"{len(stack)} values left: {stack}")
    return stack.pop()


def shunting_yard(text):
    output, waiting = [], Stack()
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        if word in OPS:
            while waiting.top in OPS and (OPS[waiting.top][0], word != "^") >= (OPS[word][0], True):
                output.append(waiting.pop())
            waiting.push(word)
        elif word == "(":
            waiting.push(word)
        elif word == ")":
            while (top := waiting.pop()) != "(":
                output.append(top)
        else:
            output.append(word)
    while waiting:
        output.append(waiting.pop())
    return " ".join(output)


for text in ("a(b[c]{d})", "(]", "((", "x)", "", "f(a[0], {1: '('})"):
    print(f"{text!s:20.12}{check(text)}")
for infix in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1", "8 - 3 - 2"):
    postfix = shunting_yard(infix)
    print(f"{infix:14} -> {postfix:14} -> {rpn(postfix):g}")
for bad in ("1 +", "1 2", "1 0 /", "one 2 +"):
    try:
        rpn(bad)
    except (ArithmeticError, ValueError) as error:
        print(f"{bad!r}: {error}")
    except IndexError as error:
        print(f"{bad!r}: {type(error).__qualname__}, {error}")
print(rpn("1 2 + *"))
