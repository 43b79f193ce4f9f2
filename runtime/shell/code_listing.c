// A code object is shown by the compiler's disassembler, which wants a compiled unit: one is
// made from the code object again, with its names and constants as text.
#include "runtime/shell/code_listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "compiler/disasm.h"
#include "runtime/builtins/compile_source.h"
#include "runtime/builtins/report.h"
#include "runtime/builtins/source_lines.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/shell/run.h"
#include "runtime/shell/xray.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// A copy of a Str in the arena.
static CodeName name_text(ThreadState *ts, Arena *arena, Value str) ATTACHED {
    size_t length = 0;
    char *text = str_to_utf8(ts, str, &length);
    CodeName name = {text ? arena_copy(arena, text, length) : "?", text ? length : 1};
    buffer_free(ts, text);
    return name;
}

static const CodeName *name_texts(ThreadState *ts, Arena *arena, const Value *names,
                                  uint32_t n) ATTACHED {
    CodeName *texts = arena_alloc_array(arena, n + 1u, sizeof *texts);
    for (uint32_t i = 0; texts && i < n; i++) {
        texts[i] = name_text(ts, arena, names[i]);
    }
    return texts;
}

static CodeUnit *unit_of(ThreadState *ts, Arena *arena, const Code *code) ATTACHED;

// A constant as the disassembler shows it: what is no plain number or text is shown by its
// repr.
static Constant constant_of(ThreadState *ts, Arena *arena, Value v) ATTACHED {
    Constant constant = {.kind = CONSTANT_NONE};
    if (value_is_small_int(v)) {
        constant.kind = CONSTANT_INT;
        constant.integer = value_to_int(v);
    } else if (value_is_small_float(v)) {
        constant.kind = CONSTANT_FLOAT;
        constant.real = value_to_double(v);
    } else if (value_is_bool(v)) {
        constant.kind = v.bits == TRUE_VALUE.bits ? CONSTANT_TRUE : CONSTANT_FALSE;
    } else if (value_is(v, KIND_STR)) {
        CodeName text = name_text(ts, arena, v);
        constant.kind = CONSTANT_STR;
        constant.text = text.text;
        constant.length = text.length;
    } else if (value_is(v, KIND_CODE)) {
        constant.kind = CONSTANT_CODE;
        constant.code = unit_of(ts, arena, (const Code *)value_object(v));
    } else if (value_is(v, KIND_TUPLE)) {
        const Tuple *tuple = (const Tuple *)value_object(v);
        Constant *items = arena_alloc_array(arena, (size_t)tuple->length + 1, sizeof *items);
        constant.kind = CONSTANT_TUPLE;
        constant.length = items ? (size_t)tuple->length : 0;
        for (int64_t i = 0; items && i < tuple->length; i++) {
            items[i] = constant_of(ts, arena, tuple->items[i]);
        }
        constant.items = items;
    } else if (!value_is_none(v)) {
        Ref text = value_repr(ts, v);
        CodeName name =
            ref_is_null(text) ? (CodeName){"?", 1} : name_text(ts, arena, borrow(text));
        ref_drop(ts, text);
        constant.kind = CONSTANT_BIG_INT;
        constant.base = 10;
        constant.text = name.text;
        constant.length = name.length;
    }
    return constant;
}

static CodeUnit *unit_of(ThreadState *ts, Arena *arena, const Code *code) {
    CodeUnit *unit = ARENA_NEW(arena, CodeUnit);
    Constant *constants = arena_alloc_array(arena, code->n_constants + 1u, sizeof *constants);
    if (!unit || !constants) {
        return NULL;
    }
    for (uint32_t i = 0; i < code->n_constants; i++) {
        constants[i] = constant_of(ts, arena, code->constants[i]);
    }
    *unit = (CodeUnit){
        .name = name_text(ts, arena, code->name),
        .qualified_name = name_text(ts, arena, code->qualified_name),
        .file_name = name_text(ts, arena, code->file_name),
        .first_line = code->first_line,
        .flags = code->flags,
        .n_positional_only = code->n_positional_only,
        .n_positional = code->n_positional,
        .n_keyword_only = code->n_keyword_only,
        .n_locals = code->n_locals,
        .n_registers = code->n_registers,
        .local_names = name_texts(ts, arena, code->local_names, code->n_locals),
        .local_kinds = code->local_kinds,
        .n_free = code->n_free,
        .free_names = name_texts(ts, arena, code->free_names, code->n_free),
        .n_names = code->n_names,
        .names = name_texts(ts, arena, code->names, code->n_names),
        .n_constants = code->n_constants,
        .constants = constants,
        .n_words = code->n_words,
        .words = code->words,
        .positions = code->positions,
        .n_handlers = code->n_handlers,
        .handlers = code->handlers,
    };
    return unit;
}

// The code behind a function, a method, or a code object itself; null for anything else.
static const Code *code_of(Value v) {
    if (value_is(v, KIND_METHOD)) {
        v = ((Method *)value_object(v))->function;
    }
    if (value_is(v, KIND_FUNCTION)) {
        return ((Function *)value_object(v))->code;
    }
    return value_is(v, KIND_CODE) ? (const Code *)value_object(v) : NULL;
}

// The text a code object was compiled from, in the arena; null if it is not known any more.
static const Source *source_of(ThreadState *ts, Arena *arena, const Code *code) ATTACHED {
    CodeName file = name_text(ts, arena, code->file_name);
    char *text = source_lines_get(runtime_state(ts)->source_lines, file.text, 1, UINT32_MAX);
    Source *source = text ? ARENA_NEW(arena, Source) : NULL;
    Diagnostic error;
    bool ok = source &&
              source_init(source, arena, file.text, text, strlen(text), SOURCE_FILE, &error);
    free(text);
    return ok ? source : NULL;
}

static void print_code(ThreadState *ts, const Code *code, bool has_switch_points) ATTACHED {
    Arena arena;
    arena_init(&arena);
    CodeUnit *unit = unit_of(ts, &arena, code);
    const Source *source = source_of(ts, &arena, code);
    const char *listing = !unit               ? NULL
                          : has_switch_points ? xray_unit(&arena, unit, source)
                                              : disasm_unit(&arena, unit, source, NULL);
    fputs(listing ? listing : "no memory\n", stdout);
    fputs(listing && has_switch_points ? XRAY_LEGEND : "", stdout);
    arena_free(&arena);
}

void code_listing_print(ThreadState *ts, const char *text, bool has_switch_points) {
    size_t size = strlen(text);
    Ref value = NO_REF;
    if (source_is_right(text, size, SOURCE_EXPRESSION) && strchr(text, '(') == NULL) {
        value = run_expression(ts, text, "<stdin>");
        error_clear(ts);
    }
    const Code *code = ref_is_null(value) ? NULL : code_of(borrow(value));
    Ref statement = NO_REF;
    if (!code) {
        report_register_source(ts, "<stdin>", text, size);
        statement = source_to_code(ts, text, size, "<stdin>", SOURCE_MODULE, 0);
        code = ref_is_null(statement) ? NULL : code_of(borrow(statement));
    }
    if (code) {
        print_code(ts, code, has_switch_points);
    } else {
        run_report(ts);
    }
    ref_drop(ts, statement);
    ref_drop(ts, value);
}
