"""A small template language: {{ name }}, {% for %}, {% if %}, filters; and string.Template."""
import re
import string
import textwrap
from contextlib import contextmanager
from typing import Any, Callable, Mapping

FILTERS: dict[str, Callable[[Any], str]] = {"upper": str.upper, "title": str.title, "length": len,
                                            "money": lambda n: f"{n:,.2f} EUR", "default": lambda v: v or "n/a"}
TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")


class TemplateError(Exception):
    pass


def register(function):
    FILTERS[function.__name__] = function
    return function


@register
def initials(text: str) -> str:
    return "".join(word[0] for word in text.split()) + "."


def lookup(path: str, scope: Mapping[str, Any]) -> Any:
    first, *rest = path.split(".")
    value = scope[first]
    for part in rest:
        value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value


class Template:
    def __init__(self, text: str):
        self.pieces = TOKEN.split(textwrap.dedent(text).lstrip("\n"))
        self.scope: dict[str, Any] = {}

    @contextmanager
    def bound(self, name, value):
        missing = object()
        old = self.scope.get(name, missing)
        self.scope[name] = value
        try:
            yield self.scope
        finally:
            if old is missing:
                del self.scope[name]
            else:
                self.scope[name] = old

    def render(self, **scope) -> str:
        self.scope = dict(scope)
        return "".join(self.run(0, len(self.pieces)))

    def run(self, start, end):
        position = start
        while position < end:
            piece = self.pieces[position]
            position += 1
            if piece.startswith("{{"):
                yield str(self.expression(piece[2:-2].strip()))
            elif piece.startswith("{%"):
                stop = self.find_end(position, end)
                match piece[2:-2].split():
                    case ["for", name, "in", path]:
                        for item in lookup(path, self.scope):
                            with self.bound(name, item):
                                yield from self.run(position, stop)
                    case ["if", "not", path]:
                        if not lookup(path, self.scope):
                            yield from self.run(position, stop)
                    case ["if", path]:
                        if lookup(path, self.scope):
                            yield from self.run(position, stop)
                    case words:
                        raise TemplateError(f"unknown tag: {' '.join(words)}")
                position = stop + 1
            else:
                yield piece

    def find_end(self, start, end):
        depth = 1
        for position in range(start, end):
            if re.match(r"\{%\s*end", self.pieces[position]):
                depth -= 1
            elif self.pieces[position].startswith("{%"):
                depth += 1
            if not depth:
                return position
        raise TemplateError(f"no end for {self.pieces[start - 1]}")

    def expression(self, text):
        path, *filters = (part.strip() for part in text.split("|"))
        value = lookup(path, self.scope)
        for name in filters:
            value = FILTERS[name](value)
        return value


letter = Template("""
    Dear {{ who.name | title }} ({{ who.name | initials }}),
    {% for item in items %}
      * {{ item.title | upper }}: {{ item.price | money }}{% if item.note %} ({{ item.note }}){% end %}{% end %}
    {% if not paid %}Please pay.{% end %}{% if paid %}Thanks.{% end %} {{ items | length }} items.""")
items = [{"title": "pen", "price": 1.5, "note": ""}, {"title": "desk", "price": 1250, "note": "heavy"}]
print(letter.render(who={"name": "grace hopper"}, items=items, paid=False))
print(string.capwords("the quick  brown fox"), string.Formatter().format("{0}-{x}", 1, x=2))
print(textwrap.fill("A long line of text that has to be wrapped to fit the narrow column.", 28, initial_indent="* ",
                    subsequent_indent="  "))
print(textwrap.shorten("A long line of text that is shortened", 20), textwrap.indent("a\nb", "> "), sep="\n")
for text, names in [("{% if x %}", {"x": 1}), ("{{ y }}", {"x": 1}), ("{{ x.z }}", {"x": 1}), ("{{ x | no }}", {"x": 1}),
                    ("{% while x %}{% end %}", {"x": 1}), ("{{ x | upper }}", {"x": 1})]:
    try:
        print(Template(text).render(**names))
    except Exception as error:
        print(f"{text:24} {type(error).__name__}: {error}")
print(letter.render(who={"name": "x"}))
