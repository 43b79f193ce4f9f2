"""Files, StringIO and BytesIO: positions, newlines, encodings, and what is refused."""

import io, os, sys
p = '/tmp/gilt_io_%d.txt' % os.getpid()
with open(p, 'w') as f:
    print(f.write('hello\nwörld\r\nlast'), f.tell(), f.name == p, f.mode, f.encoding, f.closed, f.writable(), f.readable(), f.seekable())
print(f.closed)
with open(p) as f:
    print(f.read(3), f.tell(), f.readline(), f.readlines(), f.read(), f.seek(0), next(f), f.newlines)
with open(p, newline='') as f:
    print(list(f))
with open(p, 'rb') as f:
    print(f.read(2), f.tell(), f.readline(), f.seek(-4, 2), f.read(), f.seek(1), f.seek(2, 1), f.read1(3), type(f).__name__)
    b = bytearray(4)
    f.seek(0)
    print(f.readinto(b), b)
with open(p, 'r+') as f:
    f.seek(6)
    f.write('W')
    f.seek(0)
    print(f.read())
    f.truncate(5)
    f.seek(0)
    print(f.read())
with open(p, 'a+') as f:
    print(f.tell())
    f.write('!')
    f.seek(0)
    print(f.read())
with open(p, 'w+b') as f:
    f.write(b'abc')
    f.seek(1)
    f.write(b'Z')
    f.seek(0)
    print(f.read(), type(f).__name__, f.mode)
with open(p, 'w', newline='\r\n') as f:
    f.write('a\nb\n')
print(open(p, 'rb').read())
with open(p, 'w', encoding='utf-16') as f:
    f.write('hé')
    f.write('x')
print(open(p, 'rb').read(), open(p, encoding='utf-16').read())
with open(p, 'w', encoding='latin-1') as f:
    f.write('é')
print(open(p, 'rb').read(), open(p, encoding='latin-1').read())
for f in (lambda: open(p).read(), lambda: open(p, encoding='ascii', errors='replace').read(), lambda: open(p, errors='ignore').read(), lambda: open(p, 'w', encoding='ascii').write('é'), lambda: open('/nonexistent'), lambda: open(p, 'q'), lambda: open(p, 'rw'), lambda: open(p, ''), lambda: open(p, 'rtb'), lambda: open(p, 'rb', encoding='utf8'), lambda: open(p, 'rb', newline=''), lambda: open(p, 'r', 0), lambda: open(p, newline='x'), lambda: open(p, encoding='nope'), lambda: open(5.5), lambda: open(None), lambda: open('/tmp'), lambda: open(p, 'x'), lambda: open(p).write('a'), lambda: open(p, 'w').read(), lambda: open(p, 'rb').write(b'a'), lambda: open(p, 'wb').write('a'), lambda: open(p, 'w').write(b'a'), lambda: open('a\x00b'), lambda: open(p).seek(-1), lambda: open(p).seek(1, 1), lambda: open(p).seek(0, 5), lambda: open(p, mode=5), lambda: open(p, encoding=5), lambda: open()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).replace(p, 'P'))
f = open(p)
f.close()
f.close()
for g in (f.read, f.readline, lambda: f.write(''), f.tell, lambda: iter(f), f.fileno, f.__enter__, f.flush):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, str(e).replace(p, 'P'))
print(repr(open(p)).replace(p, 'P'), repr(open(p, 'rb')).replace(p, 'P'), repr(open(p, 'wb', 0)).replace(p, 'P'), open(p, 'w').fileno() > 2)
s = io.StringIO()
print(s.write('abc\n'), s.write('def'), s.getvalue(), s.tell(), s.seek(0), s.readline(), s.read(), s.read(), s.seek(1), s.write('ZZ'), s.getvalue())
print('x', 1, file=s)
s.truncate(3)
print(repr(s.getvalue()))
s = io.StringIO('a\nb\r\nc')
print(list(s), s.tell())
print(io.StringIO('a\r\nb', newline=None).read(), list(io.StringIO('a\rb\r\nc', newline='')))
for g in (lambda: s.write(b'a'), lambda: io.StringIO(5), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.read('a'), lambda: io.StringIO(newline='x'), s.fileno):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, str(e).replace(p, 'P'))
s.close()
try:
    s.getvalue()
except ValueError as e:
    print(e)
b = io.BytesIO(b'abc\ndef')
print(b.read(2), b.readline(), b.read(), b.seek(0, 2), b.write(b'!!'), b.getvalue(), b.seek(20), b.write(b'x'), b.getvalue(), b.tell(), b.truncate(4), b.getvalue())
b.seek(0)
print(list(b), b.readlines())
bb = bytearray(3)
b.seek(0)
print(b.readinto(bb), bb, b.getbuffer()[0])
for g in (lambda: b.write('a'), lambda: b.seek(-1), lambda: b.read('x'), lambda: io.BytesIO('a')):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, str(e).replace(p, 'P'))
with io.BytesIO() as bio:
    w = io.TextIOWrapper(bio, encoding='utf-8', newline='\n')
    w.write('hé\n')
    w.flush()
    print(bio.getvalue())
    bio.seek(0)
    print(w.read())
print(isinstance(sys.stdout, io.TextIOBase), isinstance(sys.stdout, io.TextIOWrapper), isinstance(open(p, 'rb'), io.BufferedReader), isinstance(open(p, 'rb'), io.IOBase), isinstance(b, io.BytesIO), isinstance(s, io.StringIO), issubclass(io.StringIO, io.TextIOBase))
print()
sys.stdout.write('text ')
sys.stdout.buffer.write(b'bytes ')
sys.stdout.write('text\n')
sys.stdout.flush()


class Up(io.StringIO):

    def write(self, t):
        return super().write(t.upper())


u = Up()
print('hi', file=u)
print(u.getvalue())


class Raw(io.RawIOBase):

    def __init__(self, d):
        self.d = d

    def readable(self):
        return True

    def readinto(self, b):
        n = min(len(b), len(self.d))
        b[:n] = self.d[:n]
        self.d = self.d[n:]
        return n


r = Raw(b'hello\nworld')
print(r.read(3), r.readline(), r.readall())
print(io.BufferedReader(Raw(b'x\ny')).readlines())
try:
    print('\ud800')
except UnicodeEncodeError as e:
    print(e)
sys.stdout.reconfigure(errors='backslashreplace')
print('\ud800')
print(sys.stdout.encoding, sys.stdin.name, sys.stderr.errors)
print(io.UnsupportedOperation.__mro__[1:3], io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
f = open(p, 'w')
with open(p, 'w', buffering=1) as f:
    print(f.line_buffering)
os.remove(p)


def closing(base):
    class Closing(base):
        def close(self):
            print("closes", base.__name__)
            super().close()
    return Closing


# What nobody holds is closed, as its class says.
for base in io.BytesIO, io.StringIO:
    closing(base)()
    closing(base)().close()
