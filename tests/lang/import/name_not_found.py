for text in (
    "from support import nothing", "from support.with_all import nothing",
    "from math import nothing", "from sys import a, b",
):
    try:
        exec(text)
    except ImportError as error:
        print(str(error).split(" (/")[0].split(" (unknown")[0], type(error).__name__, error.name)
        # expect: cannot import name 'nothing' from 'support' ImportError support
        # expect: cannot import name 'nothing' from 'support.with_all' ImportError support.with_all
        # expect: cannot import name 'nothing' from 'math' ImportError math
        # expect: cannot import name 'a' from 'sys' ImportError sys
