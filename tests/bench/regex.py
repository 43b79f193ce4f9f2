"""Regular expressions: search, groups, findall, sub with a template and a function, split."""
import re
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
LINES = [
    "2024-03-05 12:30:01 INFO  server: started on port 8080",
    "2024-03-05 12:30:07 WARN  worker-3: queue length 181, limit 150",
    "2024-03-05 12:31:44 ERROR db: timeout after 3000 ms (user=anna, retry=2)",
    "not a line of the log",
]
LINE = re.compile(r"(\d+)-(\d+)-(\d+) (?P<time>[\d:]+) (?P<level>[A-Z]+)\s+([\w-]+): (.*)")
PAIR = re.compile(r"(\w+)=(\w+)")


def run(n):
    total = 0
    for i in range(n):
        for line in LINES:
            match = LINE.match(line)
            if match is None:
                total += 1
                continue
            total += int(match.group(1)) + len(match["level"]) + len(match.groups())
            total += sum(map(int, re.findall(r"\d+", match.group(7))))
            for key, value in PAIR.findall(line):
                total += len(key) * len(value)
            total += len(re.sub(r"\d", "#", line))
            total += len(PAIR.sub(lambda found: found.group(2), line))
            total += len(re.split(r"[\s,]+", line))
            if re.search(r"\berror\b", line, re.IGNORECASE):
                total += i & 1
    return total


print(run(300 * SCALE))
