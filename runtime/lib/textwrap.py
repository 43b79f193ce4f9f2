"""Wrapping, filling and indenting text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_WHITESPACE = "\t\n\x0b\x0c\r "
_BLANKS = {ord(char): " " for char in _WHITESPACE}


def _word_character(char):
    return char.isalnum() or char == "_"


def _letter(char):
    return char.isalpha() or char == "_"


def _hyphenates(word, start):
    """Whether the hyphen at start stands between parts of a word that are long enough."""
    before, after = word[max(0, start - 3):start], word[start + 1:start + 4]
    if len(before) < 2 or len(after) < 2 or not _letter(after[0]):
        return False
    follows = _letter(after[1]) or (len(after) == 3 and after[1] == "-" and _letter(after[2]))
    if _letter(before[-1]) and _letter(before[-2]):
        return follows
    return follows and len(before) == 3 and _letter(before[2]) and before[1] == "-" and _letter(before[0])


def _break_points(word):
    """Where a word may be broken: after a hyphen between letters, and around long dashes."""
    points = []
    position = 0
    end = len(word)
    while position < end:
        if word[position] != "-":
            position += 1
            continue
        start = position
        while position < end and word[position] == "-":
            position += 1
        if position - start >= 2:
            if start > 0 and position < end and _word_character(word[position]):
                if _word_character(word[start - 1]) or word[start - 1] in "!\"'&.,?":
                    points += [start, position]
        elif _hyphenates(word, start):
            points.append(position)
    return points


class TextWrapper:
    """Wraps text; the attributes say how."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_BLANKS)
        return text

    def _split(self, text):
        """The text in pieces that stay whole: blanks, words, parts of words."""
        chunks = []
        position = 0
        while position < len(text):
            start = position
            is_blank = text[position] in _WHITESPACE
            while position < len(text) and (text[position] in _WHITESPACE) == is_blank:
                position += 1
            piece = text[start:position]
            if is_blank or not self.break_on_hyphens:
                chunks.append(piece)
                continue
            last = 0
            for point in _break_points(piece):
                chunks.append(piece[last:point])
                last = point
            chunks.append(piece[last:])
        return chunks

    def _fix_sentence_endings(self, chunks):
        for position in range(len(chunks) - 1):
            if chunks[position + 1] == " ":
                word = chunks[position].rstrip("\"'")
                if len(word) > 1 and word[-1] in ".!?" and word[-2].islower():
                    chunks[position + 1] = "  "

    def _handle_long_word(self, chunks, line, length, width):
        """Puts as much of a word that fits no line on this one as there is room for."""
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            chunk = chunks[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind("-", 0, room)
                if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def _wrap_chunks(self, chunks):
        lines = []
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            line = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line[-1])
                del line[-1]
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines or
                    (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                    and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._end_with_placeholder(lines, line, length, width, indent)
            break
        return lines

    def _end_with_placeholder(self, lines, line, length, width, indent):
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + "".join(line))
                return
            length -= len(line[-1])
            del line[-1]
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of the text, none longer than width."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The same as one string."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **options):
    """The lines of a paragraph, none longer than width."""
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    """The same as one string."""
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    """The text on one line, cut at a word and ended with [...] if it is too long."""
    return TextWrapper(width=width, max_lines=1, **options).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the blanks that all its lines begin with."""
    lines = text.split("\n")
    lines = [line if line.strip(" \t") else "" for line in lines]
    margin = None
    for line in lines:
        if not line:
            continue
        blanks = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = blanks
            continue
        length = 0
        while length < min(len(margin), len(blanks)) and margin[length] == blanks[length]:
            length += 1
        margin = margin[:length]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Puts prefix before every line that is not blank, or those predicate chooses."""
    result = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else line.strip():
            result.append(prefix)
        result.append(line)
    return "".join(result)
