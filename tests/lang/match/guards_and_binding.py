def f(x):
    match x:
        case [a, b] if a > b:
            return "falling"
        case [a, b] if a < b:
            return "rising"
        case [a, b]:
            return f"level {a}"
    return "no case"

print(f([2, 1]), f([1, 2]), f([3, 3]), f(5))  # expect: falling rising level 3 no case
match 5:
    case int() as n: pass
print(n)  # expect: 5
match (1, (2, 3)):
    case (a, (b, c) as inner):
        print(a, b, c, inner)  # expect: 1 2 3 (2, 3)
command = "go north"
match command.split():
    case ["go", ("north" | "south") as direction]:
        print(direction)  # expect: north
