"""The instructions a function is made of.

This machine's own: registers instead of a stack, so the listings differ from CPython's, while the
functions and classes are used in the same way. `gilt dis FILE` shows the same for a whole program.

An offset counts two for each word of eight bytes, as tb_lasti does. An instruction may be followed by
words of inline cache.
"""

import _dis
import collections
import sys
import types

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels",
           "show_code", "get_instructions", "Instruction", "Bytecode", "opname", "opmap", "Positions"]

opname = [row[0] for row in _dis.opcodes]
opmap = {name: number for number, name in enumerate(opname)}
_NO_REGISTER = 0xFFFF
_FROM_CLOSURE = {"LOAD_FREE": "b", "STORE_FREE": "b", "DELETE_FREE": "b", "LOAD_FREE_CELL": "b",
                 "LOAD_NAME_OR_FREE": "c"}

Positions = collections.namedtuple("Positions", "lineno end_lineno col_offset end_col_offset",
                                   defaults=(None,) * 4)
_Instruction = collections.namedtuple(
    "_Instruction", "opname opcode arg argval argrepr offset start_offset starts_line line_number "
                    "label positions cache_info", defaults=(None, None, None))


class Instruction(_Instruction):
    """One instruction.

    opname, opcode      what it does
    arg                 its operands as numbers: (d, a, b, c)
    argval              the name, constant or jump target it is about, else None
    argrepr             its operands in words
    offset              where it is
    starts_line         whether a source line begins here
    line_number         the source line, or None
    label               its number if something jumps here, else None
    """

    __slots__ = ()

    @property
    def is_jump_target(self):
        return self.label is not None

    @property
    def jump_target(self):
        role = _dis.opcodes[self.opcode][1]
        is_jump = role[3] == "j" or role[2] == "J" and self.opname != "LOAD_INT"
        return self.argval if is_jump else None

    @property
    def cache_offset(self):
        return self.offset + 2

    @property
    def end_offset(self):
        return self.offset + 2 + 2 * _dis.opcodes[self.opcode][2]

    def _line(self, line_width=5, current=False):
        """The instruction as a line of a listing."""
        line = f"{self.line_number:>{line_width}} " if self.starts_line else " " * (line_width + 1)
        label = f"L{self.label}:" if self.is_jump_target else ""
        mark = "-->" if current else "   "
        return f"{line}{mark}{label:>5} {self.opname:<20} {self.argrepr}".rstrip()

    def __str__(self):
        return self._line()


class _Reader:
    """Makes instructions of the numbers of one code object."""

    def __init__(self, code):
        self.code = code
        self.locals, self.n_registers = _dis.registers(code)
        self.rows = _dis.instructions(code)
        self.handlers = _dis.handlers(code)
        targets = {target for row in self.rows if (target := self.target(row)) is not None}
        for start, end, handler, _ in self.handlers:
            targets.update((start, end, handler))
        self.labels = {target: number for number, target in enumerate(sorted(targets), 1)}

    def target(self, row):
        """Where an instruction jumps to, or None."""
        word, opcode, _, _, _, c, wide = row[:7]
        name, roles, caches, _ = _dis.opcodes[opcode]
        if roles[3] == "j":
            return word + 1 + caches + (c - 0x10000 if c > 0x7FFF else c)
        if roles[2] == "J" and name != "LOAD_INT":
            return word + 1 + caches + wide
        return None

    def register(self, number):
        if number == _NO_REGISTER:
            return "-"
        if number < len(self.locals):
            return self.locals[number]
        return f"r{number - len(self.locals) + 1}"

    def operand(self, row, letter):
        """One operand: what it stands for (None for registers), and its words."""
        word, opcode, d, a, b, c, wide, block = row[:8]
        name, roles, _, _ = _dis.opcodes[opcode]
        number = {"a": a, "b": b, "c": c}[letter]
        role = roles["dabc".index(letter)]
        if role == "u" and _FROM_CLOSURE.get(name) == letter:
            value = self.code.co_freevars[number]
            return value, value
        if role == "u":
            return None, str(number)
        if role == "i":
            value = number - 0x10000 if number > 0x7FFF else number
            return value, str(value)
        if role == "n":
            value = self.code.co_names[number]
            return value, value
        if role == "K":
            value = self.code.co_consts[number]
            return value, repr(value)
        if role == "J" and name == "LOAD_INT":
            return wide, str(wide)
        if role in "Jj":
            target = self.target(row)
            return 2 * target, f"-> L{self.labels[target]}"
        if role == "B":
            last = f"..{self.register(number + block - 1)}" if block > 1 else ""
            return None, self.register(number) + (last if block else " (none)")
        return None, self.register(number)

    def suffix(self, row):
        """What the operand d says, behind the others."""
        _, opcode, d = row[:3]
        name, roles, _, _ = _dis.opcodes[opcode]
        if roles[0] != "u":
            return ""
        if roles[3] == "j":
            return "" if d else " if not"
        if opmap["ADD"] <= opcode <= opmap["RIGHT_SHIFT_INT"]:
            return "  (in place)" if d else ""
        if name in ("IS", "IN"):
            return "  (not)" if d else ""
        return f"  ({d})" if d else ""

    def arguments(self, row):
        """argval and argrepr."""
        roles = _dis.opcodes[row[1]][1]
        values, words = [], []
        for letter, role in zip("abc", roles[1:]):
            if role != "-":
                value, text = self.operand(row, letter)
                words.append(text)
                if role in "nKJji" or value is not None:
                    values.append(value)
            if role == "J":
                break
        return values[-1] if values else None, ", ".join(words) + self.suffix(row)

    def instructions(self, first_line=None):
        shift = 0 if first_line is None else first_line - self.code.co_firstlineno
        line = None
        for row in self.rows:
            own = row[8] + shift if row[8] else None
            starts = own is not None and own != line
            line = own if starts else line
            value, words = self.arguments(row)
            positions = Positions(*row[8:12]) if row[8] else Positions()
            offset = 2 * row[0]
            yield Instruction(opname[row[1]], row[1], row[2:6], value, words, offset, offset, starts, own,
                              self.labels.get(row[0]), positions)


