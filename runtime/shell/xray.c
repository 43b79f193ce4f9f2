// The x-ray as notes of the disassembler (xray.h has the idea).
//
//                                                           22 27 32 310 313 fifo off
//         6 |     counter += 1
//                 LOAD_GLOBAL       r1, counter           [  *  *  *   .   .    .   *
//                 ADD_INT           r1, r1, 1  (in place) |  *  *  *   .   .    .   *
//                 STORE_GLOBAL      r1, counter           ]  *  *  *   .   .    .   *
//
// A mark stands behind the instruction: `*` the GIL may change hands there, `.` it cannot, `o`
// it cannot as long as the name means the builtin. Without a GIL others run all the time.
#include "runtime/shell/xray.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/observe/windows.h"
#include "vm/thread/switch_points.h"

#define NOTE_COLUMN 52

// What is known of the unit being printed.
typedef struct Xray {
    Windows windows;
} Xray;

// A text that grows within fixed bounds: what does not fit is cut.
typedef struct Text {
    char bytes[4096];
    size_t length;
} Text;

static void add(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(Text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = sizeof text->bytes - text->length;
    int n = vsnprintf(text->bytes + text->length, room, format, arguments);
    va_end(arguments);
    text->length += n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

// "py310" as a column's head: the version is enough.
static const char *column_name(const GilPolicy *policy) {
    return strncmp(policy->name, "py", 2) == 0 ? policy->name + 2 : policy->name;
}

static bool name_is(CodeName name, const char *text) {
    return name.length == strlen(text) && memcmp(name.text, text, name.length) == 0;
}

// Whether the call at a word looks like one of those that CPython 3.11 and later specialise.
static bool looks_unchecked(const Xray *xray, const CodeUnit *unit, uint32_t word) {
    Instruction i = unit->words[word].instruction;
    Symbol callee = xray->windows.symbols[xray->windows.callees[word]];
    if (callee.kind == SYMBOL_GLOBAL) {
        CodeName name = unit->names[callee.a];
        return (i.c == 1 && (name_is(name, "len") || name_is(name, "type"))) ||
               (i.c == 2 && name_is(name, "isinstance"));
    }
    return callee.kind == SYMBOL_ATTRIBUTE && i.c == 1 &&
           name_is(unit->names[callee.b], "append");
}

static uint32_t word_after(const CodeUnit *unit, uint32_t word) {
    return word + 1u + OPCODE_INFO[unit->words[word].instruction.op].caches;
}

// The mark behind an instruction for a policy: '*', '.' or 'o'.
static char mark_of(const Xray *xray, const CodeUnit *unit, uint32_t word,
                    const GilPolicy *policy) {
    uint32_t after = word_after(unit, word);
    Instruction next = unit->words[after < unit->n_words ? after : word].instruction;
    switch (switch_points_chance(policy, unit->words[word].instruction, next)) {
    case SWITCH_ALWAYS:
        return '*';
    case SWITCH_UNLESS_UNCHECKED:
        return looks_unchecked(xray, unit, word) ? 'o' : '*';
    default:
        return '.';
    }
}

// --- windows ---

static void add_symbol(Text *text, const Xray *xray, const CodeUnit *unit, uint32_t index) {
    Symbol symbol = xray->windows.symbols[index];
    CodeName name = {"?", 1};
    switch (symbol.kind) {
    case SYMBOL_LOCAL:
    case SYMBOL_CELL:
        name = unit->local_names[symbol.a];
        add(text, "%.*s", (int)name.length, name.text);
        break;
    case SYMBOL_GLOBAL:
        name = unit->names[symbol.a];
        add(text, "%.*s", (int)name.length, name.text);
        break;
    case SYMBOL_FREE:
        name = unit->free_names[symbol.a];
        add(text, "%.*s", (int)name.length, name.text);
        break;
    case SYMBOL_ATTRIBUTE:
        add_symbol(text, xray, unit, symbol.a);
        name = unit->names[symbol.b];
        add(text, ".%.*s", (int)name.length, name.text);
        break;
    case SYMBOL_ITEM:
        add_symbol(text, xray, unit, symbol.a);
        add(text, "[");
        add_symbol(text, xray, unit, symbol.b);
        add(text, "]");
        break;
    case SYMBOL_CONSTANT: {
        const Constant *constant = &unit->constants[symbol.a];
        if (constant->kind == CONSTANT_STR) {
            add(text, "'%.*s'", (int)constant->length, constant->text);
        } else {
            add(text, "...");
        }
        break;
    }
    case SYMBOL_NUMBER:
        add(text, "%d", (int32_t)symbol.a);
        break;
    case SYMBOL_NONE:
        add(text, "?");
        break;
    }
}

// How open a window is under a policy: '*' if some switch point in it is certain, else 'o' if
// one is there unless a name means the builtin, else '.'.
static char openness(const Xray *xray, const CodeUnit *unit, const Window *window,
                     const GilPolicy *policy) {
    char open = '.';
    for (uint32_t word = window->read; word < window->write; word = word_after(unit, word)) {
        char mark = mark_of(xray, unit, word, policy);
        if (mark == '*') {
            return mark;
        }
        open = mark == 'o' ? 'o' : open;
    }
    return open;
}

// The names of the policies under which a window is as open as `wanted` says; false if there
// are none.
static bool add_policies(Text *text, const Xray *xray, const CodeUnit *unit,
                         const Window *window, char wanted, const char *head) {
    bool is_first = true;
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        if (openness(xray, unit, window, *policy) == wanted) {
            add(text, "%s%s", is_first ? head : ", ", (*policy)->name);
            is_first = false;
        }
    }
    if (wanted == '*') {
        add(text, "%soff", is_first ? head : ", ");
        is_first = false;
    }
    if (!is_first) {
        add(text, "\n");
    }
    return !is_first;
}

static const char *end_unit(void *context, Arena *arena, const CodeUnit *unit) {
    Xray *xray = context;
    Text text = {.length = 0};
    bool is_out_of_reach = false;
    for (size_t i = 0; i < xray->windows.n; i++) {
        const Window *window = &xray->windows.items[i];
        uint32_t line = unit->positions[window->read].line;
        uint32_t last = unit->positions[window->write].line;
        uint32_t n = 0;
        for (uint32_t word = window->read; word < window->write;
             word = word_after(unit, word)) {
            n++;
        }
        add(&text, "      window: ");
        add_symbol(&text, xray, unit, window->symbol);
        add(&text, " is read in line %u and written ", line);
        add(&text, last == line ? "there" : "in line %u", last);
        add(&text, ", %u instruction%s later\n", n, n == 1 ? "" : "s");
        add_policies(&text, xray, unit, window, '*', "        open under ");
        is_out_of_reach |=
            add_policies(&text, xray, unit, window, 'o',
                         "        out of reach as long as the call is of the builtin, under ");
        is_out_of_reach |=
            add_policies(&text, xray, unit, window, '.', "        out of reach under ");
    }
    if (is_out_of_reach) {
        add(&text,
            "      Out of reach is not safe: another policy, or none, brings it back.\n");
    }
    windows_free(&xray->windows);
    return arena_copy(arena, text.bytes, text.length);
}

static const char *begin_unit(void *context, Arena *arena, const CodeUnit *unit) {
    Xray *xray = context;
    if (!windows_find(unit->words, unit->n_words, unit->n_locals, unit->n_registers,
                      &xray->windows)) {
        arena->is_out_of_memory = true;
        return NULL;
    }
    Text text = {.length = 0};
    add(&text, "%*s", NOTE_COLUMN + 2, "");
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        add(&text, "%s ", column_name(*policy));
    }
    add(&text, "off\n");
    return arena_copy(arena, text.bytes, text.length);
}

