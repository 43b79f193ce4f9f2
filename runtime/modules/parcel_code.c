// Code objects in parcels.
//
// A code object is plain data but for its names and constants, so it is taken apart into what
// the compiler made it of, a CodeUnit, and made anew from that. Inline caches say what holds in
// one interpreter only; they arrive empty.
#include <stdlib.h>
#include <string.h>

#include "compiler/opcodes.h"
#include "runtime/modules/parcel_parts.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

// --- apart ---

// The numbers of a unit, as they travel.
typedef struct UnitNumbers {
    uint32_t first_line, flags;
    uint32_t n_positional_only, n_positional, n_keyword_only;
    uint32_t n_locals, n_registers, n_free, n_names, n_constants, n_words, n_handlers;
} UnitNumbers;

static UnitNumbers numbers_of(const Code *code) {
    return (UnitNumbers){
        .first_line = code->first_line,
        .flags = code->flags,
        .n_positional_only = code->n_positional_only,
        .n_positional = code->n_positional,
        .n_keyword_only = code->n_keyword_only,
        .n_locals = code->n_locals,
        .n_registers = code->n_registers,
        .n_free = code->n_free,
        .n_names = code->n_names,
        .n_constants = code->n_constants,
        .n_words = code->n_words,
        .n_handlers = code->n_handlers,
    };
}

// Length, UTF-8, and a zero.
static bool write_name(ThreadState *ts, Parcel *parcel, Value name) ATTACHED {
    size_t length;
    char *text = str_to_utf8(ts, name, &length);
    int64_t number = (int64_t)length;
    bool ok = text && parcel_write(ts, parcel, &number, sizeof number) &&
              parcel_write(ts, parcel, text, length) && parcel_write(ts, parcel, "", 1);
    buffer_free(ts, text);
    return ok;
}

static bool write_names(ThreadState *ts, Parcel *parcel, const Value *names,
                        uint32_t n) ATTACHED {
    for (uint32_t i = 0; i < n; i++) {
        if (!write_name(ts, parcel, names[i])) {
            return false;
        }
    }
    return true;
}

// The instructions, with zeroes where caches are.
static bool write_words(ThreadState *ts, Parcel *parcel, const Code *code) ATTACHED {
    for (uint32_t i = 0; i < code->n_words;) {
        CodeWord word = {.word = load_relaxed(&code->words[i].word)};
        uint32_t caches = OPCODE_INFO[word.instruction.op].caches;
        bool ok = parcel_write(ts, parcel, &word, sizeof word);
        word.word = 0;
        for (uint32_t k = 0; ok && k < caches; k++) {
            ok = parcel_write(ts, parcel, &word, sizeof word);
        }
        if (!ok) {
            return false;
        }
        i += 1 + caches;
    }
    return true;
}

int parcel_pack_code(ThreadState *ts, Parcel *parcel, const Code *code) {
    UnitNumbers numbers = numbers_of(code);
    bool ok =
        parcel_write_head(ts, parcel, LETTER_CODE, 0) &&
        parcel_write(ts, parcel, &numbers, sizeof numbers) &&
        write_name(ts, parcel, code->name) && write_name(ts, parcel, code->qualified_name) &&
        write_name(ts, parcel, code->file_name) &&
        write_names(ts, parcel, code->names, code->n_names) &&
        write_names(ts, parcel, code->local_names, code->n_locals) &&
        write_names(ts, parcel, code->free_names, code->n_free) &&
        write_words(ts, parcel, code) &&
        parcel_write(ts, parcel, code->positions, code->n_words * sizeof *code->positions) &&
        parcel_write(ts, parcel, code->handlers, code->n_handlers * sizeof *code->handlers) &&
        parcel_write(ts, parcel, code->local_kinds, code->n_locals);
    int result = ok ? 1 : -1;
    for (uint32_t i = 0; result == 1 && i < code->n_constants; i++) {
        result = parcel_pack_value(ts, parcel, code->constants[i]);
    }
    return result;
}

// --- together ---

// What a unit's arrays are read into: one block for the time until the code object has copied
// them.
typedef struct UnitParts {
    CodeName *names; // those of all three kinds, one after the other
    CodeWord *words;
    CodePosition *positions;
    CodeHandler *handlers;
    uint8_t *local_kinds;
    Value *constants; // owned, up to the first NO_VALUE
} UnitParts;

