"""Module re: matching, substituting, splitting, and every complaint about a pattern."""

import re
print(re.match('(\\w+) (\\w+)', 'hello world foo'), re.search('o', 'foo').span(), re.findall('\\d+', 'a1b22c333'), re.findall('(\\w)(\\d)', 'a1b2'), re.findall('(a)|b', 'ab'))
print(re.sub('(\\w+) (\\w+)', '\\2 \\1', 'hello world'), re.sub('x*', '-', 'abxd'), re.subn('a', 'b', 'aaa', count=2), re.sub('\\d', lambda m: str(int(m[0]) * 2), 'a1b2'), re.sub('(?P<n>a)', '[\\g<n>\\g<0>\\g<1>]', 'cat'))
print(re.split('[,;]\\s*', 'a, b;c'), re.split('(,)', 'a,b,c', maxsplit=1), re.split('', 'abc'), re.split('x*', 'axbc'), re.split('\\b', 'a b'))
m = re.match('(?P<first>\\w+)\\s(?P<last>\\w+)?(z)?', 'Ann Lee')
print(m.groups(), m.groupdict(), m['first'], m.group('last', 1), m.start('last'), m.end(2), m.span(3), m.lastindex, m.lastgroup, m.string, m.re, m.pos, m.endpos, m.regs, m.expand('\\g<last>, \\1'), m.groups('-'), bool(m))
print([m.group() for m in re.finditer('a+', 'aabaaa')], re.fullmatch('a+', 'aaa'), re.fullmatch('a|ab', 'ab'), re.match('b', 'ab'), re.compile('b').match('ab', 1), re.compile('^b').search('ab', 1), re.compile('a$').search('aab', 0, 2))
print(re.findall('^x', 'x\nx', re.M), re.findall('a.b', 'a\nb'), re.findall('a.b', 'a\nb', re.S), re.findall('ABC', 'abc', re.I), re.findall('a  # comment\n  b', 'ab', re.X), re.findall('(?i)É', 'é'), re.findall('\\w+', 'héllo wörld'), re.findall('\\w+', 'héllo', re.A), re.findall(b'\\w+', b'ab cd'), re.findall('(?i:a)b', 'AbAB'))
print(re.I | re.M, repr(re.I), re.compile('a', re.I | re.S), re.compile('a').flags, re.compile(b'a').flags, re.compile('a').pattern, re.compile('(a)(?P<x>b)').groupindex, re.compile('(a)').groups, re.I.value, re.compile('a', re.I).flags & re.I)
print(re.escape('a.b*c[d] é-#'), re.escape(b'a+b'))
for p in ('(', ')', '[', '*', 'a**', 'a{2,1}', '(?P<1>a)', '(?P<a>x)(?P<a>y)', '\\q', '(?P=x)', '[z-a]', '(?z)', 'a\\', '(?P<n', '(?<=a*)b', '\\1', '(a\\1)', '(?', '(?P', '[a', 'x{1}{2}', '(?P<>a)', '(?Px)', '[\\q]', '\\x1', '(?(1)a|b|c)', '(?#a', 'a(?i)b', '(?-:a)', 'a\n(', '^*', '(?=a)*', '(?i', '(?i-', '\\400', '+a', '(?<x>a)', '(?P<a.b>x)', '(?(x)a)', '(?(9)a)'):
    try:
        print(p, re.compile(p))
    except re.error as e:
        print(repr(p), e, e.pos, e.msg)
for t, p in (('\\2', '(a)'), ('\\g<x>', '(a)'), ('\\g<1', '(a)'), ('\\q', 'a'), ('\\', 'a'), ('\\g<>', 'a'), ('\\n\\t\\x', 'a'), ('\\g1', 'a')):
    try:
        print(repr(re.sub(p, t, 'a')))
    except Exception as e:
        print(type(e).__name__, e)
for f in (lambda: re.match('a', 5), lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match(5, 'a'), lambda: re.match('a', 'a').group(3), lambda: re.match('a', 'a').group('x'), lambda: re.compile(re.compile('a'), re.I), lambda: re.compile('a', re.L), lambda: re.sub('a', 5, 'a'), lambda: re.Pattern(), lambda: re.match('a', 'a').start(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(re.findall('[^\\W\\d_]+', 'ab1_cd'), re.findall('[]a]+', 'a]b'), re.findall('[a\\-z]+', 'a-z'), re.findall('\\Aa|b\\Z', 'ab\n'), re.findall('a$', 'a\n'), re.findall('(?<!x)a', 'xaa'), re.findall('a(?=b)', 'abac'), re.findall('(?:ab)+', 'ababx'), re.findall('a{,2}', 'aaa'), re.findall('a{2}', 'aaaa'), re.findall('a{x', 'a{x'), re.findall('a+?', 'aa'), re.findall('a*+b', 'aab'), re.findall('(?>a+)b', 'aab'), re.findall('(a)?(?(1)b|c)', 'abc'), re.findall('(.)\\1', 'aabbc'), re.findall('中+', 'x中中y'), re.findall('[α-ω]+', 'abc δεζ'), re.findall('😀', 'a😀b'), re.findall('\\u0041\\x42', 'AB'), re.findall('\\s+', 'a \t\nb'), re.findall('\\bfoo\\b', 'foo foobar'))
print(re.match('(a(b)?)+', 'aba').groups(), re.match('(a)|(b)', 'b').lastindex, re.match('((a)(b))', 'ab').lastindex, re.search('(?P<y>a)|(?P<z>b)', 'b').lastgroup)
text = 'The year 1999 and 2024-05-06, mail bob@example.com'
print(re.search('(?P<y>\\d{4})-(?P<m>\\d\\d)-(?P<d>\\d\\d)', text).groupdict(), re.findall('[\\w.]+@[\\w.]+', text))
print(re.sub('(?m)^', '> ', 'a\nb'), re.sub('a', '\\\\', 'a'), re.sub('a', '\\n', 'xax'), re.sub('(a)(b)?', '[\\1\\2]', 'aab'), re.sub(b'a', b'x', b'banana', count=1))
