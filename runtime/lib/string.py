"""Sets of characters, Template and Formatter."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits",
           "octdigits", "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Each word capitalized, with single blanks (or sep) between them."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_missing = {}


class _Chained:
    """Looks in the keywords first and then in the mapping."""

    def __init__(self, keywords, mapping):
        self.keywords, self.mapping = keywords, mapping

    def __getitem__(self, key):
        return self.keywords[key] if key in self.keywords else self.mapping[key]


class _CompiledLater:
    """Template.pattern until somebody asks for it: most programs need no regular expressions."""

    def __get__(self, template, cls):
        cls._compile(None)
        return cls.pattern


class Template:
    """Text with $name, ${name} and $$ in it.

    A subclass may give another delimiter, idpattern, braceidpattern, flags, or the whole pattern
    with the groups escaped, named, braced and invalid.
    """

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _CompiledLater()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile(cls.__dict__.get("pattern"))

    @classmethod
    def _compile(cls, pattern):
        import re
        if pattern is None:
            delimiter = re.escape(cls.delimiter)
            name, braced = cls.idpattern, cls.braceidpattern or cls.idpattern
            pattern = (rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|"
                       rf"{{(?P<braced>{braced})}}|(?P<invalid>))")
        if cls.flags is None:
            cls.flags = re.IGNORECASE
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        place = match.start("invalid")
        lines = self.template[:place].splitlines(keepends=True)
        if lines:
            column = place - len("".join(lines[:-1]))
            line = len(lines)
        else:
            column = line = 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _fill(self, mapping, keywords, is_safe):
        if mapping is _missing:
            mapping = keywords
        elif keywords:
            mapping = _Chained(keywords, mapping)

        def convert(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not is_safe:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            if is_safe:
                return match.group()
            self._invalid(match)
        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=_missing, /, **keywords):
        """The text with every name replaced."""
        return self._fill(mapping, keywords, False)

    def safe_substitute(self, mapping=_missing, /, **keywords):
        """The same; names that are missing stay as they are."""
        return self._fill(mapping, keywords, True)

    def is_valid(self):
        """Whether every delimiter is followed by something that makes sense."""
        is_good = True
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                is_good = False
            elif not any(match.group(name) is not None for name in ("named", "braced", "escaped")):
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return is_good

    def get_identifiers(self):
        """The names in the text, each once, in order."""
        names = []
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is None:
                if match.group("invalid") is None and match.group("escaped") is None:
                    raise ValueError("Unrecognized named group in pattern", self.pattern)
            elif name not in names:
                names.append(name)
        return names


class Formatter:
    """str.format in parts that a subclass can replace."""

    def format(self, format_string, /, *args, **keywords):
        """Like str.format."""
        return self.vformat(format_string, args, keywords)

    def vformat(self, format_string, args, kwargs):
        """Like format, with the arguments in a tuple and a mapping."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, automatic=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            first = _split_field(field)[0]
            if first == "":
                if automatic is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(automatic) + field
                automatic += 1
            elif isinstance(first, int):
                if automatic:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                automatic = False
            value, key = self.get_field(field, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, automatic = self._vformat(spec, args, kwargs, used, depth - 1, automatic)
            result.append(self.format_field(value, spec))
        return "".join(result), automatic

    def get_value(self, key, args, kwargs):
        """The argument for a number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called at the end; a subclass may complain."""

    def format_field(self, value, format_spec):
        """One value as text."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Applies !r, !s or !a."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def get_field(self, field_name, args, kwargs):
        """The object a field speaks of, and the number or name of its argument."""
        first, rest = _split_field(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            value = getattr(value, name) if is_attribute else value[name]
        return value, first

    def parse(self, format_string):
        """Yields (literal text, field name, format spec, conversion) for each field."""
        text = ""
        position = 0
        end = len(format_string)
        while position < end:
            char = format_string[position]
            if char in "{}" and format_string[position:position + 2] == char * 2:
                yield text + char, None, None, None
                text = ""
                position += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            elif char == "{":
                close = _closing_brace(format_string, position)
                name, conversion, spec = _split_replacement(format_string[position + 1:close])
                yield text, name, spec, conversion
                text = ""
                position = close + 1
            else:
                text += char
                position += 1
        if text:
            yield text, None, None, None


def _closing_brace(text, start):
    depth = 0
    if start + 1 == len(text):
        raise ValueError("Single '{' encountered in format string")
    for position in range(start, len(text)):
        if text[position] == "{":
            depth += 1
        elif text[position] == "}":
            depth -= 1
            if depth == 0:
                return position
    raise ValueError("expected '}' before end of string")


def _split_replacement(text):
    """Splits what stands between braces into name, conversion and spec."""
    depth = 0
    for position, char in enumerate(text):
        if char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif char == ":" and depth <= 0:
            return text[:position], None, text[position + 1:]
        elif char == "!" and depth <= 0:
            conversion = text[position + 1:position + 2]
            rest = text[position + 2:]
            if not conversion:
                raise ValueError("end of string while looking for conversion specifier")
            if rest and not rest.startswith(":"):
                raise ValueError("expected ':' after conversion specifier")
            return text[:position], conversion, rest[1:]
    return text, None, ""


def _split_field(name):
    """Splits a.b[c] into its first part and pairs (is attribute, name)."""
    end = len(name)
    for position, char in enumerate(name):
        if char in ".[":
            end = position
            break
    first = name[:end]
    rest = []
    position = end
    while position < len(name):
        if name[position] == ".":
            stop = position + 1
            while stop < len(name) and name[stop] not in ".[":
                stop += 1
            rest.append((True, name[position + 1:stop]))
            if stop == position + 1:
                raise ValueError("Empty attribute in format string")
        elif name[position] == "[":
            close = name.find("]", position)
            if close < 0:
                raise ValueError("Missing ']' in format string")
            key = name[position + 1:close]
            if not key:
                raise ValueError("Empty attribute in format string")
            rest.append((False, int(key) if key.isdecimal() else key))
            stop = close + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        position = stop
    return (int(first) if first.isdecimal() else first), rest
