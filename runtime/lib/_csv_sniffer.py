"""Guessing how a table is written from a sample of it: a part of csv.

Quotes say most: what stands between two quotes of a kind and next to them is probably the delimiter. Without
quotes it is the character that occurs equally often in (nearly) all lines.
"""

import csv as _csv
import re as _re
from collections import Counter as _Counter
from io import StringIO as _StringIO

_BEFORE = r"(?P<delimiter>[^\w\n\"'])(?P<space> ?)"
_QUOTED = r"(?P<quote>[\"']).*?(?P=quote)"
_START, _END = r"(?:^|\n)", r"(?:$|\n)"
# A quoted field within a line, at its start, at its end, and alone in it.
_FIELDS = [_re.compile(pattern, _re.DOTALL | _re.MULTILINE) for pattern in (
    _BEFORE + _QUOTED + "(?P=delimiter)",
    _START + _QUOTED + _BEFORE,
    _BEFORE + _QUOTED + _END,
    _START + _QUOTED + _END,
)]

_CHUNK = 10  # lines that are looked at before the next ones are


def _follows_spaces(line, delimiter):
    """Whether each delimiter in the line has a space after it."""
    return line.count(delimiter) == line.count(delimiter + " ")


class Sniffer:
    """Guesses the delimiter of a table, and whether it has names in the first row."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """A dialect for the sample; its delimiter is one of those given."""
        quote, doubles, found, skips = self._by_quotes(sample, delimiters)
        if not found:
            found, skips = self._by_frequency(sample, delimiters)
        if not found:
            raise _csv.Error("Could not determine delimiter")

        class dialect(_csv.Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = _csv.QUOTE_MINIMAL
            doublequote = doubles
            delimiter = found
            quotechar = quote or '"'
            skipinitialspace = skips
        return dialect

    def _by_quotes(self, sample, delimiters):
        """(quote, whether quotes are doubled, delimiter, whether spaces follow it), as far as quotes tell."""
        for pattern in _FIELDS:
            matches = [match.groupdict() for match in pattern.finditer(sample)]
            if matches:
                break
        else:
            return "", False, None, False
        quotes = _Counter(match["quote"] for match in matches)
        quote = max(quotes, key=quotes.get)
        found = [match for match in matches if match.get("delimiter")]
        counts = _Counter(match["delimiter"] for match in found
                          if delimiters is None or match["delimiter"] in delimiters)
        delimiter, skips = "", False
        if counts:
            delimiter = max(counts, key=counts.get)
            skips = counts[delimiter] == sum(bool(match["space"]) for match in found)
        edge, inside = _re.escape(delimiter), f"[^{_re.escape(delimiter)}\\n]*"
        doubled = _re.search(rf"((?:{edge})|^)\W*{quote}{inside}{quote}{inside}{quote}\W*((?:{edge})|$)", sample,
                             _re.MULTILINE)
        return quote, bool(doubled), delimiter, skips

    def _by_frequency(self, sample, delimiters):
        """(delimiter, whether spaces follow it): what occurs equally often in most lines; '' if nothing does."""
        lines = [line for line in sample.split("\n") if line]
        frequencies = {}  # of each character: in how many lines it occurs so often
        candidates = []
        for start in range(0, len(lines), _CHUNK):
            for char in map(chr, range(127)):
                counts = frequencies.setdefault(char, _Counter())
                counts.update(line.count(char) for line in lines[start:start + _CHUNK])
            candidates = self._regular(frequencies, min(start + _CHUNK, len(lines)), delimiters)
            if len(candidates) == 1:
                break
        if not candidates:
            return "", False
        liked = [char for char in self.preferred if char in candidates]
        delimiter = liked[0] if liked else candidates[0]
        return delimiter, _follows_spaces(lines[0], delimiter)

    def _regular(self, frequencies, length, delimiters):
        """The characters that are most regular in so many lines, the most regular one first."""
        modes = {}
        for char, counts in frequencies.items():
            often, lines = max(counts.items(), key=lambda item: item[1])
            agreeing = lines - (counts.total() - lines)
            if often > 0 and agreeing > 0 and (delimiters is None or char in delimiters):
                modes[char] = agreeing, often
        consistency = 1.0
        while consistency >= 0.9:
            found = [char for char in modes if modes[char][0] / length >= consistency]
            if found:
                return sorted(found, key=lambda char: (modes[char][1], modes[char][0], char), reverse=True)
            consistency -= 0.01
        return []

    def has_header(self, sample):
        """Whether the first row looks other than the ones below it: by type, else by length."""
        rows = _csv.reader(_StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))  # complex, a length, or not known yet; without irregular columns
        for _, row in zip(range(21), rows):
            if len(row) == len(header):
                self._compare(kinds, row)
        votes = 0
        for column, kind in kinds.items():
            is_other = self._kind(header[column]) is not complex if kind is complex else len(header[column]) != kind
            votes += 1 if is_other else -1
        return votes > 0

    def _compare(self, kinds, row):
        """Notes the kinds of a row's fields, and forgets the columns in which they differ from others."""
        for column in list(kinds):
            kind = self._kind(row[column])
            if kinds[column] is None:
                kinds[column] = kind
            elif kinds[column] != kind:
                del kinds[column]

    def _kind(self, text):
        try:
            complex(text)
        except (ValueError, OverflowError):
            return len(text)
        return complex


Sniffer.__module__ = "csv"
