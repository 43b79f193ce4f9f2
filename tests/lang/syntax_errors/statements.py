for text in (
    "import a.b.c as d, e", "import a as b.c", "from . import a", "from .. import (a)",
    "from a import (b, )", "from a import ()", "from a import *, b",
    "try: pass\nexcept: pass\nexcept A: pass", "try: pass\nexcept A: pass\nelse: pass",
    "try: pass\nelse: pass", "try: pass\nfinally: pass\nelse: pass",
    "try: pass\nexcept A as b.c: pass", "try: pass\nexcept A, B: pass",
    "try: pass\nexcept A, B as c: pass", "raise a, b", "raise a from", "assert x,", "x: int = ",
    "x: = 1", "(x): int = 1", "x, y: int", "[x]: int", "f(): int", "x += y += 1", "x = += 1",
    "del x y", "del (x, y), z", "del ()", "del []", "del *x", "global x, y", "global x.y",
    "with a as b, c as d: pass", "with (a as b, c as d): pass", "with (a, b) as c: pass",
    "with a as b c: pass", "pass 1", "break 1", "class C(a, b=c, *d, **e): pass", "class C: x",
    "class C() x", "type X = int", "type = 5", "match = 1", "case = 2", "_ = 3", "match x",
    "print(match)", "async = 1", "await = 1", "if x:\npass", "x = 1 y = 2", "if x: if y: pass",
    "for x in y: for z in w: pass", "x; ; y", ";", "x;",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'import a.b.c as d, e' | compiles
        # expect: 'import a as b.c' | invalid syntax
        # expect: 'from . import a' | compiles
        # expect: 'from .. import (a)' | compiles
        # expect: 'from a import (b, )' | compiles
        # expect: 'from a import ()' | invalid syntax
        # expect: 'from a import *, b' | invalid syntax
        # expect: 'try: pass\nexcept: pass\nexcept A: pass' | default 'except:' must be last
        # expect: 'try: pass\nexcept A: pass\nelse: pass' | compiles
        # expect: 'try: pass\nelse: pass' | expected 'except' or 'finally' block
        # expect: 'try: pass\nfinally: pass\nelse: pass' | invalid syntax
        # expect: 'try: pass\nexcept A as b.c: pass' | invalid syntax
        # expect: 'try: pass\nexcept A, B: pass' | multiple exception types must be parenthesized
        # expect: 'try: pass\nexcept A, B as c: pass' | multiple exception types must be parenthesized
        # expect: 'raise a, b' | invalid syntax
        # expect: 'raise a from' | invalid syntax
        # expect: 'assert x,' | invalid syntax
        # expect: 'x: int = ' | invalid syntax
        # expect: 'x: = 1' | invalid syntax
        # expect: '(x): int = 1' | compiles
        # expect: 'x, y: int' | only single target (not tuple) can be annotated
        # expect: '[x]: int' | only single target (not list) can be annotated
        # expect: 'f(): int' | illegal target for annotation
        # expect: 'x += y += 1' | invalid syntax
        # expect: 'x = += 1' | invalid syntax
        # expect: 'del x y' | invalid syntax
        # expect: 'del (x, y), z' | compiles
        # expect: 'del ()' | compiles
        # expect: 'del []' | compiles
        # expect: 'del *x' | cannot delete starred
        # expect: 'global x, y' | compiles
        # expect: 'global x.y' | invalid syntax
        # expect: 'with a as b, c as d: pass' | compiles
        # expect: 'with (a as b, c as d): pass' | compiles
        # expect: 'with (a, b) as c: pass' | compiles
        # expect: 'with a as b c: pass' | invalid syntax
        # expect: 'pass 1' | invalid syntax
        # expect: 'break 1' | invalid syntax
        # expect: 'class C(a, b=c, *d, **e): pass' | compiles
        # expect: 'class C: x' | compiles
        # expect: 'class C() x' | invalid syntax
        # expect: 'type X = int' | compiles
        # expect: 'type = 5' | compiles
        # expect: 'match = 1' | compiles
        # expect: 'case = 2' | compiles
        # expect: '_ = 3' | compiles
        # expect: 'match x' | expected ':'
        # expect: 'print(match)' | compiles
        # expect: 'async = 1' | invalid syntax
        # expect: 'await = 1' | invalid syntax
        # expect: 'if x:\npass' | expected an indented block after 'if' statement on line 1
        # expect: 'x = 1 y = 2' | invalid syntax
        # expect: 'if x: if y: pass' | invalid syntax
        # expect: 'for x in y: for z in w: pass' | invalid syntax
        # expect: 'x; ; y' | invalid syntax
        # expect: ';' | invalid syntax
        # expect: 'x;' | compiles
