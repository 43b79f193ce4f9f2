// The module _dis: the instructions of a code object as numbers; dis.py makes words of them.
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

// The code object; null with TypeError.
static const Code *code_argument(ThreadState *ts, Value v) ATTACHED {
    if (value_has_layout(ts, v, KIND_CODE)) {
        return (const Code *)(void *)value_object(v);
    }
    raise_error(ts, EXC_TYPE_ERROR, "a code object is required, not %s",
                value_type_name(ts, v));
    return NULL;
}

// Appends a tuple of n small ints.
static bool append_row(ThreadState *ts, Value list, const int64_t *numbers, size_t n) ATTACHED {
    Value items[16];
    for (size_t i = 0; i < n; i++) {
        items[i] = value_from_int(numbers[i]);
    }
    Ref row = tuple_from_array(ts, items, n);
    bool ok = !ref_is_null(row) && list_append(ts, value_object(list), borrow(row));
    ref_drop(ts, row);
    return ok;
}

static Ref instructions(ThreadState *ts, const Value *arguments) ATTACHED {
    const Code *code = code_argument(ts, arguments[0]);
    Ref list = code ? list_new(ts, code->n_words) : NO_REF;
    bool ok = !ref_is_null(list);
    for (uint32_t word = 0; ok && word < code->n_words;) {
        Instruction i = code->words[word].instruction;
        CodePosition at = code->positions[word];
        int64_t row[] = {word,
                         i.op,
                         i.d,
                         i.a,
                         i.b,
                         i.c,
                         instruction_wide(i),
                         instruction_block_length(i),
                         at.line,
                         at.end_line,
                         at.column,
                         at.end_column};
        ok = append_row(ts, borrow(list), row, sizeof row / sizeof *row);
        word += 1u + OPCODE_INFO[i.op].caches;
    }
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref handlers(ThreadState *ts, const Value *arguments) ATTACHED {
    const Code *code = code_argument(ts, arguments[0]);
    Ref list = code ? list_new(ts, code->n_handlers) : NO_REF;
    bool ok = !ref_is_null(list);
    for (uint32_t i = 0; ok && i < code->n_handlers; i++) {
        CodeHandler handler = code->handlers[i];
        int64_t row[] = {handler.start, handler.end, handler.handler, handler.depth};
        ok = append_row(ts, borrow(list), row, 4);
    }
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}

static Ref registers(ThreadState *ts, const Value *arguments) ATTACHED {
    const Code *code = code_argument(ts, arguments[0]);
    Ref names = code ? tuple_from_array(ts, code->local_names, code->n_locals) : NO_REF;
    if (ref_is_null(names)) {
        return NO_REF;
    }
    Value items[2] = {borrow(names), value_from_int(code->n_registers)};
    return tuple_from_owned(ts, items, 2);
}

static const NativeDef FUNCTIONS[] = {
    {"instructions(code, /)", instructions,
     "(word, opcode, d, a, b, c, b:c, block length, line, end line, column, end column) of\n"
     "each instruction.",
     0},
    {"handlers(code, /)", handlers, "(start, end, handler, register) of each handler.", 0},
    {"registers(code, /)", registers, "The names of the variables; how many registers.", 0},
    {NULL, NULL, NULL, 0},
};

// opcodes: (name, roles, caches, picture) of each opcode.
static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Ref list = list_new(ts, OPCODE_COUNT);
    bool ok = !ref_is_null(list);
    for (size_t i = 0; ok && i < OPCODE_COUNT; i++) {
        const OpcodeInfo *info = &OPCODE_INFO[i];
        Ref name = str_from_text(ts, info->name);
        Ref roles = str_from_text(ts, info->roles);
        Ref picture = str_from_text(ts, info->picture);
        Value items[4] = {borrow(name), borrow(roles), value_from_int(info->caches),
                          borrow(picture)};
        ok = !ref_is_null(name) && !ref_is_null(roles) && !ref_is_null(picture);
        Ref row = ok ? tuple_from_array(ts, items, 4) : NO_REF;
        ok = !ref_is_null(row) && list_append(ts, value_object(borrow(list)), borrow(row));
        ref_drop(ts, row);
        ref_drop(ts, picture);
        ref_drop(ts, roles);
        ref_drop(ts, name);
    }
    ok = ok && dict_set_text(ts, ((Module *)module)->dict, "opcodes", borrow(list));
    ref_drop(ts, list);
    return ok;
}

const ModuleSpec dis_module_spec = {
    .name = "_dis",
    .doc = "The instructions of a code object as numbers.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
