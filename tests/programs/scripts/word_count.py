"""Counts the words of a text with a dict and prints a bar chart."""
text = """The quick brown fox jumps over the lazy dog. The dog sleeps;
the fox, quick as ever, jumps again. Over and over the dog dreams."""

counts = {}
for raw in text.lower().split():
    word = raw.strip(".,;")
    counts[word] = counts.get(word, 0) + 1

ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
for word, count in ranked[:6]:
    print(f"{word:<6} {count:>2} {'#' * count}")
print(len(counts), sum(counts.values()), max(map(len, counts)))
by_length = {}
for word in counts:
    by_length.setdefault(len(word), []).append(word)
for length in sorted(by_length):
    print(length, " ".join(sorted(by_length[length])))
