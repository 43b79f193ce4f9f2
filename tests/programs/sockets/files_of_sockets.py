# makefile(): sockets as files of text and of bytes.
import socket, io
for mode in ("r","rb"):
    a,b=socket.socketpair()
    f=a.makefile("rw" if mode=="r" else "rwb")
    g=b.makefile("rw" if mode=="r" else "rwb", newline=None) if mode=="r" else b.makefile("rwb")
    x=(lambda s: s) if mode=="r" else (lambda s: s.encode())
    f.write(x("one\ntwo\r\nthrée\n")); f.flush()
    print(repr(g.readline()), repr(g.readline()), repr(g.read(3)), repr(g.readline()))
    g.write(x("answer\n")); g.flush(); print(repr(f.readline()))
    f.close(); print(a.fileno()>=0, f.closed); a.close(); print(a.fileno())
    print(repr(g.read())); g.close(); b.close()
a,b=socket.socketpair()
b.close
with a.makefile("wb") as w, b.makefile("rb") as r:
    print(w.write(b"abc\ndef\nghi"))
    w.flush(); a.shutdown(socket.SHUT_WR)
    print(list(r), r.read(), r.readable(), r.writable(), r.seekable())
a.close(); b.close()
print(a.fileno(), b.fileno())
a,b=socket.socketpair()
f=a.makefile("rb",buffering=0); print(type(f).__name__, f.mode, f.readable(), f.writable()); b.sendall(b"xyz"); print(f.read(2), f.readinto(bytearray(5)));
a.settimeout(0.01)
try: f.read(1)
except TimeoutError as e: print(repr(e))
try: f.read(1)
except OSError as e: print(repr(e))
