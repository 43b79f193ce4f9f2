# gilt-only
# dis shows this machine's own instructions.
import dis


def count(n):
    total = 0
    for i in range(n):
        total += i
    return total


names = [instruction.opname for instruction in dis.get_instructions(count)]
print(names[0], names[-1])  # expect: LOAD_INT RETURN
first = next(iter(dis.Bytecode(count)))
print(first.argval, first.argrepr, first.offset, first.line_number, first.starts_line)  # expect: 0 total, 0 0 7 True
print(first.opcode == dis.opmap["LOAD_INT"], dis.opname[first.opcode], first.jump_target)  # expect: True LOAD_INT None
print(first.positions)  # expect: Positions(lineno=7, end_lineno=7, col_offset=12, end_col_offset=13)
loop = [instruction for instruction in dis.Bytecode(count) if instruction.opname == "FOR_ITER"][0]
targets = {instruction.offset: instruction for instruction in dis.Bytecode(count)}
print(targets[loop.jump_target].opname, targets[loop.jump_target].is_jump_target)  # expect: ADD True
print([line for _, line in dis.findlinestarts(count)])  # expect: [7, 8, 9, 8, 10]
print(set(dis.findlabels(count.__code__)) <= set(targets))  # expect: True

dis.dis("a + b")
# expect:     1          LOAD_NAME            r1, a
# expect:                LOAD_NAME            r2, b
# expect:                ADD                  r1, r1, r2
# expect:                RETURN               r1


class Point:
    def norm(self):
        return self.x


dis.dis(Point)
# expect: Disassembly of norm:
# expect:    34          LOAD_ATTR            r1, self, x
# expect:                RETURN               r1
# expect: 
try:
    dis.dis(3)
except TypeError as error:
    print(error)  # expect: don't know how to disassemble int objects
try:
    count("x")
except TypeError as error:
    place = error.__traceback__.tb_next
    print(targets[place.tb_lasti].opname)  # expect: CALL
    marked = dis.Bytecode.from_traceback(error.__traceback__).dis()
    print([line for line in marked.splitlines() if "-->" in line])
    # expect: ['      -->      CALL                 r1, r1..r2, 1']
print(dis.code_info(Point.norm).splitlines()[0])  # expect: Name:              norm
