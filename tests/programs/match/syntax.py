"""What is no pattern, and the soft keywords."""
for source in (
    "case a: pass\n case b: pass", "case _: pass\n case 1: pass", "case a | 1: pass", "case None | a | 3: pass",
    "case [a, a]: pass", "case [x, (y as x)]: pass", "case C(a, b=a): pass", "case {'x': a, **a}: pass",
    "case {'a': 1, 'a': 2}: pass", "case {1: a, 1: b}: pass", "case {**a, 'b': 1}: pass", "case {**_}: pass",
    "case {a: 1}: pass", "case [*a, *b]: pass", "case *a: pass", "case (a as _): pass", "case 1 as a.b: pass",
    "case 1 as 2: pass", "case a | b: pass", "case [a] | [b]: pass", "case (1 as a) | (2 as b): pass",
    "case C(a=1, a=2): pass", "case C(a=1, 2): pass", "case -a: pass", "case 1 + 1: pass", "case f'x': pass",
    "case f'{x}': pass", "case 'a' 'b': pass", "case C(__debug__=1): pass", "case __debug__: pass",
    "case 1\n  pass", "case 1 if: pass", "pass", "case 1 if (y := 2): pass\n case z: pass",
):
    try:
        compile("match x:\n " + source, "<s>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), error.msg)
match = [1, 2]
case = {"a": 1}
match[0], match[1] = match[1], match[0]
match (case):
    case {"a": type}:
        print(match, case, type)
match -1, *match:
    case 1, *_:
        print("never")
    case [-1, *rest] if rest:
        print(rest)
