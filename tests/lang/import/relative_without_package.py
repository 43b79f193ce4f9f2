try:
    from . import x
except ImportError as error:
    print(error)  # expect: attempted relative import with no known parent package
try:
    from .y import x
except ImportError as error:
    print(error)  # expect: attempted relative import with no known parent package
for text in (
    "from math import *\ndef f():\n    from math import *", "import a.b as c.d",
    "from . import *, x", "from x import", "import", "from x import (a, b", "from x import a,",
    "import x as",
):
    try:
        compile(text, "<t>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)  # expect: import * only allowed at module level
        # expect: invalid syntax
        # expect: invalid syntax
        # expect: Expected one or more names after 'import'
        # expect: Expected one or more names after 'import'
        # expect: '(' was never closed
        # expect: trailing comma not allowed without surrounding parentheses
        # expect: invalid syntax
