"""Configuration files: sections in brackets, with lines name = value below them."""

import functools
import io
import itertools
import os
import re
from collections import ChainMap
from collections.abc import MutableMapping

from _config_errors import (
    DuplicateOptionError, DuplicateSectionError, Error, InterpolationDepthError, InterpolationError,
    MAX_INTERPOLATION_DEPTH, InterpolationMissingOptionError, InterpolationSyntaxError, MissingSectionHeaderError,
    MultilineContinuationError, NoOptionError, NoSectionError, ParsingError,
)

__all__ = ["NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError",
           "InterpolationDepthError", "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError",
           "MissingSectionHeaderError", "MultilineContinuationError", "ConfigParser", "RawConfigParser",
           "Interpolation", "BasicInterpolation", "ExtendedInterpolation", "SectionProxy", "ConverterMapping",
           "DEFAULTSECT", "MAX_INTERPOLATION_DEPTH", "UNNAMED_SECTION"]

DEFAULTSECT = "DEFAULT"
_UNSET = object()


class _UnnamedSection:
    def __repr__(self):
        return "<UNNAMED_SECTION>"


UNNAMED_SECTION = _UnnamedSection()


# --- values that refer to other values -----------------------------------------------------------

class Interpolation:
    """Values as they are written."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _Replacing(Interpolation):
    """What the two ways to refer have in common: `sign` begins a reference, twice it is itself."""

    sign = None
    pattern = None

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._replace(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        rest = self.pattern.sub("", value.replace(self.sign * 2, ""))
        if self.sign in rest:
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {rest.find(self.sign)}")
        return value

    def _replace(self, parser, option, parts, rest, section, mapping, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        while rest:
            before, found, _ = rest.partition(self.sign)
            parts.append(before)
            if not found:
                return
            rest = rest[len(before):]
            if rest[1:2] == self.sign:
                parts.append(self.sign)
                rest = rest[2:]
                continue
            match = self.pattern.match(rest)
            if match is None:
                self._complain(option, section, rest)
            rest = rest[match.end():]
            name, place, value, names = self._look_up(parser, option, section, match, mapping, raw, rest)
            if self.sign in value:
                self._replace(parser, name, parts, value, place, names, depth + 1)
            else:
                parts.append(value)


class BasicInterpolation(_Replacing):
    """%(name)s stands for another option of the section."""

    sign = "%"
    pattern = re.compile(r"%\(([^)]+)\)s")

    def _complain(self, option, section, rest):
        if rest[1:2] == "(":
            raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
        raise InterpolationSyntaxError(option, section, f"'%' must be followed by '%' or '(', found: {rest!r}")

    def _look_up(self, parser, option, section, match, mapping, raw, rest):
        name = parser.optionxform(match.group(1))
        if name not in mapping:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        return option, section, mapping[name], mapping


class ExtendedInterpolation(_Replacing):
    """${name} stands for another option of the section, ${section:name} for one of another."""

    sign = "$"
    pattern = re.compile(r"\$\{([^}]+)\}")

    def _complain(self, option, section, rest):
        if rest[1:2] == "{":
            raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
        raise InterpolationSyntaxError(option, section, f"'$' must be followed by '$' or '{{', found: {rest!r}")

    def _look_up(self, parser, option, section, match, mapping, raw, rest):
        path = match.group(1).split(":")
        if len(path) > 2:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        try:
            if len(path) == 1:
                name = parser.optionxform(path[0])
                return name, section, mapping[name], mapping
            place, name = path[0], parser.optionxform(path[1])
            return name, place, parser.get(place, name, raw=True), dict(parser.items(place, raw=True))
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None


# --- the parser ----------------------------------------------------------------------------------

class _Reading:
    """What is known while a file is read."""

    def __init__(self):
        self.section = None   # the dict of options being filled
        self.name = None      # its name
        self.option = None    # the option whose value may go on
        self.indent = 0
        self.sections = set()
        self.options = set()
        self.error = None


class RawConfigParser(MutableMapping):
    """Sections with their options: a mapping of mappings."""

    _DEFAULT_INTERPOLATION = Interpolation()
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True,
                      "0": False, "no": False, "false": False, "off": False}
    NONSPACECRE = re.compile(r"\S")

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET,
                 allow_unnamed_section=False):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        self._option_pattern = self._make_pattern(self._delimiters, allow_no_value)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self._allow_unnamed_section = allow_unnamed_section
        self.default_section = default_section
        self._converters = ConverterMapping(self)
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        elif interpolation is None:
            interpolation = Interpolation()
        if not isinstance(interpolation, Interpolation):
            raise TypeError(f"interpolation= must be None or an instance of Interpolation; got an object of type "
                            f"{type(interpolation)}")
        self._interpolation = interpolation
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    SECTCRE = re.compile(r"\[(?P<header>.+)\]")

    @staticmethod
    def _make_pattern(delimiters, allow_no_value):
        signs = "|".join(map(re.escape, delimiters))
        if allow_no_value:
            return re.compile(rf"(?P<option>.*?)\s*(?:(?P<vi>{signs})\s*(?P<value>.*))?$")
        return re.compile(rf"(?P<option>.*?)\s*(?:(?P<vi>{signs})\s*(?P<value>.*))$")

    def optionxform(self, optionstr):
        """The name by which an option is known: in small letters."""
        return optionstr.lower()

    # --- sections and options ---

    def defaults(self):
        """The options that every section has."""
        return self._defaults

    def sections(self):
        """The names of the sections."""
        return list(self._sections)

    def add_section(self, section):
        """Adds an empty section."""
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def _options(self, section):
        """The options of a section as written there."""
        if section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section) from None
        return self._sections[section]

    def options(self, section):
        """The names of the options of a section."""
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        """Whether a section has an option."""
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (option in self._sections[section] or option in self._defaults)

    def set(self, section, option, value=None):
        """Sets an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        options = self._options(section) if section else self._defaults
        options[self.optionxform(option)] = value

    def remove_option(self, section, option):
        """Removes an option; whether it was there."""
        options = self._options(section) if section else self._defaults
        option = self.optionxform(option)
        existed = option in options
        if existed:
            del options[option]
        return existed

    def remove_section(self, section):
        """Removes a section; whether it was there."""
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    # --- values ---

    def _chain(self, section, vars):
        options = {}
        if section in self._sections:
            options = self._sections[section]
        elif section != self.default_section:
            raise NoSectionError(section) from None
        given = {self.optionxform(name): None if value is None else str(value)
                 for name, value in (vars or {}).items()}
        return ChainMap(given, options, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option; fallback if there is none."""
        try:
            chain = self._chain(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in chain:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = chain[option]
        return value if raw or value is None else \
            self._interpolation.before_get(self, section, option, value, chain)

    def _get_converted(self, section, option, convert, raw, vars, fallback, **keywords):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars, **keywords))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value as an int."""
        return self._get_converted(section, option, int, raw, vars, fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value as a float."""
        return self._get_converted(section, option, float, raw, vars, fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value as a bool: yes, no, on, off, true, false, 1, 0."""
        return self._get_converted(section, option, self._convert_to_boolean, raw, vars, fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        """(name, value) of the options of a section, or (name, section) of all sections."""
        if section is _UNSET:
            return super().items()
        options = self._defaults.copy()
        if section in self._sections:
            options.update(self._sections[section])
        elif section != self.default_section:
            raise NoSectionError(section)
        names = list(options)
        for name, value in (vars or {}).items():
            options[self.optionxform(name)] = value
        if raw:
            return [(name, options[name]) for name in names]
        return [(name, self._interpolation.before_get(self, section, name, options[name], options)
                 if options[name] is not None else None) for name in names]

    def popitem(self):
        """Removes a section and returns (name, section)."""
        for name in self.sections():
            value = self[name]
            del self[name]
            return name, value
        raise KeyError

    # --- as a mapping ---

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    @property
    def converters(self):
        """Functions that get values of other types."""
        return self._converters

    # --- reading ---

    def read(self, filenames, encoding=None):
        """Reads files, those that there are; returns which."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        found = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, os.fspath(name))
            except OSError:
                continue
            found.append(os.fspath(name))
        return found

    def read_file(self, f, source=None):
        """Reads an open file or other lines."""
        self._read(f, source if source is not None else getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        """Reads text."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source="<dict>"):
        """Takes sections from a mapping of mappings."""
        seen = set()
        for section, options in dictionary.items():
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for name, value in options.items():
                name = self.optionxform(str(name))
                if value is not None:
                    value = str(value)
                if self._strict and (section, name) in seen:
                    raise DuplicateOptionError(section, name, source)
                seen.add((section, name))
                self.set(section, name, value)

    def _read_defaults(self, defaults):
        self.read_dict({self.default_section: defaults})

    def _without_comment(self, line):
        """(the line without its comment, whether there was nothing but a comment)"""
        text = line.strip()
        if text.startswith(self._comment_prefixes) and self._comment_prefixes:
            return "", True
        starts = []
        for prefix in self._inline_comment_prefixes:
            place = line.find(prefix)
            while place > 0 and not line[place - 1].isspace():
                place = line.find(prefix, place + 1)
            if place >= 0:
                starts.append(place)
        if starts:
            text = line[:min(starts)].strip()
            return text, not text
        return text, False

    def _read(self, lines, source):
        reading = _Reading()
        if self._allow_unnamed_section:
            self._enter(reading, UNNAMED_SECTION, source, 0)
        for number, line in enumerate(lines, 1):
            text, is_comment = self._without_comment(line)
            if not text:
                if not self._empty_lines_in_values:
                    reading.indent = 0 if not is_comment else reading.indent
                    reading.option = None if not is_comment else reading.option
                elif not is_comment and reading.option and reading.section is not None \
                        and reading.section[reading.option] is not None:
                    reading.section[reading.option].append("")
                continue
            indent = self.NONSPACECRE.search(line).start()
            if reading.section is not None and reading.option and indent > reading.indent:
                if reading.section[reading.option] is None:
                    raise MultilineContinuationError(source, number, line)
                reading.section[reading.option].append(text)
                continue
            reading.indent = indent
            self._read_line(reading, text, line, number, source)
        self._join_values()
        if reading.error:
            raise reading.error

    def _enter(self, reading, name, source, number):
        """A section begins."""
        if name in self._sections:
            if self._strict and name in reading.sections:
                raise DuplicateSectionError(name, source, number)
        elif name != self.default_section:
            self._sections[name] = self._dict()
            self._proxies[name] = SectionProxy(self, name)
        reading.section = self._defaults if name == self.default_section else self._sections[name]
        reading.sections.add(name)
        reading.name, reading.option = name, None

    def _read_line(self, reading, text, line, number, source):
        header = self.SECTCRE.match(text)
        if header:
            self._enter(reading, header.group("header"), source, number)
            return
        if reading.section is None:
            raise MissingSectionHeaderError(source, number, line)
        match = self._option_pattern.match(text)
        option = match and match.group("option")
        if not option:
            if not reading.error:
                reading.error = ParsingError(source)
            reading.error.append(number, line)
            if match is None:
                return
        option = self.optionxform(option.rstrip())
        if self._strict and (reading.name, option) in reading.options:
            raise DuplicateOptionError(reading.name, option, source, number)
        reading.options.add((reading.name, option))
        reading.option = option
        value = match.group("value")
        reading.section[option] = None if value is None else [value.strip()]

    def _join_values(self):
        for name, options in itertools.chain(((self.default_section, self._defaults),), self._sections.items()):
            for option, value in options.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                options[option] = self._interpolation.before_read(self, name, option, value)

    # --- writing ---

    def write(self, fp, space_around_delimiters=True):
        """Writes all of it to a file."""
        sign = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), sign)
        for name, options in self._sections.items():
            self._write_section(fp, name, options.items(), sign, name is UNNAMED_SECTION)

    def _write_section(self, fp, name, items, sign, is_unnamed=False):
        if not is_unnamed:
            fp.write(f"[{name}]\n")
        for option, value in items:
            value = self._interpolation.before_write(self, name, option, value)
            if value is not None or not self._allow_no_value:
                value = sign + str(value).replace("\n", "\n\t")
            else:
                value = ""
            fp.write(f"{option}{value}\n")
        fp.write("\n")


class ConfigParser(RawConfigParser):
    """The same with %(references)s in values, which must be str."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _check_types(self, section="", option="", value=""):
        if not isinstance(section, str) and section is not UNNAMED_SECTION:
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if (not self._allow_no_value or value) and not isinstance(value, str):
            raise TypeError("option values must be strings")

    def set(self, section, option, value=None):
        """Sets an option."""
        self._check_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Adds an empty section."""
        self._check_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        hold, self._interpolation = self._interpolation, Interpolation()
        try:
            super()._read_defaults(defaults)
        finally:
            self._interpolation = hold


class SectionProxy(MutableMapping):
    """A section as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conversion in getattr(parser, "_converters", ()):
            setattr(self, "get" + conversion,
                    functools.partial(self.get, _impl=getattr(parser, "get" + conversion)))
        for kind in ("int", "float", "boolean"):
            setattr(self, "get" + kind, functools.partial(self.get, _impl=getattr(parser, "get" + kind)))

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if isinstance(self._parser, ConfigParser):
            self._parser._check_types(option=key, value=value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _names(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option; fallback if there is none."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """The converters of a parser by name: "list" gives it and its sections a method getlist."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {"boolean": parser.getboolean, "float": parser.getfloat, "int": parser.getint}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not key or not isinstance(key, str):
            raise ValueError(f"Incompatible key: {key!r} (must start with \"get\")")
        function = functools.partial(self._get, value)
        self._data[key] = function
        setattr(self._parser, "get" + key, function)
        for proxy in self._parser._proxies.values():
            setattr(proxy, "get" + key, functools.partial(proxy.get, _impl=function))

    def _get(self, convert, section, option, *, raw=False, vars=None, fallback=_UNSET, **keywords):
        return self._parser._get_converted(section, option, convert, raw, vars, fallback, **keywords)

    def __delitem__(self, key):
        if key not in self._data:
            raise KeyError(key)
        del self._data[key]
        delattr(self._parser, "get" + key)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
