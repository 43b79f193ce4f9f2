"""String methods on ordinary text."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
TEXT = "The quick brown fox jumps over the lazy dog, again and again and again. "


def run(n):
    total = 0
    for i in range(n):
        words = TEXT.split()
        total += len(words) + TEXT.count("again") + TEXT.find("lazy")
        upper = TEXT.upper().replace("FOX", "CAT").strip()
        if upper.startswith("THE") and not upper.endswith("x"):
            total += len("-".join(words)) + upper.index("CAT")
        total += len(TEXT.lower().title().partition(",")[2]) + words[i % 14].isalpha()
    return total


print(run(7_000 * SCALE))
