"""Random programs: grammar-directed, always ending, with output that does not depend on hashes.

A program is a list of steps. Each step is one statement of a random kind inside a `try`, so that an
exception is output like any other. Expressions are chosen by the type they should have, and now and then
of a wrong one, so that operators, methods and messages of errors are all met. Loops have small bounds and
every function call costs fuel, so a program ends.

`Program(seed).text()` is the same for ever; compare.py runs it.
"""
import random

PRELUDE = '''
import sys
fuel = 400
def burn():
    global fuel
    fuel -= 1
    if fuel < 0:
        raise RuntimeError("out of fuel")
def canon(v, depth=0):
    if depth > 4:
        return "..."
    if isinstance(v, (set, frozenset)):
        return type(v).__name__ + "{" + ", ".join(sorted(canon(i, depth + 1) for i in v)) + "}"
    if type(v) is dict:
        return "{" + ", ".join(canon(k, depth + 1) + ": " + canon(i, depth + 1) for k, i in v.items()) + "}"
    if type(v) in (list, tuple):
        return type(v).__name__[0] + "[" + ", ".join(canon(i, depth + 1) for i in v) + "]"
    if callable(v) or hasattr(v, "send") or hasattr(v, "__next__"):
        return "<" + type(v).__name__ + ">"
    try:
        text = repr(v)
    except ValueError as e:
        return "ValueError: " + str(e)
    if " at 0x" in text:
        return text[:text.index(" at 0x")]
    return text if len(text) < 300 else text[:300] + "... " + str(len(text))
def show(*values):
    print(*[canon(v) for v in values])
'''.strip()

INTS = ["0", "1", "-1", "2", "3", "7", "10", "-5", "255", "256", "1000", "2**31", "2**63 - 1", "-2**63", "2**64",
        "10**20", "-(10**25)", "4611686018427387903", "0xff", "0b101", "1_000"]
FLOATS = ["0.0", "1.0", "-0.0", "0.5", "2.5", "-1.25", "1e10", "1e-7", "1e300", "3.14159", "float('inf')",
          "float('-inf')", "float('nan')", "1e16", "123456789.125", "0.1"]
STRINGS = ["''", "'a'", "'abc'", "'Hello World'", "'x,y,,z'", "'  pad '", "'ÄÖü'", "'日本'", "'😀x'", "'123'",
           "'line1\\nline2'", "'tab\\there'", "'ß'", "'aXbXc'", "'%d'", "'{}'", "'aaa'", "\"it's\"", "'0x1f'", "'éa'"]
BYTES = ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "bytes(3)", "bytearray(b'xyz')"]

FORMATS = {
    "int": ["", "d", "5d", "<6", ">8", "^7", "+d", " d", "05", "x", "#x", "o", "#b", ",", "_", "e", ".2f", "c", "s",
            "*^9", "n", "_x", "%", "08.3f", "=+6"],
    "float": ["", ".2f", "8.3f", "<10", "e", ".3e", "g", ".3g", "%", ".1%", ",.2f", "+.1f", "010.2f", "d", "G", "#g",
              "z.0f", "_.3f"],
    "str": ["", "s", "10", ">10", "^9", "*<8", ".2", "5.1", "d", "=8", "-^11s"],
}

STR_METHODS = [
    ("upper", ""), ("lower", ""), ("title", ""), ("swapcase", ""), ("capitalize", ""), ("casefold", ""),
    ("strip", ""), ("lstrip", ""), ("rstrip", "s"), ("split", ""), ("split", "s"), ("rsplit", "s1"),
    ("splitlines", ""), ("find", "s"), ("rfind", "s"), ("index", "s"), ("count", "s"), ("replace", "ss"),
    ("startswith", "s"), ("endswith", "s"), ("join", "L"), ("center", "w"), ("ljust", "w"), ("rjust", "w"),
    ("zfill", "w"), ("partition", "s"), ("rpartition", "s"), ("isdigit", ""), ("isalpha", ""), ("isalnum", ""),
    ("isspace", ""), ("isupper", ""), ("islower", ""), ("istitle", ""), ("isidentifier", ""), ("expandtabs", "w"),
    ("encode", ""), ("removeprefix", "s"), ("removesuffix", "s"), ("isnumeric", ""), ("isprintable", ""),
    ("format", "i"), ("__len__", ""), ("__contains__", "s"),
]
LIST_METHODS = [("append", "a"), ("extend", "l"), ("insert", "ia"), ("pop", ""), ("pop", "i"), ("remove", "a"),
                ("index", "a"), ("count", "a"), ("sort", ""), ("reverse", ""), ("copy", ""), ("clear", "")]
DICT_METHODS = [("get", "k"), ("get", "ka"), ("pop", "k"), ("pop", "ka"), ("setdefault", "ka"), ("keys", ""),
                ("values", ""), ("items", ""), ("update", "d"), ("copy", ""), ("popitem", ""), ("clear", "")]
