"""Options on the command line in the manner of C's getopt()."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option that is not known, or without its argument."""

    def __init__(self, msg, opt=""):
        self.msg, self.opt = msg, opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(pairs of option and value, the other arguments); options end at the first other argument."""
    return _parse(args, shortopts, longopts, True)


def gnu_getopt(args, shortopts, longopts=[]):
    """The same; options may stand behind other arguments."""
    stops = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    return _parse(args, shortopts.removeprefix("+"), longopts, stops)


def _parse(args, shortopts, longopts, stops):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    options, others, args = [], [], list(args)
    while args:
        argument = args.pop(0)
        if argument == "--":
            return options, others + args
        if argument.startswith("--"):
            _long(options, argument[2:], longopts, args)
        elif argument.startswith("-") and argument != "-":
            _short(options, argument[1:], shortopts, args)
        elif stops:
            return options, [argument] + args
        else:
            others.append(argument)
    return options, others


def _long(options, text, longopts, args):
    name, equals, value = text.partition("=")
    possible = [option for option in longopts if option.startswith(name)]
    if not possible:
        raise GetoptError(f"option --{name} not recognized", name)
    if name in possible:
        found = name
    elif name + "=" in possible:
        found = name + "="
    elif len(possible) > 1:
        raise GetoptError(f"option --{name} not a unique prefix", name)
    else:
        found = possible[0]
    takes_value = found.endswith("=")
    found = found.removesuffix("=")
    if takes_value and not equals:
        if not args:
            raise GetoptError(f"option --{found} requires argument", found)
        value = args.pop(0)
    elif equals and not takes_value:
        raise GetoptError(f"option --{found} must not have an argument", found)
    options.append(("--" + found, value))


def _short(options, text, shortopts, args):
    while text:
        name, text = text[0], text[1:]
        place = shortopts.find(name)
        if place < 0 or name == ":":
            raise GetoptError(f"option -{name} not recognized", name)
        value = ""
        if shortopts[place + 1:place + 2] == ":":
            if not text:
                if not args:
                    raise GetoptError(f"option -{name} requires argument", name)
                text = args.pop(0)
            value, text = text, ""
        options.append(("-" + name, value))
