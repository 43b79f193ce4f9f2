"""Command lines: declares arguments, reads them, writes the help."""

import os
import re
import shutil
import sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "Action", "BooleanOptionalAction", "FileType",
           "HelpFormatter", "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
           "MetavarTypeHelpFormatter", "Namespace", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
           "ZERO_OR_MORE"]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    """A command line that does not fit."""

    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """Raised by a type function for a value it refuses."""


def _name_of(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar if isinstance(argument.metavar, str) else "/".join(argument.metavar)
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return "{" + ",".join(argument.choices) + "}"
    return None


def _call_text(thing, arguments, keywords):
    """The call that makes such a thing, as text."""
    parts = [repr(argument) for argument in arguments]
    parts += [f"{name}={value!r}" for name, value in keywords.items() if name.isidentifier()]
    other = {name: value for name, value in keywords.items() if not name.isidentifier()}
    if other:
        parts.append(f"**{other!r}")
    return f"{type(thing).__name__}({', '.join(parts)})"


class Namespace:
    """What parse_args() gives: the values as attributes."""

    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return _call_text(self, (), self.__dict__)


# --- help ------------------------------------------------------------------------------------

def _one_line(text):
    """The text with one space where there was white space; non-breaking spaces stay."""
    return re.sub(r"\s+", " ", text, flags=re.ASCII).strip(" ")


class HelpFormatter:
    """Writes usage and help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        width = shutil.get_terminal_size().columns - 2 if width is None else width
        self._width = width
        self._max_help = min(max_help_position, max(width - 20, indent_increment * 2))
        self._step = indent_increment

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(_one_line(text), width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_one_line(text), width)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{" + ",".join(map(str, action.choices)) + "}"
        return default

    def format_args(self, action, default):
        """The values an action takes, as the usage shows them."""
        name = self.metavar(action, default)
        names = name if isinstance(name, tuple) else None
        nargs = action.nargs

        def at(i):
            return names[i] if names else name
        if nargs is None:
            return at(0)
        if nargs == OPTIONAL:
            return f"[{at(0)}]"
        if nargs == ZERO_OR_MORE:
            return f"[{at(0)} [{at(1)} ...]]" if names and len(names) == 2 else f"[{at(0)} ...]"
        if nargs == ONE_OR_MORE:
            return f"{at(0)} [{at(1) if names else name} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{at(0)} ..."
        if nargs == SUPPRESS:
            return ""
        return " ".join(at(i) for i in range(nargs))

    def invocation(self, action):
        """How an action is given, for the left column of the help."""
        if not action.option_strings:
            shown = self.metavar(action, self._get_default_metavar_for_positional(action))
            return shown if isinstance(shown, str) else " ".join(shown)
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        values = self.format_args(action, self._get_default_metavar_for_optional(action))
        return f"{', '.join(action.option_strings)} {values}"

    def expand_help(self, action):
        values = {name: value for name, value in vars(action).items() if value is not SUPPRESS}
        values["prog"] = self._prog
        for name, value in list(values.items()):
            if hasattr(value, "__name__"):
                values[name] = value.__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(map(str, values["choices"]))
        return self._get_help_string(action) % values

    def usage_parts(self, actions, groups):
        """The pieces of the usage for actions; those of exclusive groups whose members stand together are joined."""
        spans = {}
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError(f"empty group {group}")
            if members[0] in actions and any(action.help is not SUPPRESS for action in members):
                start = actions.index(members[0])
                if actions[start:start + len(members)] == members:
                    spans[start, start + len(members)] = group
        joined = {index for start, end in spans for index in range(start, end)}
        parts = [None if action.help is SUPPRESS else self._usage_of(action, index in joined)
                 for index, action in enumerate(actions)]
        for (start, end), group in sorted(spans.items(), key=lambda item: item[0], reverse=True):
            shown = [index for index in range(start, end) if parts[index] is not None]
            opens, closes = "[]" if not group.required else "()" if len(shown) > 1 else ("", "")
            parts[shown[0]] = opens + parts[shown[0]]
            parts[shown[-1]] += closes
            for index in shown[:-1]:
                parts[index] += "" if parts[index].endswith(" |") else " |"
        return [part for part in parts if part]

    def _usage_of(self, action, in_group):
        if not action.option_strings:
            text = self.format_args(action, self._get_default_metavar_for_positional(action))
            return text[1:-1] if in_group and text.startswith("[") and text.endswith("]") else text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            values = self.format_args(action, self._get_default_metavar_for_optional(action))
            text = f"{action.option_strings[0]} {values}"
        return text if action.required or in_group else f"[{text}]"

    def format_usage(self, usage, actions, groups, prefix="usage: "):
        if usage is SUPPRESS:
            return ""
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        optionals = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        text = " ".join([self._prog, *self.usage_parts(optionals + positionals, groups)])
        opt_parts = self.usage_parts(optionals, groups)
        pos_parts = self.usage_parts(positionals, groups)
        if len(prefix) + len(text) > self._width:
            indent = " " * (len(prefix) + len(self._prog) + 1)
            if len(prefix) + len(self._prog) <= 0.75 * self._width:
                if opt_parts:
                    lines = self._wrap([self._prog, *opt_parts], indent, prefix)
                    lines += self._wrap(pos_parts, indent)
                else:
                    lines = self._wrap([self._prog, *pos_parts], indent, prefix)
            else:
                indent = " " * len(prefix)
                lines = self._wrap(opt_parts + pos_parts, indent)
                if len(lines) > 1:
                    lines = self._wrap(opt_parts, indent) + self._wrap(pos_parts, indent)
                lines.insert(0, self._prog)
            text = "\n".join(lines)
        return f"{prefix}{text}\n\n"

    def _wrap(self, parts, indent, prefix=None):
        lines, line = [], []
        length = (len(prefix) if prefix is not None else len(indent)) - 1
        for part in parts:
            if length + 1 + len(part) > self._width and line:
                lines.append(indent + " ".join(line))
                line, length = [], len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + " ".join(line))
        if prefix is not None and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def format_section(self, title, description, actions, column):
        """A heading and the help of actions."""
        shown = [action for action in actions if action.help is not SUPPRESS]
        if not shown and not description:
            return ""
        text = f"{title}:\n" if title else ""
        if description:
            text += self._fill_text(description % {"prog": self._prog} if "%(prog)" in description else description,
                                    self._width - self._step, " " * self._step) + "\n\n"
        for action in shown:
            text += self._format_action(action, self._step, column)
        return text + "\n"

    def _format_action(self, action, indent, column):
        head = self.invocation(action)
        width = column - indent - 2
        pad = " " * indent
        if not action.help:
            text = f"{pad}{head}\n"
        else:
            lines = self._split_lines(self.expand_help(action), max(self._width - column, 11))
            if len(head) <= width:
                text = f"{pad}{head:<{width}}  {lines[0] if lines else ''}\n"
            else:
                text = f"{pad}{head}\n{' ' * column}{lines[0] if lines else ''}\n"
            text += "".join(f"{' ' * column}{line}\n" for line in lines[1:])
        for sub in getattr(action, "_choices_actions", ()):
            text += self._format_action(sub, indent + self._step, column)
        return text

    def help_column(self, actions):
        longest = 0
        for action in actions:
            if action.help is not SUPPRESS:
                longest = max(longest, len(self.invocation(action)) + self._step)
                for sub in getattr(action, "_choices_actions", ()):
                    longest = max(longest, len(self.invocation(sub)) + 2 * self._step)
        return min(longest + 2, self._max_help)


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults to the help."""

    def _get_help_string(self, action):
        help = action.help or ""
        if "%(default)" not in help and action.default is not SUPPRESS and (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            help += " (default: %(default)s)"
        return help


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names values by their type."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


# --- actions ---------------------------------------------------------------------------------

class Action:
    """What is done when an argument is met."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar, self.deprecated = help, metavar, deprecated

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help",
                 "metavar", "deprecated")
        return _call_text(self, (), {name: getattr(self, name) for name in names})


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, **options):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as "
                             "store true or store const may be more appropriate")
        super().__init__(option_strings, dest, nargs, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar,
                         deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


class BooleanOptionalAction(Action):
    """--x and --no-x."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None, deprecated=False):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


def _copied(items):
    return [] if items is None else items[:] if type(items) is list else list(items)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + [values])


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + [self.const])


