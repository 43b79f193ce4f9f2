"""argparse: options, groups, subcommands, help and errors."""

import sys
sys.stderr = sys.stdout
import argparse, sys
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
