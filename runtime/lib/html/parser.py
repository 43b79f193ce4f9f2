"""Reads HTML and calls a handler for each tag, text and comment: HTMLParser.

It is a lexer for pages as they are found, not a builder of trees: hardly anything is an error, and no end tag is
missed. What has not come in full waits in `rawdata` for the next feed(); close() takes it as it is.
"""

import re
from html import unescape

__all__ = ["HTMLParser"]

_TAG_NAME = r"[a-zA-Z][^\t\n\r\f />\x00]*"
_BETWEEN = r"(?:\s|/(?!>))*"  # a slash that does not end the tag counts as a space
_ATTRIBUTE = rf"""(?<=['"\s/])([^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?{_BETWEEN}"""

_tag = re.compile(rf"({_TAG_NAME}){_BETWEEN}")
_attribute = re.compile(_ATTRIBUTE)
_start_tag = re.compile(rf"<{_TAG_NAME}(?:[\s/]*(?:{_ATTRIBUTE})*)?\s*")
_end_tag = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>")
_markup = re.compile("[&<]")
_comment_end = re.compile(r"--\s*>")
_section_name = re.compile(r"[a-zA-Z][-_.a-zA-Z0-9]*\s*")
# How sections <![name[ ... end.
_SECTION_ENDS = {name: re.compile(end) for end, names in ((r"\]\s*\]\s*>", "temp cdata ignore include rcdata"),
                                                          (r"\]\s*>", "if else endif")) for name in names.split()}
_number = re.compile("&#([0-9]+|[xX][0-9a-fA-F]+)([^0-9a-fA-F])")
_entity = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)([^a-zA-Z0-9])")
_LONGEST_ENTITY = 34

# What the parts of the lexer return instead of the place where they end.
_INCOMPLETE = -1