class _ExtendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + list(values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit", deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None and hasattr(parser, "version") else self.version
        print(version % {"prog": parser.prog} if "%" in version else version)
        parser.exit()


class _SubParsersAction(Action):
    """Chooses a parser by a word."""

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        self._deprecated = set()
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, aliases=(), help=None, deprecated=False, **options):
        """A parser for one word."""
        options.setdefault("prog", f"{self._prog_prefix} {name}")
        for word, kind in [(name, "subparser")] + [(alias, "subparser alias") for alias in aliases]:
            if word in self._name_parser_map:
                raise ArgumentError(self, f"conflicting {kind}: {word}")
        if help is not None:
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            self._choices_actions.append(Action([], name, help=help, metavar=shown))
        parser = self._name_parser_map[name] = self._parser_class(**options)
        for alias in aliases:
            self._name_parser_map[alias] = parser
        if deprecated:
            self._deprecated.update((name, *aliases))
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            choices = ", ".join(self._name_parser_map)
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {choices})")
        if name in self._deprecated:
            parser._warn(f"command '{name}' is deprecated")
        found, extras = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if extras:
            vars(namespace).setdefault("_unrecognized_args", []).extend(extras)


class FileType:
    """Opens files as values; - stands for a standard stream."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._arguments = mode, (bufsize, encoding, errors)

    def __call__(self, string):
        if string == "-":
            stream = sys.stdin if "r" in self._mode else sys.stdout
            return stream.buffer if "b" in self._mode else stream
        try:
            return open(string, self._mode, *self._arguments)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}") from None

    def __repr__(self):
        bufsize, encoding, errors = self._arguments
        named = {name: value for name, value in (("encoding", encoding), ("errors", errors)) if value is not None}
        return _call_text(self, [self._mode] if bufsize == -1 else [self._mode, bufsize], named)


_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction,
            "store_true": _StoreTrueAction, "store_false": _StoreFalseAction, "append": _AppendAction,
            "append_const": _AppendConstAction, "extend": _ExtendAction, "count": _CountAction, "help": _HelpAction,
            "version": _VersionAction}


# --- parsers ---------------------------------------------------------------------------------

# How many metavars there may be for some values of nargs.
_METAVAR_COUNTS = {None: (1,), OPTIONAL: (1,), ZERO_OR_MORE: (1, 2), ONE_OR_MORE: (2,), PARSER: (1,)}


class _Container:
    """What arguments are added to: a parser or a group."""

    def add_argument(self, *flags, **options):
        """Declares an argument: a name for a positional one, flags for an option."""
        owner = self._owner
        if not flags or len(flags) == 1 and flags[0][:1] not in owner.prefix_chars:
            if flags and "dest" in options:
                raise ValueError("dest supplied twice for positional argument")
            if not flags and "dest" not in options:
                raise TypeError("add_argument() missing 1 required argument: 'dest'")
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
            names = {"dest": flags[0] if flags else options.pop("dest"), "option_strings": []}
            if options.get("nargs") not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
                options["required"] = True
            if options.get("nargs") == ZERO_OR_MORE and "default" not in options:
                options["required"] = True
        else:
            dest = options.pop("dest", None)
            for flag in flags:
                if flag[:1] not in owner.prefix_chars:
                    raise ValueError(f"invalid option string {flag!r}: must start with a character "
                                     f"{owner.prefix_chars!r}")
            if dest is None:
                long = [flag for flag in flags if len(flag) > 1 and flag[1] in owner.prefix_chars]
                dest = (long or flags)[0].lstrip(owner.prefix_chars).replace("-", "_")
                if not dest:
                    raise ValueError(f"dest= is required for options like {flags[0]!r}")
            names = {"dest": dest, "option_strings": list(flags)}
        if "default" not in options:
            if names["dest"] in owner._defaults:
                options["default"] = owner._defaults[names["dest"]]
            elif owner.argument_default is not None:
                options["default"] = owner.argument_default
        chosen = options.pop("action", None)
        maker = owner._registered("action", chosen)
        if not callable(maker):
            raise ValueError(f'unknown action "{chosen}"')
        action = maker(**names, **options)
        convert = owner._registered("type", action.type)
        if not callable(convert) and convert is not None:
            raise ValueError(f"{convert!r} is not callable")
        if convert is FileType:
            raise ValueError(f"{convert!r} is a FileType class object, instance of it must be passed")
        if not isinstance(action.nargs, int) and action.nargs not in _PATTERNS:
            raise ValueError("invalid nargs value")
        counts = (action.nargs,) if isinstance(action.nargs, int) else _METAVAR_COUNTS.get(action.nargs)
        if isinstance(action.metavar, tuple) and counts and len(action.metavar) not in counts:
            raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def _add_action(self, action):
        owner = self._owner
        for flag in action.option_strings:
            if flag in owner._options:
                if owner.conflict_handler != "resolve":
                    raise ArgumentError(action, f"conflicting option string: {flag}")
                self._give_up(owner._options[flag], flag)
            owner._options[flag] = action
        owner._actions.append(action)
        self._group_actions.append(action)
        return action

    def _give_up(self, action, flag):
        """Takes a flag away from an action, and the action that has no other out of the help."""
        action.option_strings.remove(flag)
        if not action.option_strings:
            self._owner._actions.remove(action)
            for group in self._owner._groups + self._owner._exclusive:
                if action in group._group_actions:
                    group._group_actions.remove(action)

    def add_mutually_exclusive_group(self, *, required=False):
        """A group of which one argument at most is given."""
        group = _ExclusiveGroup(self, required)
        self._owner._exclusive.append(group)
        return group

    def register(self, registry_name, value, object):
        """Gives an action ("action") or a type function ("type") a name for add_argument()."""
        self._owner._registries.setdefault(registry_name, {})[value] = object

    def _registered(self, kind, value):
        registry = self._owner._registries[kind]
        try:
            return registry.get(value, value)
        except TypeError:  # no key of a dict
            return value

    def set_defaults(self, **kwargs):
        """Values for what is not given."""
        self._owner._defaults.update(kwargs)
        for action in self._owner._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._owner._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._owner._defaults.get(dest)


class _Group(_Container):
    """Arguments under a heading of their own."""

    def __init__(self, owner, title=None, description=None):
        self._owner = owner
        self.title, self.description = title, description
        self._group_actions = []


class _ExclusiveGroup(_Container):
    """Arguments that exclude each other."""

    def __init__(self, container, required):
        self._container, self._owner, self.required = container, container._owner, required
        self._group_actions = []

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Container):
    """Reads command lines."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        self._owner = self
        self._registries = {"action": dict(_ACTIONS), "type": {None: None}}
        if conflict_handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value: {conflict_handler!r}")
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars = formatter_class, prefix_chars
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._actions, self._options, self._defaults, self._exclusive = [], {}, {}, []
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._subparsers = None
        if add_help:
            prefix = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(prefix + "h", prefix * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            if not isinstance(parent, ArgumentParser):
                raise TypeError("parents must be a list of ArgumentParser")
            mine = {}  # where an action of the parent goes
            for group in parent._groups:
                own = {"positional arguments": self._positionals, "options": self._optionals}.get(group.title) or \
                    self.add_argument_group(group.title, group.description)
                mine.update((id(action), own) for action in group._group_actions)
            for action in parent._actions:
                mine[id(action)]._add_action(action)
            self._exclusive += parent._exclusive
            self._defaults.update(parent._defaults)

    def _add_action(self, action):
        return _Container._add_action(self._optionals if action.option_strings else self._positionals, action)

    def add_argument_group(self, title=None, description=None):
        """A heading for arguments in the help."""
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS,
                       required=False, help=None, metavar=None, action=None):
        """A word that chooses another parser."""
        if self._subparsers is not None:
            raise ArgumentError(None, "cannot have multiple subparser arguments")
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group(title or "subcommands", description)
        if prog is None:
            formatter = self.formatter_class(prog=self.prog)
            parts = formatter.usage_parts([a for a in self._actions if not a.option_strings], [])
            prog = " ".join([self.prog, *parts])
        made = _SubParsersAction([], prog, parser_class or type(self), dest, required, help, metavar)
        self._subparsers = group
        _Container._add_action(group, made)
        return made

    # --- reading ---

    def parse_args(self, args=None, namespace=None):
        """The values of a command line, sys.argv if none is given."""
        return self._without_extras(*self.parse_known_args(args, namespace))

    def _without_extras(self, found, extras):
        if extras:
            message = f"unrecognized arguments: {' '.join(extras)}"
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return found

    def parse_known_args(self, args=None, namespace=None):
        """(values, what was not understood)."""
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            return self._parse(args, namespace)
        try:
            return self._parse(args, namespace)
        except ArgumentError as error:
            self.error(str(error))

    def parse_intermixed_args(self, args=None, namespace=None):
        """As parse_args(), with options between the values of one positional argument."""
        return self._without_extras(*self.parse_known_intermixed_args(args, namespace))

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """The options are read first, then the positional arguments from what is left."""
        positionals = [action for action in self._actions if not action.option_strings]
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f"parse_intermixed_args: positional arg with nargs={action.nargs}")
        if any(action in positionals for group in self._exclusive for action in group._group_actions):
            raise TypeError("parse_intermixed_args: positional in mutuallyExclusiveGroup")
        usage = self.usage
        kept = [(action, action.nargs, action.default) for action in positionals]
        needed = [action for action in self._actions if action.option_strings and action.required]
        needed += [group for group in self._exclusive if group.required]
        try:
            if usage is None:
                self.usage = self.format_usage()[len("usage: "):].rstrip().replace("%", "%%")
            try:
                for action in positionals:
                    action.nargs = action.default = SUPPRESS
                namespace, rest = self.parse_known_args(args, namespace)
            finally:
                for action, action.nargs, action.default in kept:
                    pass
            for one in needed:
                one.required = False
            return self.parse_known_args(rest, namespace)
        finally:
            self.usage = usage
            for one in needed:
                one.required = True

    def _expand_files(self, args):
        if self.fromfile_prefix_chars is None:
            return args
        expanded = []
        for arg in args:
            if arg and arg[0] in self.fromfile_prefix_chars:
                try:
                    with open(arg[1:], encoding="utf-8", errors="surrogateescape") as file:
                        for line in file.read().splitlines():
                            expanded += self._expand_files(self.convert_arg_line_to_args(line))
                except OSError as error:
                    raise ArgumentError(None, str(error)) from None
            else:
                expanded.append(arg)
        return expanded

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _find_option(self, arg):
        """(action, flag, value given with it) if an argument is an option; None if it is not."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._options:
            return self._options[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            flag, _, value = arg.partition("=")
            if flag in self._options:
                return self._options[flag], flag, value
        else:
            flag, value = arg, None
        is_long = arg[1] in self.prefix_chars
        if is_long and self.allow_abbrev:
            matches = [name for name in self._options if name.startswith(flag)]
            if len(matches) > 1 and len({id(self._options[name]) for name in matches}) > 1:
                raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join(matches)}")
            if matches:
                return self._options[matches[0]], matches[0], value
        elif not is_long:
            matches = [name for name in self._options if name == arg[:2] or name.startswith(arg)]
            if len(matches) > 1:
                raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join(matches)}")
            if matches:
                return self._options[matches[0]], matches[0], arg[2:] if matches[0] == arg[:2] else None
        if re.match(r"-\d+$|-\d*\.\d+$", arg) and not any(re.match(r"-\d", name) for name in self._options):
            return None
        return None if " " in arg else (None, arg, None)

    def _parse(self, args, namespace):
        args = self._expand_files(args)
        kinds = []  # "O" for an option, "A" for a value, "-" for --
        options = {}
        only_values = False
        for i, arg in enumerate(args):
            if only_values:
                kinds.append("A")
            elif arg == "--":
                kinds.append("-")
                only_values = True
            else:
                found = self._find_option(arg)
                kinds.append("A" if found is None else "O")
                if found is not None:
                    options[i] = found
        kinds = "".join(kinds)
        state = _Parsing(self, args, kinds, options, namespace)
        state.run()
        return namespace, state.extras + vars(namespace).pop("_unrecognized_args", [])

    def _values(self, action, texts):
        nargs = action.nargs
        if nargs == SUPPRESS:
            return SUPPRESS
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
                self._check(action, value)
            return value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if len(texts) == 1 and nargs in (None, OPTIONAL):
            value = self._value(action, texts[0])
            self._check(action, value)
            return value
        if nargs == REMAINDER:
            return [self._value(action, text) for text in texts]
        if nargs == PARSER:
            values = [self._value(action, text) for text in texts]
            self._check(action, values[0])
            return values
        values = [self._value(action, text) for text in texts]
        for value in values:
            self._check(action, value)
        return values

    def _value(self, action, text):
        convert = self._registered("type", action.type)
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _check(self, action, value):
        choices = action.choices
        if choices is not None and value not in choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, choices))})")

    # --- writing ---

    def format_usage(self):
        return self.formatter_class(prog=self.prog).format_usage(self.usage, self._actions, self._exclusive)[:-1]

    def format_help(self):
        formatter = self.formatter_class(prog=self.prog)
        text = formatter.format_usage(self.usage, self._actions, self._exclusive)
        column = formatter.help_column(self._actions)
        if self.description:
            text += self._paragraph(formatter, self.description)
        for group in self._groups:
            text += formatter.format_section(group.title, group.description, group._group_actions, column)
        if self.epilog:
            text += self._paragraph(formatter, self.epilog)
        return re.sub(r"\n\n\n+", "\n\n", text).strip("\n") + "\n"

    def _paragraph(self, formatter, text):
        text = text % {"prog": self.prog} if "%(prog)" in text else text
        return formatter._fill_text(text, formatter._width, "") + "\n\n"

    def print_usage(self, file=None):
        self._print(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print(self.format_help(), sys.stdout if file is None else file)

    def exit(self, status=0, message=None):
        """Ends the program."""
        if message:
            self._print(message, sys.stderr)
        sys.exit(status)

    def _print(self, text, file):
        try:
            file.write(text)
        except (AttributeError, OSError):
            pass  # there is no such stream, or nobody listens

    def _warn(self, message):
        self._print(f"{self.prog}: warning: {message}\n", sys.stderr)

    def error(self, message):
        """Prints the usage and a message, and ends the program with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def __repr__(self):
        return (f"ArgumentParser(prog={self.prog!r}, usage={self.usage!r}, description={self.description!r}, "
                f"formatter_class={self.formatter_class!r}, conflict_handler={self.conflict_handler!r}, "
                f"add_help={self.add_help!r})")


