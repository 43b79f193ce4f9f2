# gzip: what may be written, files that are closed or cut off, the time in the header, python -m gzip.
import gzip
import io
import os
import subprocess
import sys
import tempfile
import zlib


def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError, EOFError, OSError) as error:
        print(type(error).__name__, error)


packed = io.BytesIO()
with gzip.GzipFile("name", "wb", fileobj=packed, mtime=123) as writer:
    for data in (5, "x", None, [1, 2], bytearray(b"ab"), memoryview(b"cd")):
        attempt(lambda: writer.write(data))
    writer.flush(zlib.Z_FULL_FLUSH)
reader = gzip.GzipFile(fileobj=io.BytesIO(packed.getvalue()))
print(reader.mtime, reader.read(1), reader.mtime, reader.read())
reader.close()
for closed in (lambda: writer.write(b""), writer.flush, writer.tell, lambda: writer.seek(0), reader.flush, reader.tell,
               lambda: reader.seek(0), reader.read, reader.readline):
    attempt(closed)
for data in (packed.getvalue()[:12], packed.getvalue()[:-3], b"\x1f\x8b\x08\x04" + bytes(6), b"\x1f\x8b\x08\x02" + bytes(6),
             b"\x1f\x8b\x08\x08" + bytes(6), b"\x1f", b"ab", 5, b""):
    attempt(lambda: gzip.decompress(data))
attempt(lambda: gzip.compress(5))

with tempfile.TemporaryDirectory() as folder:
    def run(*arguments, **options):
        return subprocess.run([sys.executable, "-m", "gzip", *arguments], capture_output=True, cwd=folder, **options)

    path = os.path.join(folder, "text")
    with open(path, "wb") as file:
        file.write(b"words " * 100)
    print(run("text").returncode, sorted(os.listdir(folder)), gzip.open(path + ".gz").read() == b"words " * 100)
    os.remove(path)
    print(run("-d", "text.gz").returncode, os.path.getsize(path))
    there = run("--best", input=b"through pipes").stdout
    print(there[:2], run("--decompress", input=there).stdout)
    print(run("-d", "text").returncode, run("--fast", "--best", "text").returncode)
