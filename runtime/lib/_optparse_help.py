"""How optparse lays out the help: the formatters."""

import os
import textwrap

NO_DEFAULT = "NO", "DEFAULT"  # the default of an option that has none


def _columns():
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        return 80


class HelpFormatter:
    """Makes the text of the help; subclasses say how headings look."""

    NO_DEFAULT_VALUE = "none"

    def __init__(self, indent_increment, max_help_position, width, short_first):
        self.parser = None
        self.indent_increment = indent_increment
        self.width = _columns() - 2 if width is None else width
        self.help_position = self.max_help_position = min(max_help_position,
                                                          max(self.width - 20, indent_increment * 2))
        self.current_indent = self.level = 0
        self.help_width = None
        self.short_first = short_first
        self.default_tag = "%default"  # in a help text, it stands for the default
        self.option_strings = {}
        self._short_opt_fmt = "%s %s"
        self._long_opt_fmt = "%s=%s"

    def set_parser(self, parser):
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        if delim not in ("", " "):
            raise ValueError(f"invalid metavar delimiter for short options: {delim!r}")
        self._short_opt_fmt = f"%s{delim}%s"

    def set_long_opt_delimiter(self, delim):
        if delim not in ("=", " "):
            raise ValueError(f"invalid metavar delimiter for long options: {delim!r}")
        self._long_opt_fmt = f"%s{delim}%s"

    def indent(self):
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        self.current_indent -= self.indent_increment
        assert self.current_indent >= 0, "Indent decreased below 0."
        self.level -= 1

    def format_usage(self, usage):
        raise NotImplementedError("subclasses must implement")

    def format_heading(self, heading):
        raise NotImplementedError("subclasses must implement")

    def _format_text(self, text):
        blanks = " " * self.current_indent
        return textwrap.fill(text, max(self.width - self.current_indent, 11), initial_indent=blanks,
                             subsequent_indent=blanks)

    def format_description(self, description):
        return self._format_text(description) + "\n" if description else ""

    def format_epilog(self, epilog):
        return "\n" + self._format_text(epilog) + "\n" if epilog else ""

    def expand_default(self, option):
        """The help of an option with its default in it."""
        if self.parser is None or not self.default_tag:
            return option.help
        default = self.parser.defaults.get(option.dest)
        shown = self.NO_DEFAULT_VALUE if default is NO_DEFAULT or default is None else str(default)
        return option.help.replace(self.default_tag, shown)

    def format_option(self, option):
        """The lines about an option: its strings, and its help beside or below."""
        strings = self.option_strings[option]
        blanks = " " * self.current_indent
        room = self.help_position - self.current_indent - 2
        if not option.help:
            return f"{blanks}{strings}\n" if len(strings) > room else f"{blanks}{strings:<{room}}  \n"
        lines = textwrap.wrap(self.expand_default(option), self.help_width)
        margin = " " * self.help_position
        if len(strings) > room:
            head = f"{blanks}{strings}\n{margin}"
        else:
            head = f"{blanks}{strings:<{room}}  "
        return head + f"\n{margin}".join(lines) + "\n"

    def store_option_strings(self, parser):
        """Makes the strings of all options, and sees how much room they need."""
        self.indent()
        longest = self._store_strings_of(parser)
        self.indent()
        longest = max([longest, *map(self._store_strings_of, parser.option_groups)])
        self.dedent()
        self.dedent()
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def _store_strings_of(self, container):
        longest = 0
        for option in container.option_list:
            strings = self.option_strings[option] = self.format_option_strings(option)
            longest = max(longest, len(strings) + self.current_indent)
        return longest

    def format_option_strings(self, option):
        """-o FILE, --output=FILE"""
        short, long = option._short_opts, option._long_opts
        if option.takes_value():
            metavar = option.metavar or option.dest.upper()
            short = [self._short_opt_fmt % (each, metavar) for each in short]
            long = [self._long_opt_fmt % (each, metavar) for each in long]
        return ", ".join(short + long if self.short_first else long + short)


class IndentedHelpFormatter(HelpFormatter):
    """Headings end with colons, what belongs to them is moved to the right."""

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return f"Usage: {usage}\n"

    def format_heading(self, heading):
        return f"{' ' * self.current_indent}{heading}:\n"


class TitledHelpFormatter(HelpFormatter):
    """Headings are underlined."""

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return f"{self.format_heading('Usage')}  {usage}\n"

    def format_heading(self, heading):
        return f"{heading}\n{'=-'[self.level] * len(heading)}\n"


for _each in HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter:
    _each.__module__ = "optparse"