def _code_of(x):
    """The code object of a function, method, generator, source text; TypeError if there is none."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            return getattr(x, name)
    if isinstance(x, str):
        return _compile(x)
    if isinstance(x, types.CodeType):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _compile(source):
    try:
        return compile(source, "<disassembly>", "eval")
    except SyntaxError:
        return compile(source, "<disassembly>", "exec")


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """An iterator over the instructions of a function, method, code object or source text."""
    return _Reader(_code_of(x)).instructions(first_line)


def findlabels(code):
    """The offsets that are jumped to."""
    reader = _Reader(_code_of(code))
    return [2 * target for row in reader.rows if (target := reader.target(row)) is not None]


def findlinestarts(code):
    """Pairs of offset and line, one for each place where a source line begins."""
    for instruction in get_instructions(code):
        if instruction.starts_line:
            yield instruction.offset, instruction.line_number


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of one code object; mark the one at the offset lasti."""
    reader = _Reader(code)
    for instruction in reader.instructions():
        place = f"{instruction.offset:>5}" if show_offsets else ""
        print(place + instruction._line(current=instruction.offset == lasti), file=file)
    if reader.handlers:
        print("ExceptionTable:", file=file)
    for start, end, handler, register in reader.handlers:
        start, end, handler = (reader.labels[place] for place in (start, end, handler))
        print(f"  L{start} to L{end} -> L{handler} [{reader.register(register)}]", file=file)


disco = disassemble


def _dis_code(code, depth, file, options):
    disassemble(code, file=file, **options)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            print(file=file)
            print("Disassembly of %r:" % (constant,), file=file)
            _dis_code(constant, None if depth is None else depth - 1, file, options)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of classes, methods, functions, code objects or source text.

    Without an argument, those of the last traceback.
    """
    if x is None:
        distb(file=file)
        return
    x = getattr(x, "__func__", x)
    options = {"show_offsets": show_offsets}
    if hasattr(x, "__dict__") and not any(hasattr(x, name) for name in (
            "__code__", "gi_code", "ag_code", "cr_code")):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, (types.MethodType, types.FunctionType, types.CodeType, classmethod,
                                   staticmethod, type)):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(member, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as message:
                    print("Sorry:", message, file=file)
                print(file=file)
    else:
        _dis_code(_code_of(x), depth, file, options)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of the innermost function of a traceback, the current one marked."""
    if tb is None:
        error = getattr(sys, "last_exc", None)
        if error is None:
            raise RuntimeError("no last traceback to disassemble")
        tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_offsets=show_offsets)


def code_info(x):
    """What is to be said of a code object, over several lines."""
    code = _code_of(x)
    reader = _Reader(code)
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}",
             f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}",
             f"Number of locals:  {code.co_nlocals}", f"Registers:         {reader.n_registers}"]
    for title, values in [("Constants", map(repr, code.co_consts)), ("Names", code.co_names),
                          ("Variable names", code.co_varnames), ("Free variables", code.co_freevars),
                          ("Cell variables", code.co_cellvars)]:
        values = list(values)
        if values:
            lines.append(f"{title}:")
            lines += [f"{i:4}: {value}" for i, value in enumerate(values)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print what is to be said of a code object."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something, to be iterated over or shown as a listing."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, **options):
        """The innermost function of a traceback, the current instruction marked."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, **options)

    def info(self):
        """What is to be said of the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """The listing as a str."""
        import io
        output = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        disassemble(self.codeobj, lasti, file=output, show_offsets=self.show_offsets)
        return output.getvalue()
