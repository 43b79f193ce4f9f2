# optparse: options of all kinds, their help, and what is said about wrong ones.
import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from optparse import (SUPPRESS_HELP, SUPPRESS_USAGE, IndentedHelpFormatter, Option, OptionError, OptionGroup,
                      OptionParser, OptionValueError, OptParseError, TitledHelpFormatter, Values, make_option)


def limit(option, opt, value, parser, *args, **kwargs):
    if value > 10:
        raise OptionValueError(f"{opt} is too much")
    parser.values.ensure_value("limits", []).append((opt, value, option.dest, args, kwargs, parser.rargs))


def make(**settings):
    settings = {"usage": "usage: %prog [options] FILE...", "version": "%prog 1.2", "description": "Does %prog things. " * 6,
                "epilog": "That is " * 15 + "all.", "prog": "tool"} | settings
    if not settings.get("formatter"):
        settings["formatter"] = IndentedHelpFormatter(width=70)
    parser = OptionParser(**settings)
    parser.add_option("-o", "--output", metavar="FILE", help="where to write [default: %default]", default="out.txt")
    parser.add_option("-v", action="count", dest="verbosity", default=0, help="tell more, and say it in so many words "
                      "that they do not fit in a line")
    parser.add_option("-q", "--quiet", action="store_false", dest="verbose", default=True)
    parser.add_option("--a-very-long-option", type=int, help="an int; default: %default")
    group = OptionGroup(parser, "More", "They are seldom needed.")
    group.add_option("-p", "--point", type="float", nargs=2, action="append")
    group.add_option("--mode", choices=["fast", "slow"], default="fast")
    group.add_option("--fast", action="store_const", const="fast", dest="mode", help=SUPPRESS_HELP)
    group.add_option("-l", "--limit", action="callback", callback=limit, type="int", callback_args=(1, 2), callback_kwargs={"k": 3})
    group.add_option("-z", type="complex")
    group.add_option("-t", "--true", action="store_true")
    group.add_option("--tag", action="append_const", const=7)
    parser.add_option_group(group)
    return parser


def run(parser, args):
    output, errors = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(output), redirect_stderr(errors):
            values, rest = parser.parse_args(args)
        print(args, values, rest)
    except SystemExit as error:
        print(args, "exit", error.code)
    print(output.getvalue() + errors.getvalue(), end="")


for args in ([], ["-ofile", "a", "-vvv", "b"], ["--out", "x", "--", "-v"], ["--output=", "-", "-q"], ["--mode=slow", "--fast"],
             ["-p", "1", "2", "--point=3", "4e1"], ["--limit=3", "x", "-l4"], ["-l", "11"], ["-z", "1+2j"], ["-z", "i"],
             ["--a-very", "0x1F"], ["--a=017"], ["--a=0b11"], ["--a=08"], ["--a=x"], ["-p1", "x"], ["-p", "1"], ["-o"], ["--mode=x"],
             ["--true=1"], ["-x"], ["--nothing"], ["--t"], ["--tag", "--ta"], ["-tvo", "f"], ["--help"], ["-h"], ["--version"]):
    run(make(), args)
run(make(formatter=TitledHelpFormatter(width=60), usage=None), ["-h"])
run(make(usage=SUPPRESS_USAGE, description=None, epilog=None, version=None), ["-h"])
parser = make(add_help_option=False, conflict_handler="resolve")
parser.disable_interspersed_args()
parser.add_option("-v", "-q", help="taken")
parser.set_defaults(v="d", other=1)
run(parser, ["-v", "1", "a", "-q"])
print(parser.format_option_help(), parser.has_option("-q"), parser.get_option("--quiet"), parser.get_option_group("-z").title)
parser.remove_option("-z")
run(parser, ["-z"])

for strings, settings in (((), {}), (("a",), {}), (("ab",), {}), (("--",), {}), (("---x",), {}), (("x--",), {}), (("-a",), {"action": "x"}),
                          (("-a",), {"type": "x"}), (("-a",), {"type": "int", "action": "count"}), (("-a",), {"type": "choice"}),
                          (("-a",), {"choices": "ab"}), (("-a",), {"choices": [1], "type": int}), (("-a",), {"const": 1}),
                          (("-a",), {"nargs": 1, "action": "count"}), (("-a",), {"action": "callback"}), (("-a",), {"callback": 1}),
                          (("-a",), {"action": "callback", "callback": len, "callback_args": 1}), (("-a",), {"zz": 1, "yy": 2}),
                          (("-a", "--bb-c"), {}), (("-a",), {"type": str})):
    try:
        option = Option(*strings, **settings)
        print(option, option.dest, option.type, option.action, option.nargs, option.takes_value(), option.get_opt_string())
    except (OptParseError, TypeError) as error:
        print(type(error).__name__, error)
for call in (lambda: make().add_option("-o"), lambda: make().add_option(1), lambda: make().add_option("-s", "-v", "--quiet"),
             lambda: OptionParser(conflict_handler="x"), lambda: make().remove_option("-Z")):
    try:
        call()
    except (OptionError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Stricter(OptionParser):
    def error(self, msg):
        raise ValueError(msg)

    def check_values(self, values, args):
        return vars(values), len(args)


parser = Stricter(option_list=[make_option("-n", type="int", default="0x10")])
print(parser.parse_args(["a", "b"]), Values({"a": 1}) == {"a": 1}, Values() == Values(), Values() == 1)
sys.argv = ["/dir/prog.py", "-n", "x"]
try:
    parser.parse_args()
except ValueError as error:
    print(error, parser.get_prog_name(), parser.get_usage())
values = Values({"a": 1, "b": 2})
values._update({"a": 5, "b": None, "c": 1}, "careful")
print(values)
values._update({"b": None, "c": 1}, "loose")
print(values)
