"""argparse: options, groups, subcommands, help and errors."""

import sys
sys.stderr = sys.stdout
import argparse
import contextlib
import io
p = argparse.ArgumentParser(prog='prog', description='A test program', epilog='The end.')
p.add_argument('file', help='the file')
p.add_argument('nums', nargs='*', type=int, help='numbers')
p.add_argument('-v', '--verbose', action='store_true', help='talk')
p.add_argument('-n', '--count', type=int, default=3, help='how many (default: %(default)s)')
p.add_argument('--mode', choices=['a', 'b'], default='a')
p.add_argument('-I', action='append')
p.add_argument('-q', action='count', default=0)
p.add_argument('--no-x', dest='x', action='store_false')
p.add_argument('--pair', nargs=2, metavar=('A', 'B'))
p.add_argument('--opt', nargs='?', const='C', default='D')
p.add_argument('--flag', action=argparse.BooleanOptionalAction)
g = p.add_mutually_exclusive_group()
g.add_argument('--one', action='store_true')
g.add_argument('--two', action='store_true')
p.add_argument('--version', action='version', version='%(prog)s 1.0')
p.print_help()
p.print_usage()
for a in (['f'], ['f', '1', '2', '-v'], ['-n', '5', 'f', '--mode', 'b', '-I', 'x', '-Iy', '-qqq', '--no-x', '--pair', 'p', 'q', '--opt'], ['f', '--opt=Z', '--no-flag', '--verb'], ['f', '--', '-v'] if False else ['f', '--one'], ['-n7', 'f'], ['f', '-vq']):
    print(p.parse_args(a))
for a in ([], ['f', 'x'], ['f', '--mode', 'z'], ['f', '--one', '--two'], ['f', '-n'], ['f', '-n', 'a'], ['f', '--zzz'], ['f', '--pair', '1'], ['--version'], ['-h']):
    try:
        p.parse_args(a)
    except SystemExit as e:
        print('exit', e.code)
print(p.parse_known_args(['f', '--zz', '-v']))
sp = argparse.ArgumentParser(prog='git')
subs = sp.add_subparsers(dest='cmd', required=True, help='commands')
c = subs.add_parser('clone', help='clone it', aliases=['cl'])
c.add_argument('url')
c.set_defaults(func=len)
d = subs.add_parser('push')
d.add_argument('--force', action='store_true')
print(sp.parse_args(['clone', 'u']), sp.parse_args(['push', '--force']))
sp.print_help()
c.print_help()
for a in ([], ['nope'], ['clone']):
    try:
        sp.parse_args(a)
    except SystemExit as e:
        print('exit', e.code)
