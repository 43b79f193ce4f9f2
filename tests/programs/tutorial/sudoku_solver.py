"""Sudoku by elimination and search; the puzzle is text, the candidates are strings of digits."""

ROWS, COLUMNS = "ABCDEFGHI", "123456789"
CELLS = [r + c for r in ROWS for c in COLUMNS]
UNITS = ([[r + c for c in COLUMNS] for r in ROWS] + [[r + c for r in ROWS] for c in COLUMNS]
         + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")])
UNITS_OF = {cell: [unit for unit in UNITS if cell in unit] for cell in CELLS}
PEERS = {cell: set().union(*UNITS_OF[cell]) - {cell} for cell in CELLS}


class Contradiction(Exception):
    ...


def assign(values, cell, digit):
    for other in values[cell].replace(digit, ""):
        eliminate(values, cell, other)
    return values


def eliminate(values, cell, digit):
    if digit not in values[cell]:
        return
    values[cell] = values[cell].replace(digit, "")
    if not values[cell]:
        raise Contradiction(cell)
    if len(values[cell]) == 1:
        for peer in PEERS[cell]:
            eliminate(values, peer, values[cell])
    for unit in UNITS_OF[cell]:
        places = [place for place in unit if digit in values[place]]
        if not places:
            raise Contradiction(f"no place for {digit}")
        if len(places) == 1 and len(values[places[0]]) > 1:
            assign(values, places[0], digit)


def parse(text):
    digits = [c for c in text if c in "0123456789."]
    if len(digits) != 81:
        raise ValueError(f"81 digits needed, {len(digits)} given")
    values = {cell: COLUMNS for cell in CELLS}
    for cell, digit in zip(CELLS, digits):
        if digit in COLUMNS:
            assign(values, cell, digit)
    return values


def search(values, tried=[0]):
    if all(len(values[cell]) == 1 for cell in CELLS):
        return values
    _, cell = min((len(values[c]), c) for c in CELLS if len(values[c]) > 1)
    for digit in values[cell]:
        tried[0] += 1
        try:
            return search(assign(values.copy(), cell, digit))
        except Contradiction:
            continue
    raise Contradiction("every digit failed at " + cell)


def show(values):
    for r in ROWS:
        if r in "DG":
            print("------+-------+------")
        print(" | ".join(" ".join(values[r + c] for c in cs) for cs in ("123", "456", "789")))


EASY = """530070000 600195000 098000060 800060003 400803001 700020006 060000280 000419005 000080079"""
HARD = "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"
for puzzle in (EASY, HARD):
    solved = search(parse(puzzle))
    show(solved)
    print(all(sorted(solved[c] for c in unit) == sorted(COLUMNS) for unit in UNITS))
print(search.__defaults__[0][0] > 0, len(PEERS["E5"]), sorted(PEERS["A1"])[:5])
try:
    parse("123")
except ValueError as error:
    print(error)
parse("55" + "." * 79)
