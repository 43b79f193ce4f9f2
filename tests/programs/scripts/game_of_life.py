"""Conway's game on a torus, the cells kept in a set of tuples."""
HEIGHT, WIDTH = 8, 16
glider = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
blinker = {(5, 9), (5, 10), (5, 11)}


def neighbours(cell):
    row, column = cell
    return [((row + i) % HEIGHT, (column + j) % WIDTH) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]


def step(alive):
    counts = {}
    for cell in alive:
        for near in neighbours(cell):
            counts[near] = counts.get(near, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in alive}


def show(alive):
    for row in range(HEIGHT):
        print("".join(["#" if (row, column) in alive else "." for column in range(WIDTH)]))


world = glider | blinker
for generation in range(13):
    if generation % 6 == 0:
        print("generation", generation, "alive", len(world))
        show(world)
    world = step(world)