print(argparse.Namespace(a=1) == argparse.Namespace(a=1), argparse.Namespace(b=2))
q = argparse.ArgumentParser(prog='q', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
gg = q.add_argument_group('net', 'network stuff')
gg.add_argument('--port', type=int, default=80, help='port number', metavar='N')
q.add_argument('x', nargs='+')
q.print_help()
print(q.parse_args(['a', 'b', '--port', '9']))


def pos(s):
    v = int(s)
    if v < 0:
        raise argparse.ArgumentTypeError('must be positive')
    return v


r = argparse.ArgumentParser(prog='r', exit_on_error=False)
r.add_argument('--k', type=pos)
for a in (['--k', '-5'], ['--k', 'x'], ['--k', '3']):
    try:
        print(r.parse_args(a))
    except argparse.ArgumentError as e:
        print(e)


# Options between the values of a positional argument; names for actions and types; what is deprecated.
def parser_of(*arguments, **options):
    parser = argparse.ArgumentParser(prog="prog", **options)
    for flags, settings in arguments:
        parser.add_argument(*flags.split(), **settings)
    return parser


def told(call, *args, **kwargs):
    error = io.StringIO()
    try:
        with contextlib.redirect_stderr(error):
            print(call(*args, **kwargs))
    except (Exception, SystemExit) as problem:
        print(type(problem).__name__, problem)
    print(error.getvalue(), end="")


mixed = parser_of(("cmd", {}), ("rest", {"nargs": "*", "type": int}), ("--foo", {}), ("--must", {"required": True}))
told(mixed.parse_intermixed_args, "do 1 --foo x 2 --must y 3".split())
told(mixed.parse_known_intermixed_args, "do 1 --other 2 --must y".split())
told(mixed.parse_intermixed_args, "do 1 2".split())
told(parser_of(("all", {"nargs": "..."})).parse_intermixed_args, [])
print(mixed.usage)

parser = parser_of()
parser.register("type", "hex", lambda text: int(text, 16))
parser.register("action", "shout", type("Shout", (argparse.Action,), {
    "__call__": lambda self, parser, namespace, values, option=None: setattr(namespace, self.dest, values.upper())}))
parser.add_argument("--number", type="hex")
parser.add_argument("--word", action="shout")
told(parser.parse_args, "--number ff --word a".split())
told(parser.parse_args, "--number g".split())
told(parser.add_argument, "--x", action="whisper")
told(parser.add_argument, "--x", type="octal")
told(parser.add_argument, "--x", type=argparse.FileType)

old = parser_of(("-f --foo", {"deprecated": True}), ("--flag", {"action": argparse.BooleanOptionalAction, "deprecated": True}),
                ("bar", {"nargs": "?", "deprecated": True}))
told(old.parse_args, "-f 1 --foo 2 --no-flag".split())
told(old.parse_args, "x --foo=1 -f 3".split())
told(old.parse_args, [])
words = parser_of()
choice = words.add_subparsers()
choice.add_parser("old", aliases=["former"], deprecated=True)
told(words.parse_args, ["former"])
told(choice.add_parser, "former")
told(choice.add_parser, "new", aliases=["old"])

# Usage of groups.
parser = parser_of(("-a", {"action": "store_true"}))
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument("-b", action="store_true", help=argparse.SUPPRESS)
group.add_argument("-c", action="store_true")
other = parser.add_mutually_exclusive_group()
other.add_argument("--long-option-of-a-group", metavar="LONG_NAME_OF_A_VALUE")
parser.add_argument("-d", action="store_true")
other.add_argument("--another-option-of-the-group")
last = parser.add_mutually_exclusive_group()
last.add_argument("--first-one-with-a-name")
last.add_argument("place", nargs="?")
print(parser.format_usage())
parser.add_mutually_exclusive_group()
try:
    parser.format_usage()
except ValueError as error:
    print(str(error)[:12])
print(parser_of(("--x", {"help": "words that do not\u00a0break " * 6}), usage=argparse.SUPPRESS).format_help())
long = argparse.ArgumentParser(prog="a-program-with-a-name-" * 4)
long.add_argument("-w")
long.add_argument("a")
print(long.format_usage())

# Wrong declarations, and what stands on its own.
parser = parser_of(conflict_handler="resolve")
parser.add_argument("-x", help="old")
parser.add_argument("-x", help="new")
print(parser.format_help())
told(parser_of, conflict_handler="none")
told(parser_of, parents=[5])
told(parser.add_argument, "place", required=True)
told(parser.add_argument, "--y", nargs="many")
for action in "store_const", "store_true", "count", "version":
    told(parser.add_argument, f"--{action}", action=action, type=int)
told(parser_of(("-", {"nargs": "?", "dest": "dash"}), prefix_chars="-+").parse_args, ["-", "5"])
told(parser_of(("-k", {"action": "store_true"})).parse_known_args, ["-kuv"])
told(parser_of(("-k", {"action": "store_true"})).parse_args, ["-k-"])
told(parser_of(("a", {}), ("b", {"nargs": "*"})).parse_args, "-- -1 x".split())
print(argparse.Namespace(a=1, **{"b c": 2, "1": 3}), argparse.Namespace(**{"-": 0}))
print(argparse.FileType("r"), argparse.FileType("wb", 0), argparse.FileType("w", encoding="ascii", errors="replace"))
print(argparse.Action(["-x"], "x"))
base = parser_of(("-w", {}), add_help=False)
exclusive = base.add_mutually_exclusive_group()
exclusive.add_argument("-y")
base.add_argument("-z")
print(parser_of(parents=[base]).format_usage())
