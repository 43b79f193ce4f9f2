"""Options with one dash and long names, other prefixes, abbreviations; declarations that make no sense."""

import argparse


def parser(**settings):
    return argparse.ArgumentParser(prog="p", exit_on_error=False, **settings)


def attempt(p, *args):
    try:
        print(args, p.parse_args(list(args)))
    except argparse.ArgumentError as error:
        print(args, "error", error)


single = parser()
single.add_argument("-foo")
single.add_argument("-foobar", action="store_true")
single.add_argument("-x")
single.add_argument("-xyz")
single.add_argument("-b", action="store_true")
for line in ("-foo 1", "-fo 1", "-foob", "-x1", "-xy 2", "-xyz 3", "-xyz=4", "-b", "-bx 5", "-x -1", "-f 2"):
    attempt(single, *line.split())

other = parser(prefix_chars="+/")
other.add_argument("+f", "++foo")
other.add_argument("/b", action="store_true")
other.print_help()
for line in ("+f 1", "++fo 1", "/b", "+f1", "/b +f 2"):
    attempt(other, *line.split())

exact = parser(allow_abbrev=False)
exact.add_argument("-foo")
exact.add_argument("--long")
for line in ("-foo 1", "--long=2", "-f 2"):
    attempt(exact, *line.split())


def declare(*flags, **settings):
    try:
        return parser().add_argument(*flags, **settings).dest
    except (TypeError, ValueError) as error:
        return type(error).__name__


for nargs in (None, 1, 2, 3, "?", "*", "+", argparse.REMAINDER, argparse.PARSER):
    print(nargs, [declare("--foo", nargs=nargs, metavar=tuple("abc"[:count])) for count in range(4)])
print(declare("bar", dest="baz"), declare(dest="baz"), declare(), declare("--foo", type="int"))
try:
    exact.add_subparsers()
    exact.add_subparsers()
except argparse.ArgumentError as error:
    print(error)
