// The disassembler. See disasm.h.
#include "compiler/disasm.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Constants longer than this are shown up to here.
#define CONSTANT_WIDTH 60
// The column of opcode names; with notes there is less room.
#define NAME_WIDTH       20
#define NAME_WIDTH_NOTED 17

typedef struct Printer {
    Arena *arena;
    char *text;
    size_t length, capacity;
    const CodeUnit *unit;
    const Source *source;     // or null
    uint32_t *labels;         // per word: number of the label there, or 0
    const DisasmNotes *notes; // or null
} Printer;

static void put(Printer *p, const char *bytes, size_t length) {
    if (p->length + length + 1 > p->capacity) {
        size_t capacity = (p->capacity + length + 256) * 2;
        char *text = arena_alloc(p->arena, capacity);
        if (!text) {
            return;
        }
        if (p->length) {
            memcpy(text, p->text, p->length);
        }
        p->text = text;
        p->capacity = capacity;
    }
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    p->text[p->length] = 0;
}

static void print(Printer *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void print(Printer *p, const char *format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    put(p, text, n < (int)sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

static void put_name(Printer *p, CodeName name) {
    put(p, name.text, name.length);
}

// --- constants ---

static void put_quoted(Printer *p, const Constant *constant) {
    put(p, constant->kind == CONSTANT_BYTES ? "b'" : "'",
        constant->kind == CONSTANT_BYTES ? 2 : 1);
    for (size_t i = 0; i < constant->length; i++) {
        unsigned char byte = (unsigned char)constant->text[i];
        if (i >= CONSTANT_WIDTH && (byte & 0xC0) != 0x80) { // only between characters
            put(p, "...", 3);
            break;
        }
        if (byte == '\n') {
            put(p, "\\n", 2);
        } else if (byte == '\'' || byte == '\\') {
            print(p, "\\%c", byte);
        } else if (byte < ' ' || byte == 127 ||
                   (byte > 127 && constant->kind == CONSTANT_BYTES)) {
            print(p, "\\x%02x", byte);
        } else {
            put(p, (const char *)&byte, 1);
        }
    }
    put(p, "'", 1);
}

static void put_double(Printer *p, double number) {
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        double back;
        snprintf(text, sizeof(text), "%.*g", digits, number);
        if (sscanf(text, "%lf", &back) == 1 && back == number) {
            break;
        }
    }
    print(p, "%s%s", text, strpbrk(text, ".eni") ? "" : ".0");
}

static void put_constant(Printer *p, const Constant *constant, int depth);

static void put_constants(Printer *p, const Constant *constant, int depth) {
    bool is_tuple = constant->kind == CONSTANT_TUPLE;
    print(p, is_tuple ? "(" : "frozenset({");
    for (size_t i = 0; i < constant->length; i++) {
        if (i == 8 || depth > 3) {
            print(p, "%s...", i ? ", " : "");
            break;
        }
        print(p, i ? ", " : "");
        put_constant(p, &constant->items[i], depth + 1);
    }
    print(p, is_tuple ? (constant->length == 1 ? ",)" : ")") : "})");
}

static void put_constant(Printer *p, const Constant *constant, int depth) {
    switch (constant->kind) {
    case CONSTANT_NONE:
        print(p, "None");
        break;
    case CONSTANT_TRUE:
        print(p, "True");
        break;
    case CONSTANT_FALSE:
        print(p, "False");
        break;
    case CONSTANT_ELLIPSIS:
        print(p, "...");
        break;
    case CONSTANT_INT:
        print(p, "%lld", (long long)constant->integer);
        break;
    case CONSTANT_BIG_INT: {
        const char *prefix = constant->base == 16  ? "0x"
                             : constant->base == 8 ? "0o"
                             : constant->base == 2 ? "0b"
                                                   : "";
        print(p, "%s%.*s%s", prefix, CONSTANT_WIDTH, constant->text,
              constant->length > CONSTANT_WIDTH ? "..." : "");
        break;
    }
    case CONSTANT_FLOAT:
        put_double(p, constant->real);
        break;
    case CONSTANT_COMPLEX:
        print(p, "(");
        put_double(p, constant->real);
        print(p, constant->imaginary < 0 ? "-" : "+");
        put_double(p, constant->imaginary < 0 ? -constant->imaginary : constant->imaginary);
        print(p, "j)");
        break;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        put_quoted(p, constant);
        break;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        put_constants(p, constant, depth);
        break;
    case CONSTANT_CODE:
        print(p, "<code ");
        put_name(p, constant->code->qualified_name);
        print(p, ">");
        break;
    }
}

// --- instructions ---

static void put_register(Printer *p, uint32_t reg) {
    if (reg == NO_REGISTER) {
        print(p, "-");
    } else if (reg < p->unit->n_locals) {
        put_name(p, p->unit->local_names[reg]);
    } else {
        print(p, "r%u", reg - p->unit->n_locals + 1);
    }
}

static uint32_t next_word(const Printer *p, uint32_t word) {
    return word + 1 + OPCODE_INFO[p->unit->words[word].instruction.op].caches;
}

// Returns where the instruction jumps to, or UINT32_MAX.
static uint32_t jump_target(const Printer *p, uint32_t word) {
    Instruction i = p->unit->words[word].instruction;
    if (OPCODE_INFO[i.op].roles[3] == 'j') {
        return next_word(p, word) + (uint32_t)(int16_t)i.c;
    }
    if (OPCODE_INFO[i.op].roles[2] == 'J' && i.op != OP_LOAD_INT) {
        return next_word(p, word) + (uint32_t)instruction_wide(i);
    }
    return UINT32_MAX;
}

static bool uses_captured_cell(Opcode op, int position) {
    return (position == 2 && (op == OP_LOAD_FREE || op == OP_STORE_FREE ||
                              op == OP_DELETE_FREE || op == OP_LOAD_FREE_CELL)) ||
           (position == 3 && op == OP_LOAD_NAME_OR_FREE);
}

static void put_operand(Printer *p, uint32_t word, int position) {
    Instruction i = p->unit->words[word].instruction;
    uint32_t operand = position == 1 ? i.a : position == 2 ? i.b : i.c;
    switch (OPCODE_INFO[i.op].roles[position]) {
    case 'u':
        if (uses_captured_cell(i.op, position) && operand < p->unit->n_free) {
            put_name(p, p->unit->free_names[operand]);
        } else {
            print(p, "%u", operand);
        }
        break;
    case 'i':
        print(p, "%d", (int16_t)operand);
        break;
    case 'n':
        put_name(p, p->unit->names[operand]);
        break;
    case 'K':
        put_constant(p, &p->unit->constants[operand], 0);
        break;
    case 'J':
        if (i.op == OP_LOAD_INT) {
            print(p, "%d", instruction_wide(i));
            break;
        }
        // fall through
    case 'j':
        print(p, "-> L%u", p->labels[jump_target(p, word)]);
        break;
    case 'B': {
        uint32_t length = instruction_block_length(i);
        put_register(p, operand);
        if (length != 1) {
            print(p, length ? ".." : " (none)");
        }
        if (length > 1) {
            put_register(p, operand + length - 1);
        }
        break;
    }
    default:
        put_register(p, operand);
        break;
    }
}

// What the d operand means, behind the others.
static void put_d(Printer *p, Instruction i) {
    const char *roles = OPCODE_INFO[i.op].roles;
    if (roles[0] != 'u') {
        return;
    }
    if (roles[3] == 'j') {
        print(p, i.d ? "" : " if not");
    } else if (i.op >= OP_ADD && i.op <= OP_RIGHT_SHIFT_INT) {
        print(p, i.d ? "  (in place)" : "");
    } else if (i.op == OP_IS || i.op == OP_IN) {
        print(p, i.d ? "  (not)" : "");
    } else if (i.d) {
        print(p, "  (%u)", i.d);
    }
}

static void put_line(Printer *p, uint32_t line) {
    size_t size;
    if (p->source && line && line <= p->source->line_count) {
        const char *text = source_line(p->source, line, &size);
        print(p, "%5u | ", line);
        put(p, text, size);
        print(p, "\n");
    }
}

// Adds the note to the line that began at `start`.
static void put_note(Printer *p, uint32_t word, size_t start) {
    const char *note = p->notes->note(p->notes->context, p->arena, p->unit, word);
    if (note) {
        size_t width = (size_t)p->notes->column;
        if (p->length - start >= width) {
            p->length = start + width - 3;
            print(p, "..");
        }
        print(p, "%*s%s", (int)(width - (p->length - start)), "", note);
    }
}

// Adds what is said before or behind a unit.
static void put_remark(Printer *p, const char *(*remark)(void *, Arena *, const CodeUnit *)) {
    const char *text = remark(p->notes->context, p->arena, p->unit);
    if (text) {
        put(p, text, strlen(text));
    }
}

static void put_instruction(Printer *p, uint32_t word, uint32_t *line) {
    Instruction i = p->unit->words[word].instruction;
    uint32_t own_line = p->unit->positions[word].line;
    bool is_new_line = own_line && own_line != *line;
    if (is_new_line) {
        *line = own_line;
        put_line(p, own_line);
    }
    size_t start = p->length;
    if (is_new_line && !p->source) {
        print(p, "%5u ", own_line);
    } else {
        print(p, "      ");
    }
    if (p->labels[word]) {
        char label[16];
        snprintf(label, sizeof(label), "L%u:", p->labels[word]);
        print(p, "%5s ", label);
    } else {
        print(p, "      ");
    }
    print(p, "%-*s", p->notes ? NAME_WIDTH_NOTED : NAME_WIDTH, OPCODE_INFO[i.op].name);
    bool is_first = true;
    for (int position = 1; position < 4; position++) {
        char role = OPCODE_INFO[i.op].roles[position];
        if (role != '-') {
            print(p, is_first ? " " : ", ");
            put_operand(p, word, position);
            is_first = false;
        }
        if (role == 'J') {
            break;
        }
    }
    put_d(p, i);
    while (p->length && p->text[p->length - 1] == ' ') {
        p->length--;
    }
    if (p->notes) {
        put_note(p, word, start);
    }
    print(p, "\n");
}

// Marks the words that are jumped to, then numbers them in order.
static bool number_labels(Printer *p) {
    const CodeUnit *unit = p->unit;
    p->labels = arena_alloc_array(p->arena, (size_t)unit->n_words + 1, sizeof(uint32_t));
    if (!p->labels) {
        return false;
    }
    for (uint32_t word = 0; word < unit->n_words; word = next_word(p, word)) {
        uint32_t target = jump_target(p, word);
        if (target < unit->n_words) {
            p->labels[target] = 1;
        }
    }
    for (uint32_t i = 0; i < unit->n_handlers; i++) {
        CodeHandler handler = unit->handlers[i];
        p->labels[handler.start] = p->labels[handler.end] = p->labels[handler.handler] = 1;
    }
    uint32_t n = 0;
    for (uint32_t word = 0; word <= unit->n_words; word++) {
        if (p->labels[word]) {
            p->labels[word] = ++n;
        }
    }
    return true;
}

static void put_handlers(Printer *p) {
    for (uint32_t i = 0; i < p->unit->n_handlers; i++) {
        CodeHandler handler = p->unit->handlers[i];
        print(p, "%s            L%u to L%u: exception to ", i ? "" : "      exceptions:\n",
              p->labels[handler.start], p->labels[handler.end]);
        put_register(p, handler.depth);
        print(p, " -> L%u\n", p->labels[handler.handler]);
    }
}

static void put_unit(Printer *p, const CodeUnit *unit) {
    p->unit = unit;
    if (!number_labels(p)) {
        return;
    }
    put_name(p, unit->qualified_name);
    print(p, " (line %u, %u registers", unit->first_line, unit->n_registers);
    for (uint32_t i = 0; i < unit->n_free; i++) {
        print(p, i ? ", " : ", captures ");
        put_name(p, unit->free_names[i]);
    }
    print(p, "):\n");
    uint32_t line = 0;
    if (p->notes) {
        put_remark(p, p->notes->begin);
    }
    for (uint32_t word = 0; word < unit->n_words; word = next_word(p, word)) {
        put_instruction(p, word, &line);
    }
    if (p->labels[unit->n_words]) {
        print(p, "       L%u:\n", p->labels[unit->n_words]);
    }
    put_handlers(p);
    if (p->notes) {
        put_remark(p, p->notes->end);
    }
    for (uint32_t i = 0; i < unit->n_constants; i++) {
        if (unit->constants[i].kind == CONSTANT_CODE) {
            print(p, "\n");
            put_unit(p, unit->constants[i].code);
        }
    }
}

const char *disasm_unit(Arena *arena, const CodeUnit *unit, const Source *source,
                        size_t *length) {
    Printer printer = {.arena = arena, .source = source};
    put_unit(&printer, unit);
    if (length) {
        *length = printer.length;
    }
    return arena->is_out_of_memory ? NULL : printer.text;
}

const char *disasm_unit_noted(Arena *arena, const CodeUnit *unit, const Source *source,
                              const DisasmNotes *notes) {
    Printer printer = {.arena = arena, .source = source, .notes = notes};
    put_unit(&printer, unit);
    return arena->is_out_of_memory ? NULL : printer.text;
}
