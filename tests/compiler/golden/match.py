def f(x):
    match x:
        case 0 | 1:
            return "small"
        case [a, *rest] if a:
            return rest
        case {"k": v, **others}:
            return v, others
        case Point(x=0, y=(1 | 2) as y):
            return y
        case None:
            return None
        case _:
            return x