// '[' where a window begins, ']' where it ends, '|' within.
static char bracket_of(const Xray *xray, uint32_t word) {
    char bracket = ' ';
    for (size_t i = 0; i < xray->windows.n; i++) {
        const Window *window = &xray->windows.items[i];
        if (word == window->write) {
            return ']';
        }
        if (word == window->read) {
            bracket = '[';
        } else if (word > window->read && word < window->write && bracket == ' ') {
            bracket = '|';
        }
    }
    return bracket;
}

static const char *note_word(void *context, Arena *arena, const CodeUnit *unit, uint32_t word) {
    const Xray *xray = context;
    if (!xray->windows.symbols) {
        return NULL;
    }
    Text text = {.length = 0};
    add(&text, "%c ", bracket_of(xray, word));
    for (const GilPolicy *const *policy = gil_policies(); *policy; policy++) {
        add(&text, "%*c ", (int)strlen(column_name(*policy)),
            mark_of(xray, unit, word, *policy));
    }
    add(&text, "  *");
    return arena_copy(arena, text.bytes, text.length);
}

const char *xray_unit(Arena *arena, const CodeUnit *unit, const Source *source) {
    Xray xray = {.windows = {0}};
    DisasmNotes notes = {.context = &xray,
                         .column = NOTE_COLUMN,
                         .begin = begin_unit,
                         .end = end_unit,
                         .note = note_word};
    return disasm_unit_noted(arena, unit, source, &notes);
}
