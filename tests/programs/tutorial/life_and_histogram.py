"""The game of life on sets, a text histogram and a temperature table."""
from collections import Counter
from itertools import product
import random
import statistics


def neighbours(cell):
    x, y = cell
    return {(x + dx, y + dy) for dx, dy in product((-1, 0, 1), repeat=2) if (dx, dy) != (0, 0)}


def step(alive):
    counts = Counter(n for cell in alive for n in neighbours(cell))
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


def draw(alive, width=8, height=5):
    return "\n".join("".join("#" if (x, y) in alive else "." for x in range(width)) for y in range(height))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
world = glider
for generation in range(9):
    if generation % 4 == 0:
        print(f"generation {generation}: {len(world)} alive")
        print(draw(world))
    world = step(world)
print({(x - 2, y - 2) for x, y in step(step(step(step(step(step(step(glider)))))))} & glider)

print(f"\n{'Celsius':>8} | {'Fahrenheit':^12} | {'Kelvin':<8}")
print(f"{'':->8}-+-{'':-^12}-+-{'':-<8}")
for celsius in range(-40, 101, 35):
    print(f"{celsius:>+8d} | {celsius * 9 / 5 + 32:^12.1f} | {celsius + 273.15:<8.2f}|")

random.seed(42)
heights = [random.gauss(170, 10) for _ in range(200)]
groups = Counter(int(height // 5 * 5) for height in heights)
top = max(groups.values())
for low in range(min(groups), max(groups) + 5, 5):
    bar = "█" * round(groups[low] / top * 30)
    print(f"{low}-{low + 4} {groups[low]:3} {bar}")
print(f"mean {statistics.mean(heights):.3f} median {statistics.median(heights):.3f} "
      f"stdev {statistics.stdev(heights):.3f}")
print(statistics.mode([1, 2, 2, 3]), statistics.quantiles(range(1, 10), n=4), statistics.mean([1, 2]))
dice = [sum(random.randint(1, 6) for _ in range(2)) for _ in range(1000)]
for total, count in sorted(Counter(dice).items()):
    print(f"{total:>2}: {'*' * (count // 10)} {count/len(dice):.1%}")
words = "the cat and the hat and the bat".split()
table = {word: words.count(word) for word in sorted(set(words), key=lambda w: (-words.count(w), w))}
width = max(map(len, table))
print("\n".join(f"{word:.<{width + 4}}{count:{'>'}{5}}" for word, count in table.items()))
value, name = 3.14159, "pi"
print(f"{name=} {value = :.2f} {value!r:>10} {name!r:*^9} {value:{8}.{3}} {{literal}} {'nested ' + f'{name}'}")
print("{0:>5}|{1:<5}|{0!r}|{key[a]}|{obj.real}".format("x", "y", key={"a": 1}, obj=5), "%5.1f%% %-6s| %03d" % (12.34, "ab", 7))
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)
print(draw(sorted(glider)[0]))