static CodeName read_name(ParcelReader *reader) {
    CodeName name = {.length = (size_t)parcel_read_number(reader)};
    name.text = reader->at;
    reader->at += name.length + 1;
    return name;
}

static bool allocate_parts(ThreadState *ts, UnitParts *parts, const UnitNumbers *n) ATTACHED {
    size_t n_names = (size_t)n->n_names + n->n_locals + n->n_free;
    parts->names = calloc(n_names + 1, sizeof *parts->names);
    parts->words = calloc(n->n_words + 1u, sizeof *parts->words);
    parts->positions = calloc(n->n_words + 1u, sizeof *parts->positions);
    parts->handlers = calloc(n->n_handlers + 1u, sizeof *parts->handlers);
    parts->local_kinds = calloc(n->n_locals + 1u, 1);
    parts->constants = calloc(n->n_constants + 1u, sizeof *parts->constants);
    bool ok = parts->names && parts->words && parts->positions && parts->handlers &&
              parts->local_kinds && parts->constants;
    if (!ok) {
        raise_memory_error(ts);
    }
    return ok;
}

static void free_parts(ThreadState *ts, UnitParts *parts) ATTACHED {
    for (Value *v = parts->constants; v && !value_is_null(*v); v++) {
        value_drop(ts, *v);
    }
    free(parts->constants);
    free(parts->local_kinds);
    free(parts->handlers);
    free(parts->positions);
    free(parts->words);
    free(parts->names);
}

static bool read_constants(ThreadState *ts, UnitParts *parts, uint32_t n,
                           ParcelReader *reader) ATTACHED RUNS_GUEST {
    bool interned = reader->interns;
    reader->interns = true;
    bool ok = true;
    for (uint32_t i = 0; ok && i < n; i++) {
        Ref constant = parcel_unpack_value(ts, reader);
        parts->constants[i] = borrow(constant);
        ok = !ref_is_null(constant);
    }
    reader->interns = interned;
    return ok;
}

static void read_arrays(UnitParts *parts, const UnitNumbers *n, ParcelReader *reader) {
    for (uint32_t i = 0; i < n->n_names + n->n_locals + n->n_free; i++) {
        parts->names[i] = read_name(reader);
    }
    parcel_read(reader, parts->words, n->n_words * sizeof *parts->words);
    parcel_read(reader, parts->positions, n->n_words * sizeof *parts->positions);
    parcel_read(reader, parts->handlers, n->n_handlers * sizeof *parts->handlers);
    parcel_read(reader, parts->local_kinds, n->n_locals);
}

Ref parcel_unpack_code(ThreadState *ts, ParcelReader *reader) {
    parcel_read_number(reader);
    UnitNumbers n;
    parcel_read(reader, &n, sizeof n);
    CodeName name = read_name(reader);
    CodeName qualified_name = read_name(reader);
    CodeName file_name = read_name(reader);
    UnitParts parts = {0};
    Ref code = NO_REF;
    if (allocate_parts(ts, &parts, &n)) {
        read_arrays(&parts, &n, reader);
        if (read_constants(ts, &parts, n.n_constants, reader)) {
            CodeUnit unit = {
                .name = name,
                .qualified_name = qualified_name,
                .file_name = file_name,
                .first_line = n.first_line,
                .flags = n.flags,
                .n_positional_only = n.n_positional_only,
                .n_positional = n.n_positional,
                .n_keyword_only = n.n_keyword_only,
                .n_locals = n.n_locals,
                .n_registers = n.n_registers,
                .local_names = parts.names + n.n_names,
                .local_kinds = parts.local_kinds,
                .n_free = n.n_free,
                .free_names = parts.names + n.n_names + n.n_locals,
                .n_names = n.n_names,
                .names = parts.names,
                .n_constants = n.n_constants,
                .n_words = n.n_words,
                .words = parts.words,
                .positions = parts.positions,
                .n_handlers = n.n_handlers,
                .handlers = parts.handlers,
            };
            code = code_new_with(ts, &unit, parts.constants);
        }
    }
    free_parts(ts, &parts);
    return code;
}
