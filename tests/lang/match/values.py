class Color:
    RED = 1
    BLUE = 2

def f(x):
    match x:
        case Color.RED: return "red"
        case Color.BLUE: return "blue"
        case name: return f"captured {name}"

print(f(1), f(2), f(3))  # expect: red blue captured 3
match = {"match": 1}
case = 5
print(match["match"], case)  # expect: 1 5
