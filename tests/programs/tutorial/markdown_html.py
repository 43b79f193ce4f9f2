"""Markdown to HTML with regular expressions: headings, lists, code, emphasis, links, tables."""
import html
import re

INLINE = [
    (re.compile(r"`([^`]+)`"), lambda m: f"<code>{m[1]}</code>"),
    (re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)\)"), r'<img src="\g<src>" alt="\g<alt>">'),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*(?=\S)(.+?)(?<=\S)\*(?![*\w])"), r"<em>\1</em>"),
    (re.compile(r"\bhttps?://[^\s<>\"]+\b"), lambda m: m[0] if m.string[m.start() - 1] in '"' else f"<a>{m[0]}</a>"),
]


def inline(text):
    text = html.escape(text, quote=False)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return text


def blocks(text):
    """Yields paragraphs, code fences kept whole."""
    block, fenced = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if not line.strip() and not fenced:
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def convert_block(lines):
    first = lines[0]
    if first.startswith("```"):
        language = first[3:].strip()
        code = html.escape("\n".join(lines[1:-1]))
        yield f'<pre class="{language}">{code}</pre>' if language else f"<pre>{code}</pre>"
    elif heading := re.fullmatch(r"(#{1,6})\s+(.*?)\s*#*", first):
        level, title = len(heading[1]), heading[2]
        yield f'<h{level} id="{slug(title)}">{inline(title)}</h{level}>'
        if len(lines) > 1:
            yield from convert_block(lines[1:])
    elif all(re.match(r"[-*+]\s", line) for line in lines):
        yield "<ul>"
        yield from (f"  <li>{inline(line[2:])}</li>" for line in lines)
        yield "</ul>"
    elif all(re.match(r"\d+\.\s", line) for line in lines):
        yield "<ol>"
        for line in lines:
            yield "  <li>" + inline(re.sub(r"^\d+\.\s+", "", line)) + "</li>"
        yield "</ol>"
    elif all(line.lstrip().startswith("|") for line in lines):
        yield "<table>"
        for number, line in enumerate(lines):
            if set(line) <= set("|-: "):
                continue
            tag = "td" if number else "th"
            yield "  <tr>" + "".join(f"<{tag}>{inline(c.strip())}</{tag}>" for c in line.strip("| ").split("|")) + "</tr>"
        yield "</table>"
    elif first.startswith("> "):
        yield f"<blockquote>{inline(' '.join(line.removeprefix('> ') for line in lines))}</blockquote>"
    else:
        yield f"<p>{inline(' '.join(lines))}</p>"


def markdown(text):
    return "\n".join(line for block in blocks(text) for line in convert_block(block))


SOURCE = """# Hello, *World* & all! #
Some **bold text**, *slanted*, 2 * 3 * 4 and `a < b`,
with a [link](https://example.org/x?a=1) and http://example.com/here.

- one
- **two**
+ three

1. first
2. second `code`

| name | n |
|------|--:|
| pi   | 3 |

> quoted
> twice

```python
if a < b:

    print("x" & 'y')
```
![pic](cat.png)
"""
print(markdown(SOURCE))
print(html.unescape("&lt;b&gt; &amp; &eacute; &#65;"), slug("  What's New? 3.13  "))
print(re.findall(r"(\w)(\d)?", "a1b"), re.split(r"([,;])\s*", "a, b;c"), re.subn(r"(?i)x", "-", "xXy"))
match = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)", "on 2024-05-17")
print(match, match.groupdict(), match.span("month"), match.expand(r"\2/\1"), match.lastindex)
for pattern in ("(", "a**", "[z-a]", r"(?P<n>a)(?P<n>b)", r"\9", "(?<=a*)b", "*a"):
    try:
        re.compile(pattern)
    except re.error as error:
        print(f"{pattern!r}: {error}")
print(markdown(None))
