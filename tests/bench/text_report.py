"""A report put together: a StringIO, columns by format specs and by %, joined lines, padding."""
import io
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ROWS = [("bolt", 12, 0.25), ("nut", 7, 0.1), ("washer \u03bc", 340, 0.015), ("long screw", 5, 12.5)]


def run(n):
    total = 0
    for i in range(n):
        out = io.StringIO()
        out.write("%-12s|%6s|%8s\n" % ("name", "count", "price"))
        out.write("-" * 28 + "\n")
        for name, count, price in ROWS:
            out.write(f"{name:<12}|{count + i:6d}|{price:8.2f}\n")
        for name, count, price in ROWS:
            out.write("%-12s|%6d|%8.2f\n" % (name, count, price * count))
        lines = [name.title().ljust(14, ".") + str(count).rjust(6) for name, count, _ in ROWS]
        text = out.getvalue() + "\n".join(lines) + "{} of {}".format(i, n)
        for line in text.splitlines():
            total += len(line) + line.count("|")
    return total


print(run(600 * SCALE))
