def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "small"
        case -1:
            return "minus"
        case "text":
            return "string"
        case None:
            return "none"
        case True:
            return "true"
        case 2.5:
            return "float"
        case _:
            return "other"

print([f(x) for x in (0, 1, 2, -1, "text", None, True, False, 2.5, [], 3)])
# expect: ['zero', 'small', 'small', 'minus', 'string', 'none', 'small', 'zero', 'float', 'other', 'other']
