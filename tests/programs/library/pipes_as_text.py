"""Text read from a pipe: a read waits for no more than it was asked for."""

import os
import signal
import threading


def reader(**options):
    read_end, write_end = os.pipe()
    return write_end, open(read_end, **options)


def read_pieces(encoding, newline, pieces):
    write_end, stream = reader(encoding=encoding, newline=newline, errors="replace")
    for piece, method, size in pieces:
        os.write(write_end, piece)
        print(encoding, repr(newline), repr(getattr(stream, method)(size)))
    os.close(write_end)
    print(repr(stream.read()))
    stream.close()


read_pieces("utf-8", None, [(b"foobar", "read", 6), (b"one\ntwo\n", "readline", -1), (b"", "readline", -1)])
read_pieces("utf-8", None, [("äöü€".encode(), "read", 4), ("𝄞x".encode(), "read", 2), (b"abc", "readline", 2)])
read_pieces("utf-8", None, [(b"abc", "readline", 3), (b"a\r\nb\n", "readline", 5), (b"c\r\n", "read", 2)])
read_pieces("utf-8", "", [(b"a\r\n", "readline", -1), (b"xyz", "read", 3), (b"\r\n", "read", 2)])
read_pieces("latin-1", None, [(b"\xe4\xf6", "read", 2), (b"\xff\n", "readline", -1)])
read_pieces("utf-8", None, [(b"a\xff\xf5", "read", 3), (b"\x80b", "read", 2), (b"\xe2\x82", "read", 0)])


def stop_writing(number, frame):
    raise ZeroDivisionError("stop")


def interrupted_write(mode, data):
    read_end, write_end = os.pipe()
    signal.signal(signal.SIGALRM, stop_writing)
    stream = open(write_end, mode, closefd=False)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    thread = threading.Thread(target=os.read, args=(read_end, 1))
    thread.start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        stream.write(data)
        stream.flush()
    except ZeroDivisionError as error:
        print(mode, error)
    thread.join()
    os.set_blocking(write_end, False)
    os.close(read_end)
    try:
        stream.close()
    except OSError:
        pass
    os.close(write_end)


interrupted_write("w", "x" * 3_000_000)
interrupted_write("wb", b"x" * 3_000_000)