_PATTERNS = {None: "-*A-*", OPTIONAL: "-*A?-*", ZERO_OR_MORE: "-*[A-]*", ONE_OR_MORE: "-*A[A-]*", REMAINDER: "[AO-]*",
             PARSER: "-*A[AO-]*", SUPPRESS: "-*"}


def _pattern(action):
    """How many values an action takes, as a regular expression over the kinds of arguments."""
    nargs = action.nargs
    pattern = _PATTERNS[nargs] if nargs in _PATTERNS else "-*" + "-*".join("A" * nargs) + "-*"
    return f"({pattern.replace('-*', '').replace('-', '') if action.option_strings else pattern})"


class _Parsing:
    """One command line being read."""

    def __init__(self, parser, args, kinds, options, namespace):
        self.parser, self.args, self.kinds, self.options, self.namespace = parser, args, kinds, options, namespace
        self.positionals = [action for action in parser._actions if not action.option_strings]
        self.extras = []
        self.seen = set()
        self.seen_given = set()
        self.warned = set()  # the deprecated names that were told of

    def take(self, action, texts, flag=None):
        self.seen.add(id(action))
        if action.deprecated and (texts or flag) and (flag or _name_of(action)) not in self.warned:
            self.warned.add(flag or _name_of(action))
            self.parser._warn(f"{'option' if flag else 'argument'} '{flag or _name_of(action)}' is deprecated")
        values = self.parser._values(action, texts)
        if values is not action.default:
            self.seen_given.add(id(action))
            for group in self.parser._exclusive:
                if any(action is one for one in group._group_actions):
                    for other in group._group_actions:
                        if other is not action and id(other) in self.seen_given:
                            raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, flag)

    def count(self, action, kinds):
        match = re.match(_pattern(action), kinds)
        if match is None:
            nargs = action.nargs
            words = {None: "expected one argument", OPTIONAL: "expected at most one argument",
                     ONE_OR_MORE: "expected at least one argument"}
            message = words.get(nargs) or f"expected {nargs} argument{'' if nargs == 1 else 's'}"
            raise ArgumentError(action, message)
        return len(match[1])

    def option(self, start):
        action, flag, given = self.options[start]
        stop = start + 1
        while action is not None and given is not None:
            count = self.count(action, "A")
            if given and given[0] in self.parser.prefix_chars and count == 0:
                raise ArgumentError(action, f"ignored explicit argument {given!r}")
            if count == 0 and given and flag[1:2] not in self.parser.prefix_chars:
                self.take(action, [], flag)
                flag, given = flag[0] + given[0], given[1:] or None
                if flag not in self.parser._options:
                    self.extras.append(flag + (given or ""))
                    return stop
                action = self.parser._options[flag]
                continue
            if count == 1:
                self.take(action, [given.removeprefix("=") if flag[1:2] not in self.parser.prefix_chars else given],
                          flag)
                return stop
            raise ArgumentError(action, f"ignored explicit argument {given!r}")
        if action is None:
            self.extras.append(self.args[start])
            return stop
        count = self.count(action, self.kinds[stop:])
        self.take(action, self.args[stop:stop + count], flag)
        return stop + count

    def positional(self, start):
        kinds = self.kinds[start:]
        counts = []
        for end in range(len(self.positionals), 0, -1):
            match = re.match("".join(map(_pattern, self.positionals[:end])), kinds)
            if match:
                counts = [len(group) for group in match.groups()]
                # What takes nothing now may take values behind a later option.
                if end < len(kinds) or "O" in kinds:
                    while counts and counts[-1] == 0 and "O" in kinds[sum(counts):]:
                        counts.pop()
                break
        for action, count in zip(self.positionals, counts):
            texts = self.args[start:start + count]
            is_first = action.nargs == PARSER  # only a -- before the word that chooses is taken away
            if action.nargs != REMAINDER and "-" in self.kinds[start:start + (1 if is_first else count)]:
                texts.remove("--")
            self.take(action, texts)
            start += count
        del self.positionals[:len(counts)]
        return start

    def run(self):
        start = 0
        last = max(self.options, default=-1)
        while start <= last:
            following = min(i for i in self.options if i >= start)
            if start != following:
                after = self.positional(start)
                if after > start:
                    start = after
                    continue
            if start not in self.options:
                self.extras += self.args[start:following]
                start = following
            start = self.option(start)
        stop = self.positional(start)
        self.extras += self.args[stop:]
        self.finish()

    def finish(self):
        missing = []
        for action in self.parser._actions:
            if id(action) in self.seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and action.dest is not SUPPRESS and \
                    getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.parser._value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._exclusive:
            if group.required and not any(id(action) in self.seen_given for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")
