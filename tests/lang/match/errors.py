for text in (
    "match x:\n  case a: pass\n  case b: pass", "match x:\n  case a | b: pass",
    "match x:\n  case [a, a]: pass", "match x:\n  case {**rest, 'a': 1}: pass",
    "match x:\n  case [*a, *b]: pass", "match x:\n  pass", "match x:\n  case 1 + 1: pass",
    "match x:\n  case _ | 1: pass", "match x:\ncase 1: pass",
    "match x:\n  case Point(x=1, x=2): pass", "match x:\n  case {'a': 1, 'a': 2}: pass",
    "match x:\n  case 1 | a as a: pass", "match x:\n  case f(): pass",
    "match x:\n  case (1 | _) | _: pass", "match x:\n  case 1 | (2 | _) as a: pass\n  case 1: pass",
    "match x:\n  case 1 | (2 | _): pass",
):
    try:
        compile(text, "<t>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)  # expect: name capture 'a' makes remaining patterns unreachable
        # expect: name capture 'a' makes remaining patterns unreachable
        # expect: multiple assignments to name 'a' in pattern
        # expect: invalid syntax
        # expect: multiple starred names in sequence pattern
        # expect: invalid syntax
        # expect: imaginary number required in complex literal
        # expect: wildcard makes remaining patterns unreachable
        # expect: expected an indented block after 'match' statement on line 1
        # expect: attribute name repeated in class pattern: x
        # expect: mapping pattern checks duplicate key ('a')
        # expect: alternative patterns bind different names
        # expect: compiles
        # expect: wildcard makes remaining patterns unreachable
        # expect: wildcard makes remaining patterns unreachable
        # expect: compiles
