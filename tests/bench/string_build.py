"""Strings put together: concatenation, join, f-strings, slices, repetition."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    total = 0
    for i in range(n):
        text = ""
        for j in range(50):
            text += chr(97 + j % 26)
        parts = [f"{j}:{text[j]}" for j in range(50)]
        line = ",".join(parts) + str(i)
        total += len(line) + len(text[10:30] * 3)
    return total


print(run(1_500 * SCALE))
