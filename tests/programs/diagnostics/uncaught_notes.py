def fact(n):
    if n == 0: raise ValueError("bottom")
    try:
        return n * fact(n - 1)
    except ValueError as e:
        e.add_note(f"note {n}")
        e.add_note("multi\nline")
        raise
fact(3)