class HTMLParser:
    """Override the handlers, then feed() it.

    With convert_charrefs, texts come with &name; and &#number; replaced (not in scripts and styles); without, those
    go to handle_entityref() and handle_charref().
    """

    CDATA_CONTENT_ELEMENTS = ("script", "style")
    __starttag_text = None

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forgets all that it was fed."""
        self.rawdata = ""
        self.lasttag = "???"
        self.lineno, self.offset = 1, 0
        self.clear_cdata_mode()

    def feed(self, data):
        """Takes the next piece of the page."""
        self.rawdata += data
        self.goahead(False)

    def close(self):
        """Takes what still waits, as if the page ended here."""
        self.goahead(True)

    def getpos(self):
        """(line, column) of what is being handled; lines count from 1."""
        return self.lineno, self.offset

    def get_starttag_text(self):
        """The source of the start tag that came last."""
        return self.__starttag_text

    # --- the handlers: all do nothing ---

    def handle_starttag(self, tag, attrs):
        """<tag ...>; attrs is a list of (name, value), the value None where there is none."""

    def handle_endtag(self, tag):
        """</tag>"""

    def handle_startendtag(self, tag, attrs):
        """<tag ... />: as both tags."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data):
        """Text; it may come in several pieces."""

    def handle_comment(self, data):
        """<!--data-->"""

    def handle_charref(self, name):
        """&#name;"""

    def handle_entityref(self, name):
        """&name;"""

    def handle_decl(self, decl):
        """<!decl>, mostly the DOCTYPE."""

    def handle_pi(self, data):
        """<?data>"""

    def unknown_decl(self, data):
        """<![data]]>"""

    # --- the lexer ---

    def set_cdata_mode(self, elem):
        """What follows is text up to the end tag of elem."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(rf"</\s*{self.cdata_elem}\s*>", re.IGNORECASE)

    def clear_cdata_mode(self):
        """What follows may be markup again."""
        self.cdata_elem = None
        self.interesting = _markup

    def updatepos(self, i, j):
        """Counts the lines between two places; returns the second."""
        if i < j:
            lines = self.rawdata.count("\n", i, j)
            if lines:
                self.lineno += lines
                self.offset = j - self.rawdata.rindex("\n", i, j) - 1
            else:
                self.offset += j - i
        return j

    def _text(self, start, end):
        text = self.rawdata[start:end]
        self.handle_data(unescape(text) if self.convert_charrefs and not self.cdata_elem else text)

    def goahead(self, end):
        """Handles what is there; all of it, if this is the end."""
        size = len(self.rawdata)
        i = 0
        while i < size:
            j = self._end_of_text(i, size)
            if j == _INCOMPLETE:
                break
            if i < j:
                self._text(i, j)
            i = self.updatepos(i, j)
            if i == size:
                break
            if self.rawdata[i] == "<":
                k = self._parse_tag(i, end)
                is_stuck = k == _INCOMPLETE
            else:
                k, is_stuck = self._parse_reference(i, end)
            i = self.updatepos(i, max(i, k))
            if is_stuck:
                break
        if end and i < size and not self.cdata_elem:
            self._text(i, size)
            i = self.updatepos(i, size)
        self.rawdata = self.rawdata[i:]

    def _end_of_text(self, i, size):
        if self.cdata_elem or not self.convert_charrefs:
            found = self.interesting.search(self.rawdata, i)
            if found:
                return found.start()
            return _INCOMPLETE if self.cdata_elem else size
        j = self.rawdata.find("<", i)
        if j >= 0:
            return j
        # The end may be the beginning of a reference.
        ampersand = self.rawdata.rfind("&", max(i, size - _LONGEST_ENTITY))
        if ampersand >= 0 and not re.search(r"[\s;]", self.rawdata[ampersand:]):
            return _INCOMPLETE
        return size

    def _parse_tag(self, i, end):
        starts = self.rawdata.startswith
        if _tag.match(self.rawdata, i + 1):
            k = self.parse_starttag(i)
        elif starts("</", i):
            k = self.parse_endtag(i)
        elif starts("<!--", i):
            k = self.parse_comment(i)
        elif starts("<?", i):
            k = self.parse_pi(i)
        elif starts("<!", i):
            k = self.parse_html_declaration(i)
        elif i + 1 < len(self.rawdata):
            self.handle_data("<")
            return i + 1
        else:
            return _INCOMPLETE
        if k >= 0 or not end:
            return k
        # A tag that nothing ends is text: up to the next that may be one.
        k = self.rawdata.find(">", i + 1) + 1 or self.rawdata.find("<", i + 1)
        if k < 0:
            k = i + 1
        self._text(i, k)
        return k

    def _parse_reference(self, i, end):
        # Where it ends, and whether what follows must wait.
        data = self.rawdata
        is_number = data.startswith("&#", i)
        found = (_number if is_number else _entity).match(data, i)
        if found:
            (self.handle_charref if is_number else self.handle_entityref)(found[1])
            return (found.end() if found[2] == ";" else found.start(2)), False
        if is_number:
            if ";" not in data[i:]:
                return i, True
            self.handle_data("&#")
            return i + 2, True
        following = data[i + 1:]
        if re.match("[a-zA-Z]", following):
            return i + (end and len(following) == 1), True  # CPython loses the & before a last letter, too
        if following:
            self.handle_data("&")
        return i + bool(following), not following

    def parse_starttag(self, i):
        """Handles the start tag at i; returns where it ends, or -1."""
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        data = self.rawdata
        self.__starttag_text = data[i:end]
        found = _tag.match(data, i + 1)
        tag = self.lasttag = found[1].lower()
        attributes = []
        k = found.end()
        while k < end and (found := _attribute.match(data, k)):
            name, has_value, value = found.groups()
            if not has_value:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ("'", '"'):
                value = value[1:-1]
            attributes.append((name.lower(), unescape(value) if value else value))
            k = found.end()
        rest = data[k:end].strip()
        if rest not in (">", "/>"):
            self.handle_data(data[i:end])
        elif rest == "/>":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """Where the start tag at i ends, or -1."""
        j = _start_tag.match(self.rawdata, i).end()
        following = self.rawdata[j:j + 2]
        if following[:1] == ">":
            return j + 1
        if following == "/>":
            return j + 2
        if re.fullmatch("|[a-zA-Z=/].?", following, re.DOTALL):
            return _INCOMPLETE
        return max(j, i + 1)

    def parse_endtag(self, i):
        """Handles the end tag at i; returns where it ends, or -1."""
        data = self.rawdata
        end = data.find(">", i + 1) + 1
        if not end:
            return _INCOMPLETE
        found = _end_tag.match(data, i)
        if self.cdata_elem and (not found or found[1].lower() != self.cdata_elem):
            self.handle_data(data[i:end])
            return end
        if found:
            self.handle_endtag(found[1].lower())
            self.clear_cdata_mode()
            return end
        found = _tag.match(data, i + 2)
        if not found:
            return i + 3 if data.startswith("</>", i) else self.parse_bogus_comment(i)
        self.handle_endtag(found[1].lower())
        return data.find(">", found.end()) + 1

    def parse_comment(self, i, report=1):
        """Handles the comment at i; returns where it ends, or -1."""
        found = _comment_end.search(self.rawdata, i + 4)
        if not found:
            return _INCOMPLETE
        if report:
            self.handle_comment(self.rawdata[i + 4:found.start()])
        return found.end()

    def parse_bogus_comment(self, i, report=1):
        """Handles <!...> and </...> that are nothing else as comments; returns where it ends, or -1."""
        end = self.rawdata.find(">", i + 2)
        if end >= 0 and report:
            self.handle_comment(self.rawdata[i + 2:end])
        return end + 1 or _INCOMPLETE

    def parse_pi(self, i):
        """Handles the processing instruction at i; returns where it ends, or -1."""
        end = self.rawdata.find(">", i + 2)
        if end >= 0:
            self.handle_pi(self.rawdata[i + 2:end])
        return end + 1 or _INCOMPLETE

    def parse_html_declaration(self, i):
        """Handles the declaration at i; returns where it ends, or -1."""
        data = self.rawdata
        if data.startswith("<!--", i):
            return self.parse_comment(i)
        if data.startswith("<![", i):
            return self.parse_marked_section(i)
        if data[i:i + 9].lower() != "<!doctype":
            return self.parse_bogus_comment(i)
        end = data.find(">", i + 9)
        if end >= 0:
            self.handle_decl(data[i + 2:end])
        return end + 1 or _INCOMPLETE

    def parse_marked_section(self, i, report=1):
        """Handles <![name[...]]> at i; returns where it ends, or -1."""
        data = self.rawdata
        if i + 3 == len(data):
            return _INCOMPLETE
        found = _section_name.match(data, i + 3)
        if not found:
            self.updatepos(i, i + 3)
            raise AssertionError(f"expected name token at {data[i:i + 20]!r}")
        if found.end() == len(data):
            return _INCOMPLETE
        name = found[0].strip().lower()
        if name not in _SECTION_ENDS:
            raise AssertionError(f"unknown status keyword {data[i + 3:found.end()]!r} in marked section")
        found = _SECTION_ENDS[name].search(data, i + 3)
        if not found:
            return _INCOMPLETE
        if report:
            self.unknown_decl(data[i + 3:found.start()])
        return found.end()
