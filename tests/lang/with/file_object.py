import os

path = "/tmp/gilt-test-" + str(os.getpid()) + ".txt"
with open(path, "w") as f:
    print(f.write("line one\nline two\n中文\n"), f.closed)  # expect: 21 False
print(f.closed)  # expect: True
with open(path) as f:
    for line in f:
        print(line.rstrip("\n"))  # expect: line one
        # expect: line two
        # expect: 中文
with open(path, encoding="utf-8") as f:
    print([f.readline(), f.read(4), f.read()])  # expect: ['line one\n', 'line', ' two\n中文\n']
with open(path, "a") as f:
    print("printed", file=f)
with open(path, "rb") as f:
    print(f.read()[-8:])  # expect: b'printed\n'
try:
    f.read()
except ValueError as error:
    print(error)  # expect: read of closed file
os.remove(path)