SET_METHODS = [("add", "h"), ("discard", "h"), ("remove", "h"), ("union", "l"), ("intersection", "l"),
               ("difference", "l"), ("symmetric_difference", "l"), ("issubset", "l"), ("issuperset", "l"),
               ("isdisjoint", "l"), ("copy", ""), ("update", "l")]
ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "RuntimeError", "Boom",
          "LookupError", "ArithmeticError", "StopIteration", "AttributeError"]


class Program:
    """One random program. The names of each type that are in scope are kept in `names`."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {kind: [] for kind in ("int", "float", "str", "list", "dict", "set", "tuple", "bytes", "any")}
        self.functions, self.generators, self.classes, self.instances = [], [], [], []
        self.n = 0

    # --- choices

    def pick(self, options):
        return self.random.choice(options)

    def chance(self, p):
        return self.random.random() < p

    def fresh(self, prefix):
        self.n += 1
        return f"{prefix}{self.n}"

    # --- expressions

    def expr(self, kind, depth=3):
        if self.chance(0.03):
            kind = self.pick(["int", "float", "str", "list", "dict", "set", "tuple", "bytes", "none", "bool"])
        if kind == "any":
            kind = self.pick(["int", "int", "float", "str", "str", "list", "tuple", "dict", "set", "bool", "none", "bytes"])
        if self.names.get(kind) and self.chance(0.35):
            return self.pick(self.names[kind])
        if depth > 0 and self.functions and self.chance(0.04):
            return self.call(depth - 1)
        if depth > 0 and self.chance(0.05):
            return f"({self.expr(kind, depth - 1)} if {self.expr('bool', depth - 1)} else {self.expr(kind, depth - 1)})"
        if depth > 0 and self.chance(0.02):
            return f"(lambda {(v := self.fresh('p'))}={self.expr(kind, depth - 1)}: {v})()"
        return getattr(self, "expr_" + kind)(depth)

    def expr_none(self, depth):
        return "None"

    def expr_bool(self, depth):
        if depth <= 0:
            return self.pick(["True", "False"])
        d = depth - 1
        form = self.random.randrange(8)
        if form == 0:
            kind = self.pick(["int", "str", "float", "list", "tuple", "set"])
            return f"({self.expr(kind, d)} {self.pick(['<', '<=', '==', '!=', '>', '>='])} {self.expr(kind, d)})"
        if form == 1:
            return f"({self.expr('int', d)} {self.pick(['<', '<=', '=='])} {self.expr('int', d)} {self.pick(['<', '!=', '>='])} {self.expr('float', d)})"
        if form == 2:
            return f"(not {self.expr('any', d)})"
        if form == 3:
            return f"({self.expr('any', d)} {self.pick(['and', 'or'])} {self.expr('bool', d)})"
        if form == 4:
            return f"({self.expr('int', d)} {self.pick(['in', 'not in'])} {self.expr(self.pick(['list', 'tuple', 'set', 'dict']), d)})"
        if form == 5:
            return f"isinstance({self.expr('any', d)}, {self.pick(['int', 'str', '(int, float)', 'list', 'object', 'bool'])})"
        if form == 6:
            return f"{self.pick(['any', 'all', 'bool'])}({self.expr('list', d)})"
        return f"({self.expr('str', d)} in {self.expr('str', d)})"

    def expr_int(self, depth):
        if depth <= 0:
            return self.pick(INTS)
        d = depth - 1
        form = self.random.randrange(14)
        if form < 5:
            op = self.pick(["+", "-", "*", "//", "%", "&", "|", "^"])
            return f"({self.expr('int', d)} {op} {self.expr('int', d)})"
        if form == 5:
            return f"({self.expr('int', d)} {self.pick(['<<', '>>', '**'])} {self.pick(['0', '1', '3', '17', '64', '-1'])})"
        if form == 6:
            return f"({self.pick(['-', '~', '+'])}{self.expr('int', d)})"
        if form == 7:
            return f"len({self.expr(self.pick(['list', 'str', 'dict', 'set', 'tuple', 'bytes']), d)})"
        if form == 8:
            return f"int({self.expr(self.pick(['float', 'str', 'bool', 'int']), d)})"
        if form == 9:
            return f"{self.pick(['sum', 'max', 'min'])}({self.expr('list', d)})"
        if form == 10:
            return f"{self.pick(['abs', 'round', 'hash', 'int'])}({self.expr('int', d)})"
        if form == 11:
            return f"{self.expr('list', d)}[{self.pick(['0', '-1', '1', '2', self.expr('int', 0)])}]"
        if form == 12:
            return f"divmod({self.expr('int', d)}, {self.expr('int', d)})[{self.pick(['0', '1'])}]"
        return f"({self.expr('int', d)}).{self.pick(['bit_length()', 'bit_count()', 'real', 'conjugate()', 'denominator'])}"

    def expr_float(self, depth):
        if depth <= 0:
            return self.pick(FLOATS)
        d = depth - 1
        form = self.random.randrange(8)
        if form < 3:
            return f"({self.expr('float', d)} {self.pick(['+', '-', '*', '/', '//', '%'])} {self.expr(self.pick(['float', 'int']), d)})"
        if form == 3:
            return f"({self.expr('int', d)} / {self.expr('int', d)})"
        if form == 4:
            return f"round({self.expr('float', d)}, {self.pick(['0', '1', '2', '-1'])})"
        if form == 5:
            return f"float({self.expr(self.pick(['int', 'str']), d)})"
        if form == 6:
            return f"abs({self.expr('float', d)})"
        return f"({self.expr('float', d)}).{self.pick(['is_integer()', 'as_integer_ratio()[0]', 'hex()', 'real'])}"

    def slice(self, depth):
        parts = [self.pick(["", "0", "1", "2", "-1", "-2", "5", "100"]) for _ in range(3)]
        parts[2] = self.pick(["", "", "1", "2", "-1", "-2", "0"])
        return ":".join(parts[:self.pick([2, 3])])

    def expr_str(self, depth):
        if depth <= 0:
            return self.pick(STRINGS)
        d = depth - 1
        form = self.random.randrange(11)
        if form == 0:
            return f"({self.expr('str', d)} + {self.expr('str', d)})"
        if form == 1:
            return f"({self.expr('str', d)} * {self.pick(['0', '1', '2', '3', '-1'])})"
        if form in (2, 3):
            return self.str_method(d)
        if form == 4:
            return f"{self.expr('str', d)}[{self.slice(d)}]"
        if form == 5:
            return f"{self.pick(['str', 'repr', 'ascii'])}({self.expr(self.pick(['int', 'float', 'str', 'list', 'tuple', 'bytes', 'bool']), d)})"
        if form == 6:
            return self.f_string(d)
        if form == 7:
            kind = self.pick(["int", "float", "str"])
            return f"format({self.expr(kind, d)}, {self.pick(FORMATS[kind])!r})"
        if form == 8:
            spec = self.pick(["%d", "%5d", "%s", "%r", "%x", "%.3f", "%-6s|", "%+d", "%05d", "%e", "%g", "%c", "%%%s", "%#o"])
            return f"({spec!r} % ({self.expr(self.pick(['int', 'float', 'str']), d)},))"
        if form == 9:
            return f"{self.pick(['chr', 'hex', 'oct', 'bin'])}({self.expr('int', d)})"
        text = self.pick(["{} {}", "{0}{1}{0}", "{:>6}|{!r}", "{1:.2}", "{a} {}", "{0[0]}", "{:{}}", "{!s:^8}{}"])
        return f"{text!r}.format({self.expr('any', d)}, {self.expr('int', d)}, a={self.expr('any', d)})" if "a" in text else \
            f"{text!r}.format({self.expr('str', d)}, {self.expr('int', d)})"

    def str_method(self, depth):
        name, parameters = self.pick(STR_METHODS)
        arguments = {"s": lambda: self.expr("str", 0), "1": lambda: "1", "L": lambda: f"[str(i) for i in {self.expr('list', 0)}]",
                     "w": lambda: self.pick(["0", "3", "8", "12"]), "i": lambda: self.expr("int", 0)}
        return f"{self.expr('str', depth)}.{name}({', '.join(arguments[p]() for p in parameters)})"

    def f_string(self, depth):
        out = []
        for _ in range(self.random.randrange(1, 4)):
            kind = self.pick(["int", "float", "str"])
            form = self.random.randrange(4)
            if form == 0:
                out.append(f"{{({self.expr(kind, depth - 1)}):{self.pick(FORMATS[kind])}}}")
            elif form == 1:
                out.append(f"{{({self.expr('any', depth - 1)}){self.pick(['!r', '!s', '!a'])}}}")
            elif form == 2:
                out.append(f"{{({self.expr(kind, 0)}) = }}")
            else:
                out.append(f" {{({self.expr(kind, 0)}):>{{{self.pick(['3', '6', '9'])}}}}} ")
        text = "".join(out)
        return f'f"{text}"'

    def items(self, kind, depth, low=0, high=4):
        items = [self.expr(kind, depth) for _ in range(self.random.randrange(low, high + 1))]
        if items and self.chance(0.12):
            items.insert(self.random.randrange(len(items)), f"*{self.expr(self.pick(['list', 'tuple', 'str']), depth - 1)}")
        return items

    def expr_list(self, depth):
        if depth <= 0:
            return self.pick(["[]", "[1, 2, 3]", "[3, 1, 2]", "list(range(5))", "['b', 'a']", "[1, 'x', None]", "[[1], [2]]", "[1.5, 2]"])
        d = depth - 1
        form = self.random.randrange(10)
        if form < 3:
            return f"[{', '.join(self.items(self.pick(['int', 'str', 'any']), d))}]"
        if form == 3:
            return f"({self.expr('list', d)} + {self.expr('list', d)})"
        if form == 4:
            return f"{self.expr('list', d)}[{self.slice(d)}]"
        if form == 5:
            return self.comprehension("[", "]", d)
        if form == 6:
            return f"sorted({self.expr(self.pick(['list', 'tuple', 'set', 'str']), d)}{self.pick(['', ', reverse=True', ', key=str', ', key=repr, reverse=True'])})"
        if form == 7:
            return f"list({self.pick(['reversed', 'enumerate', 'iter'])}({self.expr(self.pick(['list', 'tuple', 'str']), d)}))"
        if form == 8:
            return f"list(zip({self.expr('list', d)}, {self.expr('str', d)}))"
        function = self.pick(["str", "repr", "bool", "lambda v: (v, v)", "lambda v: type(v).__name__"])
        return f"list(map({function}, {self.expr('list', d)}))"

    def comprehension(self, left, right, depth):
        v = self.fresh("v")
        source = self.expr(self.pick(["list", "tuple", "str"]), depth - 1)
        element = self.pick([v, f"({v}, {v})", f"str({v})", f"[{v}] * 2", f"{v} == 1"])
        clause = f"for {v} in {source}"
        if self.chance(0.3):
            clause += f" if {self.pick([v, f'{v} != 1', f'isinstance({v}, int)'])}"
        if self.chance(0.15):
            w = self.fresh("w")
            clause += f" for {w} in {self.pick(['range(2)', repr('ab'), '[1, 2]'])}"
            element = f"({element}, {w})"
        return f"{left}{element} {clause}{right}"

    def expr_tuple(self, depth):
        if depth <= 0:
            return self.pick(["()", "(1,)", "(1, 2)", "('a', 1)", "(1.0, None, True)"])
        d = depth - 1
        form = self.random.randrange(5)
        if form < 2:
            items = self.items("any", d, 1)
            return f"({', '.join(items)},)"
        if form == 2:
            return f"tuple({self.comprehension('', '', d)})" if self.chance(0.5) else f"tuple({self.expr('list', d)})"
        if form == 3:
            return f"({self.expr('tuple', d)} {self.pick(['+'])} {self.expr('tuple', d)})"
        return f"{self.expr('tuple', d)}[{self.slice(d)}]"

    def key(self, depth):
        return self.expr(self.pick(["int", "str", "int", "float", "tuple", "bool"]), min(depth, 1))

    def expr_dict(self, depth):
        if depth <= 0:
            return self.pick(["{}", "{'a': 1}", "{1: 'x', 2: 'y'}", "dict(a=1, b=2)", "{True: 1, 0: 2}"])
        d = depth - 1
        form = self.random.randrange(5)
        if form < 2:
            pairs = [f"{self.key(d)}: {self.expr('any', d)}" for _ in range(self.random.randrange(4))]
            if self.chance(0.2):
                pairs.append(f"**{self.expr('dict', 0)}")
            return f"{{{', '.join(pairs)}}}"
        if form == 2:
            v = self.fresh("v")
            return f"{{{v}: {self.pick([f'{v} * 2', f'str({v})', '1'])} for {v} in {self.expr(self.pick(['list', 'tuple', 'str']), d)}}}"
        if form == 3:
            return f"({self.expr('dict', d)} | {self.expr('dict', d)})"
        return f"dict.fromkeys({self.expr(self.pick(['list', 'str', 'tuple']), d)}, {self.expr('any', 0)})"

    def expr_set(self, depth):
        if depth <= 0:
            return self.pick(["set()", "{1, 2, 3}", "{'a', 'b'}", "frozenset([1, 2])", "{1, 'a', None}"])
        d = depth - 1
        form = self.random.randrange(4)
        if form == 0:
            return f"{{{', '.join([self.key(d) for _ in range(self.random.randrange(1, 4))])}}}"
        if form == 1:
            return f"({self.expr('set', d)} {self.pick(['|', '&', '-', '^'])} {self.expr('set', d)})"
        if form == 2:
            return self.comprehension("{", "}", d)
        return f"{self.pick(['set', 'frozenset'])}({self.expr(self.pick(['list', 'str', 'tuple']), d)})"

    def expr_bytes(self, depth):
        if depth <= 0:
            return self.pick(BYTES)
        d = depth - 1
        return self.pick([f"({self.expr('bytes', d)} + {self.expr('bytes', d)})", f"{self.expr('str', d)}.encode()",
                          f"{self.expr('bytes', d)}[{self.slice(d)}]", f"bytes({self.expr('list', d)})",
                          f"{self.expr('bytes', d)}.{self.pick(['upper()', 'hex()', 'split(b' + repr(',') + ')', 'strip()', 'decode(errors=' + repr('replace') + ')', 'find(b' + repr('b') + ')'])}"])

    def call(self, depth):
        name, n, keywords = self.pick(self.functions)
        count = n if self.chance(0.9) else self.random.randrange(4)
        arguments = [self.expr("any", min(depth, 1)) for _ in range(count)]
        if keywords and self.chance(0.5):
            arguments.append(f"{self.pick(keywords)}={self.expr('any', 0)}")
        if self.chance(0.1):
            arguments.append(f"*{self.expr('list', 0)}")
        if self.chance(0.05):
            arguments.append("**{'k': 1}")
        return f"{name}({', '.join(arguments)})"

    # --- statements: lists of lines

    def block(self, depth, n=None, inside=""):
        lines = []
        saved = {kind: list(names) for kind, names in self.names.items()}
        for _ in range(n or self.random.randrange(1, 4)):
            lines += self.statement(depth, inside)
        self.names = saved
        return ["    " + line for line in lines] or ["    pass"]

    def statement(self, depth, inside=""):
        kinds = ["assign", "assign", "show", "show", "augment", "mutate", "item", "unpack"]
        if depth > 0:
            kinds += ["if", "for", "while", "try", "try", "with", "match", "walrus", "delete", "raise"]
        if "loop" in inside:
            kinds += ["leave"]
        if "function" in inside:
            kinds += ["return"]
        if "generator" in inside:
            kinds += ["yield", "yield"]
        return getattr(self, "stmt_" + self.pick(kinds))(depth - 1, inside)

    def target(self, kind):
        if self.names[kind] and self.chance(0.4):
            return self.pick(self.names[kind])
        name = self.fresh(kind[0])
        self.names[kind].append(name)
        return name

    def stmt_assign(self, depth, inside):
        kind = self.pick(["int", "int", "float", "str", "str", "list", "dict", "set", "tuple", "bytes"])
        value = self.expr(kind)
        name = self.target(kind)
        return [f"{name} = {value}"]

    def stmt_show(self, depth, inside):
        return [f"show({', '.join(self.expr('any') for _ in range(self.random.randrange(1, 3)))})"]

    def stmt_augment(self, depth, inside):
        kind = self.pick([k for k in ("int", "float", "str", "list", "set", "tuple") if self.names[k]] or ["int"])
        if not self.names[kind]:
            return self.stmt_assign(depth, inside)
        ops = {"int": ["+=", "-=", "*=", "//=", "%=", "|=", "&=", "^="], "float": ["+=", "-=", "*=", "/="], "str": ["+="],
               "list": ["+="], "set": ["|=", "&=", "-=", "^="], "tuple": ["+="]}[kind]
        return [f"{self.pick(self.names[kind])} {self.pick(ops)} {self.expr(kind, 1)}"]

    def stmt_mutate(self, depth, inside):
        kind = self.pick([k for k in ("list", "dict", "set") if self.names[k]] or ["str"])
        if kind == "str":
            return [f"show({self.str_method(1)})"]
        table = {"list": LIST_METHODS, "dict": DICT_METHODS, "set": SET_METHODS}[kind]
        name, parameters = self.pick(table)
        make = {"a": lambda: self.expr("any", 1), "l": lambda: self.expr("list", 1), "i": lambda: self.pick(["0", "1", "-1", "9"]),
                "k": lambda: self.key(1), "h": lambda: self.key(1), "d": lambda: self.expr("dict", 1)}
        call = f"{self.pick(self.names[kind])}.{name}({', '.join(make[p]() for p in parameters)})"
        return [f"show({call})" if not call.endswith(("keys()", "values()", "items()")) else f"show(list({call}))"]

    def stmt_item(self, depth, inside):
        if self.names["list"] and self.chance(0.5):
            name = self.pick(self.names["list"])
            return [self.pick([f"{name}[{self.pick(['0', '-1', '1', '5'])}] = {self.expr('any', 1)}",
                               f"{name}[{self.slice(1)}] = {self.expr('list', 1)}", f"del {name}[{self.slice(1)}]"])]
        if self.names["dict"]:
            name = self.pick(self.names["dict"])
            return [self.pick([f"{name}[{self.key(1)}] = {self.expr('any', 1)}", f"del {name}[{self.key(0)}]",
                               f"{name}[{self.key(0)}] += {self.expr('int', 1)}"])]
        return self.stmt_assign(depth, inside)

    def stmt_unpack(self, depth, inside):
        a, b, c = self.fresh("u"), self.fresh("u"), self.fresh("u")
        form = self.pick([f"{a}, {b} = {self.expr('tuple', 1)}", f"{a}, *{b} = {self.expr('list', 1)}",
                          f"*{a}, {b} = {self.expr('str', 1)}", f"{a}, ({b}, *{c}) = 1, {self.expr('list', 1)}",
                          f"{a} = {b} = {self.expr('any', 1)}", f"[{a}, {b}] = {self.expr('dict', 1)}"])
        names = [name for name in (a, b, c) if name in form]
        return [form, f"show({', '.join(names)})"]

    def stmt_if(self, depth, inside):
        lines = [f"if {self.expr('bool', 2)}:"] + self.block(depth, inside=inside)
        if self.chance(0.3):
            lines += [f"elif {self.expr('bool', 2)}:"] + self.block(depth, inside=inside)
        if self.chance(0.5):
            lines += ["else:"] + self.block(depth, inside=inside)
        return lines

    def stmt_for(self, depth, inside):
        name = self.fresh("i")
        source = self.pick([f"range({self.pick(['3', '2, 5', '5, 0, -2'])})", f"{self.expr('list', 1)}[:4]", f"{self.expr('str', 1)}[:4]",
                            f"enumerate({self.expr('tuple', 1)}[:3])", f"list({self.expr('dict', 1)}.items())[:3]"])
        if self.generators and self.chance(0.3):
            source = f"{self.pick(self.generators)}({self.expr('any', 0)})"
        lines = [f"for {name} in {source}:", "    burn()", f"    show({name})"]
        lines += self.block(depth, inside=inside + "loop")
        if self.chance(0.3):
            lines += ["else:"] + self.block(depth, inside=inside)
        return lines

    def stmt_while(self, depth, inside):
        name = self.fresh("n")
        lines = [f"{name} = {self.random.randrange(1, 4)}", f"while {name} > 0:", f"    {name} -= 1", "    burn()"]
        lines += self.block(depth, inside=inside + "loop")
        if self.chance(0.3):
            lines += ["else:"] + self.block(depth, inside=inside)
        return lines

    def stmt_leave(self, depth, inside):
        return [f"if {self.expr('bool', 1)}:", f"    {self.pick(['break', 'continue'])}"]

    def stmt_return(self, depth, inside):
        return [f"if {self.expr('bool', 1)}:", f"    return {self.expr('any', 1)}"]

    def stmt_yield(self, depth, inside):
        name = self.fresh("y")
        return self.pick([[f"yield {self.expr('any', 1)}"], [f"{name} = yield {self.expr('any', 1)}", f"show({name})"],
                          [f"yield from {self.expr('list', 1)}[:3]"],
                          [f"{name} = yield from ({self.expr('any', 0)} for _ in range(2))", f"show({name})"]])

    def stmt_raise(self, depth, inside):
        error = self.pick(ERRORS)
        form = self.pick([f"raise {error}({self.expr('any', 0)})", f"raise {error}", f"raise {error}('x') from {self.pick(ERRORS)}('y')",
                          f"raise {error} from None", f"assert {self.expr('bool', 1)}, {self.expr('any', 0)}"])
        return [f"if {self.expr('bool', 1)}:", f"    {form}"]

    def stmt_try(self, depth, inside):
        if "try" in inside and "tryy" in inside:
            return self.stmt_show(depth, inside)
        inner = inside + "try"
        lines = ["try:"] + self.block(depth, inside=inner)
        handlers = self.random.randrange(1, 3)
        for _ in range(handlers):
            name = self.fresh("e")
            kinds = self.pick(ERRORS) if self.chance(0.5) else f"({self.pick(ERRORS)}, {self.pick(ERRORS)})"
            lines += [f"except {kinds} as {name}:", f"    show(type({name}).__name__, {name}.args, type({name}.__context__).__name__, type({name}.__cause__).__name__)"]
            lines += self.block(depth, 1, inside=inner)
        if self.chance(0.5):
            lines += ["except Exception as e0:", "    show(type(e0).__name__, str(e0))"]
            if self.chance(0.15):
                lines += ["    raise"]
        if self.chance(0.3):
            lines += ["else:"] + self.block(depth, 1, inside=inner)
        if self.chance(0.4):
            lines += ["finally:"] + self.block(depth, 1, inside=inner.replace("function", "").replace("loop", ""))
        return lines

    def stmt_with(self, depth, inside):
        name = self.fresh("c")
        second = f", Manager({self.expr('any', 0)}, {self.expr('bool', 1)})" if self.chance(0.3) else ""
        return [f"with Manager({self.expr('str', 0)}, {self.expr('bool', 1)}) as {name}{second}:", f"    show({name})"] + self.block(depth, inside=inside)

    def stmt_walrus(self, depth, inside):
        name = self.fresh("w")
        return [f"if ({name} := {self.expr('any', 1)}):", f"    show({name})", "else:", f"    show('falsy', {name})"]

    def stmt_delete(self, depth, inside):
        name = self.fresh("d")
        return [f"{name} = {self.expr('any', 1)}", f"del {name}", f"show({name})"]

    def pattern(self, depth=2):
        if depth <= 0:
            return self.pick(["_", "0", "1", "-1", "'a'", "None", "True", "2.5", self.fresh("m"), "int()", "str()", "float(real=_)"])
        form = self.random.randrange(7)
        inner = lambda: self.pattern(depth - 1)
        if form == 0:
            return f"[{inner()}, *_]"
        if form == 1:
            return f"[{inner()}, {inner()}]"
        if form == 2:
            return f"{{'a': {inner()}, **{self.fresh('rest')}}}"
        if form == 3:
            return f"({self.pick(['0', 'None', repr('x')])} | {self.pick(['1', 'True', repr('abc')])} | [_])"
        if form == 4:
            return f"int({self.fresh('m')})"
        if form == 5:
            return f"{self.pick(['list', 'tuple', 'dict', 'str', 'Point'])}() as {self.fresh('m')}"
        return self.pick(["Point(0, y=_)", "Point(x=1)", "(int() | float()) as " + self.fresh("m"), "()", "[]", "{}"])

    def stmt_match(self, depth, inside):
        subject = self.pick([self.expr("any", 2), f"Point({self.expr('int', 0)}, {self.expr('any', 0)})"])
        lines = [f"match {subject}:"]
        for _ in range(self.random.randrange(1, 4)):
            pattern = self.pattern()
            if pattern.isidentifier():
                pattern = "[" + pattern + "]"
            guard = f" if {self.expr('bool', 1)}" if self.chance(0.2) else ""
            lines += [f"    case {pattern}{guard}:"] + ["    " + line for line in [f"    show({pattern!r})"] + self.block(depth, 1, inside=inside)]
        return lines + ["    case _:", "        show('no match')"]

    # --- definitions

    def function(self):
        name = self.fresh("f")
        positional = [self.fresh("a") for _ in range(self.random.randrange(3))]
        keywords = [self.fresh("k") for _ in range(self.random.randrange(2))]
        parameters = list(positional)
        if keywords and self.chance(0.5):
            parameters += [f"{k}={self.expr('any', 0)}" for k in keywords]
        elif keywords:
            parameters += [self.pick(["*", "*rest"])] + [f"{k}={self.expr('any', 0)}" for k in keywords]
        if self.chance(0.2):
            parameters.append("**more")
        saved = {kind: list(names) for kind, names in self.names.items()}
        self.names = {kind: [] for kind in self.names}
        self.names["any"] = []
        for a in positional + keywords:
            self.names[self.pick(["int", "str", "list"])].append(a)
        body = ["    burn()"]
        if self.chance(0.3):
            counter = self.fresh("q")
            body += [f"    {counter} = 0", f"    def inner(z={self.expr('int', 0)}):", f"        nonlocal {counter}", f"        {counter} += 1",
                     f"        return ({counter}, z, {', '.join(positional) or '0'})", "    show(inner(), inner(5))"]
        is_generator = self.chance(0.3)
        body += self.block(2, inside="generator" if is_generator else "function")
        if is_generator:
            body += [f"    yield {self.expr('any', 1)}"]
        body += [f"    return {self.expr('any', 2)}"]
        self.names = saved
        (self.functions.append((name, len(positional), keywords)))
        if is_generator and len(positional) == 1:
            self.generators.append(name)
        decorator = ["@traced"] if self.chance(0.2) else []
        return decorator + [f"def {name}({', '.join(parameters)}):"] + body

    def klass(self):
        name = self.fresh("C")
        base = self.pick(self.classes) if self.classes and self.chance(0.5) else self.pick(["", "", "int", "str", "list", "dict", "Exception"])
        lines = [f"class {name}{f'({base})' if base else ''}:", f"    tag = {self.expr('any', 0)}"]
        methods = {
            "__repr__": ["def __repr__(self):", f"    return {name + '!'!r}"],
            "__eq__": ["def __eq__(self, other):", f"    return {self.expr('bool', 1)}"],
            "__add__": ["def __add__(self, other):", f"    return {self.pick(['NotImplemented', repr('added'), '(1, other)'])}"],
            "__radd__": ["def __radd__(self, other):", f"    return {self.pick(['NotImplemented', repr('radded')])}"],
            "__len__": ["def __len__(self):", f"    return {self.expr('int', 1)}"],
            "__bool__": ["def __bool__(self):", f"    return {self.expr('bool', 1)}"],
            "__getitem__": ["def __getitem__(self, i):", f"    burn()", f"    return {self.expr('list', 1)}[i]"],
            "__contains__": ["def __contains__(self, v):", f"    return {self.expr('any', 1)}"],
            "__call__": ["def __call__(self, *a, **k):", "    return (a, sorted(k))"],
            "__getattr__": ["def __getattr__(self, n):", "    if n.startswith('_'): raise AttributeError(n)", "    return 'got ' + n"],
            "__iter__": ["def __iter__(self):", f"    yield from {self.expr('list', 1)}[:3]"],
            "__lt__": ["def __lt__(self, other):", f"    return {self.expr('bool', 1)}"],
            "__hash__": ["def __hash__(self):", "    return 1"],
            "__int__": ["def __int__(self):", f"    return {self.expr('int', 0)}"],
            "__index__": ["def __index__(self):", f"    return {self.pick(['0', '1', '2'])}"],
            "__format__": ["def __format__(self, spec):", "    return 'fmt:' + spec"],
            "prop": ["@property", "def prop(self):", f"    return {self.expr('any', 1)}"],
            "make": ["@classmethod", "def make(cls, *a):", "    return (cls.__name__, a)"],
            "stat": ["@staticmethod", "def stat(x=1):", "    return x"],
            "method": ["def method(self, x=2):", f"    return ({self.pick(['self.tag', 'x', '__class__.__name__'])}, x)"],
        }
        for key in self.random.sample(sorted(methods), self.random.randrange(2, 8)):
            lines += ["    " + line for line in methods[key]]
        self.classes.append(name)
        return lines

    def use_class(self):
        name = self.pick(self.classes)
        o = self.fresh("o")
        uses = [f"{o} + 1", f"1 + {o}", f"{o} + {o}", f"{o} == {o}", f"{o} != 3", f"len({o})", f"bool({o})", f"{o}[0]", f"{o}[1:]", f"3 in {o}", f"{o}(1, b=2)",
                f"{o}.missing", f"list({o})", f"{o} < {o}", f"{o} > 1", f"hash({o}) == hash({o})", f"int({o})", f"[10, 20, 30][{o}]", f"f'{{{o}:x}}'", f"{o}.prop",
                f"{o}.make(1)", f"{o}.stat()", f"{o}.method()", f"{name}.method({o}, x=5)", f"{name}.tag", f"{o}.tag", f"type({o}).__mro__[1].__name__",
                f"sorted([{o}, {o}], key=id) is None", f"isinstance({o}, {name})", f"repr({o})[:2]", f"setattr({o}, 'z', 1)", f"{o}.z", f"getattr({o}, 'zz', 'none')",
                f"hasattr({o}, 'prop')", f"{o} * 2", f"-{o}", f"{o} and 1", f"{o} is {o}", f"max({o}, {o}) is {o}", f"'%s' % ({o} is None)", f"({o}, 1) == ({o}, 1)"]
        argument = self.pick(["", "", "1", "'5'", "[1, 2]", "{'a': 1}"])
        out = [f"{o} = {name}({argument})"]
        if "Exception" in self.pick(["Exception", ""]):
            out += [f"if isinstance({o}, Exception):", f"    try:", f"        raise {o}", "    except Exception as e9:", "        show(type(e9).__name__, e9.args)"]
        for use in self.random.sample(uses, 5):
            out += ["try:", f"    show({use})", "except Exception as e1:", "    print(type(e1).__name__, e1)"]
        return out

    def use_generator(self):
        g = self.fresh("g")
        lines = [f"{g} = {self.pick(self.generators)}({self.expr('any', 0)})"]
        for _ in range(4):
            lines.append(self.pick([f"show(next({g}, 'end'))", f"show({g}.send(None))", f"show(next({g}))", f"{g}.close()",
                                    f"show({g}.throw(ValueError('thrown')))", f"show(list({g})[:5])"]))
        return lines

    def step(self):
        form = self.random.randrange(12)
        if form < 2:
            return self.function()
        if form == 2:
            return self.klass()
        if form in (3, 4) and self.classes:
            return self.use_class()
        if form == 5 and self.generators:
            return self.use_generator()
        if form == 6 and self.functions:
            return [f"show({self.call(2)})"]
        return self.statement(3)

    def text(self, n_steps=25):
        lines = [PRELUDE, SUPPORT]
        for number in range(n_steps):
            step = self.step()
            if step[0].startswith(("def ", "class ", "@")):
                lines += step
            else:
                lines += ["try:"] + ["    " + line for line in step]
                lines += ["except Exception as error:", f"    print({number}, type(error).__name__, error)"]
        return "\n".join(lines) + "\n"


SUPPORT = '''
class Boom(Exception):
    pass
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"
class Manager:
    def __init__(self, name, swallow):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        show("enter", self.name)
        return self.name
    def __exit__(self, kind, error, trace):
        show("exit", self.name, kind and kind.__name__)
        return self.swallow
def traced(f):
    def wrapper(*a, **k):
        show("call", f.__name__, len(a), sorted(k))
        return f(*a, **k)
    return wrapper
'''.strip()


if __name__ == "__main__":
    import sys
    print(Program(int(sys.argv[1]) if len(sys.argv) > 1 else 0).text(), end="")
