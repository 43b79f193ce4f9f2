// From a compiled unit to a code object.
#include "vm/exec/code_object.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/opcodes.h"
#include "vm/base/atomics.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

static Ref constant_value(ThreadState *ts, const Constant *constant) ATTACHED;

static Ref constant_items(ThreadState *ts, const Constant *constant) ATTACHED {
    Value *items = buffer_new(ts, constant->length * sizeof *items);
    if (!items) {
        return NO_REF;
    }
    size_t n = 0;
    bool ok = true;
    while (ok && n < constant->length) {
        Ref item = constant_value(ts, &constant->items[n]);
        ok = !ref_is_null(item);
        if (ok) {
            items[n++] = borrow(item);
        }
    }
    Ref result = NO_REF;
    if (ok) {
        result = constant->kind == CONSTANT_TUPLE ? tuple_from_array(ts, items, n)
                                                  : frozenset_from_array(ts, items, n);
    }
    for (size_t i = 0; i < n; i++) {
        value_drop(ts, items[i]);
    }
    buffer_free(ts, items);
    return result;
}

// A string constant that looks like a name is interned, as in CPython.
static bool looks_like_name(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_')) {
            return false;
        }
    }
    return true;
}

static Ref constant_str(ThreadState *ts, const Constant *constant) ATTACHED {
    Ref text = str_from_utf8(ts, constant->text, constant->length);
    if (ref_is_null(text) || !looks_like_name(constant->text, constant->length)) {
        return text;
    }
    Ref interned = str_intern(ts, borrow(text));
    ref_drop(ts, text);
    return interned;
}

static Ref constant_value(ThreadState *ts, const Constant *constant) {
    switch (constant->kind) {
    case CONSTANT_NONE:
        return owned(NONE);
    case CONSTANT_TRUE:
        return owned(TRUE_VALUE);
    case CONSTANT_FALSE:
        return owned(FALSE_VALUE);
    case CONSTANT_ELLIPSIS:
        return owned(ELLIPSIS);
    case CONSTANT_INT:
        return int_from_i64(ts, constant->integer);
    case CONSTANT_BIG_INT:
        return int_from_digits(ts, constant->text, constant->length, constant->base);
    case CONSTANT_FLOAT:
        return float_new(ts, constant->real);
    case CONSTANT_COMPLEX:
        return complex_new(ts, constant->real, constant->imaginary);
    case CONSTANT_STR:
        return constant_str(ts, constant);
    case CONSTANT_BYTES:
        return bytes_new(ts, constant->text, constant->length);
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        return constant_items(ts, constant);
    case CONSTANT_CODE:
        return code_new(ts, constant->code);
    }
    return NO_REF;
}

// Constants live as long as their code: immortal, and so are the parts of a tuple.
static void make_constant_immortal(Value v) ATTACHED {
    if (!value_is_object(v)) {
        return;
    }
    object_make_immortal(value_object(v));
    if (value_is(v, KIND_TUPLE)) {
        Tuple *tuple = (Tuple *)value_object(v);
        for (int64_t i = 0; i < tuple->length; i++) {
            make_constant_immortal(tuple->items[i]);
        }
    }
}

static Value intern_name(ThreadState *ts, CodeName name) ATTACHED {
    Ref text = str_from_utf8(ts, name.text, name.length);
    Ref interned = ref_is_null(text) ? NO_REF : str_intern(ts, borrow(text));
    ref_drop(ts, text);
    return borrow(interned);
}

static bool intern_names(ThreadState *ts, Value *out, const CodeName *names,
                         uint32_t n) ATTACHED {
    for (uint32_t i = 0; i < n; i++) {
        out[i] = intern_name(ts, names[i]);
        if (value_is_null(out[i])) {
            return false;
        }
    }
    return true;
}

// One block for all arrays of the code object, so that it is one allocation.
static bool allocate_arrays(ThreadState *ts, Code *code, const CodeUnit *unit) ATTACHED {
    size_t words = unit->n_words * sizeof(CodeWord);
    size_t values =
        (unit->n_constants + unit->n_names + unit->n_locals + unit->n_free) * sizeof(Value);
    size_t positions = unit->n_words * sizeof(CodePosition);
    size_t handlers = unit->n_handlers * sizeof(CodeHandler);
    char *block = buffer_new(ts, words + values + positions + handlers + unit->n_locals);
    if (!block) {
        return false;
    }
    code->words = (CodeWord *)block;
    code->constants = (Value *)(block + words);
    code->names = code->constants + unit->n_constants;
    code->local_names = code->names + unit->n_names;
    code->free_names = code->local_names + unit->n_locals;
    code->positions = (CodePosition *)(block + words + values);
    code->handlers = (CodeHandler *)(block + words + values + positions);
    code->local_kinds = (uint8_t *)(block + words + values + positions + handlers);
    memcpy(code->words, unit->words, words);
    memcpy(code->positions, unit->positions, positions);
    if (handlers) {
        memcpy(code->handlers, unit->handlers, handlers);
    }
    if (unit->n_locals) {
        memcpy(code->local_kinds, unit->local_kinds, unit->n_locals);
    }
    return true;
}

static void copy_counts(Code *code, const CodeUnit *unit) {
    code->flags = unit->flags;
    code->n_positional_only = unit->n_positional_only;
    code->n_positional = unit->n_positional;
    code->n_keyword_only = unit->n_keyword_only;
    code->n_parameters = unit->n_positional + unit->n_keyword_only +
                         ((unit->flags & CODE_VARARGS) != 0) +
                         ((unit->flags & CODE_VARKEYWORDS) != 0);
    code->n_locals = unit->n_locals;
    code->n_registers = unit->n_registers;
    code->n_words = unit->n_words;
    code->n_free = unit->n_free;
    code->n_names = unit->n_names;
    code->n_constants = unit->n_constants;
    code->n_handlers = unit->n_handlers;
    code->first_line = unit->first_line;
    code->is_simple = code->n_parameters == code->n_positional;
}

static bool fill(ThreadState *ts, Code *code, const CodeUnit *unit,
                 const Value *constants) ATTACHED {
    for (uint32_t i = 0; i < unit->n_constants; i++) {
        Ref constant =
            constants ? ref_take(ts, constants[i]) : constant_value(ts, &unit->constants[i]);
        if (ref_is_null(constant)) {
            return false;
        }
        make_constant_immortal(borrow(constant));
        code->constants[i] = borrow(constant);
    }
    code->name = intern_name(ts, unit->name);
    code->qualified_name = intern_name(ts, unit->qualified_name);
    code->file_name = intern_name(ts, unit->file_name);
    return !value_is_null(code->name) && !value_is_null(code->qualified_name) &&
           !value_is_null(code->file_name) &&
           intern_names(ts, code->names, unit->names, unit->n_names) &&
           intern_names(ts, code->local_names, unit->local_names, unit->n_locals) &&
           intern_names(ts, code->free_names, unit->free_names, unit->n_free);
}

Ref code_new(ThreadState *ts, const CodeUnit *unit) {
    return code_new_with(ts, unit, NULL);
}

Ref code_new_with(ThreadState *ts, const CodeUnit *unit, const Value *constants) {
    Code *code = object_new(ts, builtin_type(ts, KIND_CODE), sizeof *code);
    if (!code) {
        return NO_REF;
    }
    copy_counts(code, unit);
    if (!allocate_arrays(ts, code, unit) || !fill(ts, code, unit, constants)) {
        buffer_free(ts, code->words);
        code->words = NULL;
        ref_drop(ts, object_ref(code));
        return NO_REF;
    }
    object_make_immortal(&code->head);
    return object_ref(code);
}

// Instruction words as the compiler made them: with zeroes where caches are.
static void copy_words(CodeWord *out, const Code *code) {
    for (uint32_t i = 0; i < code->n_words;) {
        out[i].word = load_relaxed(&code->words[i].word);
        uint32_t caches = OPCODE_INFO[out[i].instruction.op].caches;
        memset(&out[i + 1], 0, caches * sizeof *out);
        i += 1 + caches;
    }
}

Ref code_copy(ThreadState *ts, const Code *code) {
    Code *copy = object_new(ts, builtin_type(ts, KIND_CODE), sizeof *copy);
    // What allocate_arrays() put into one block, up to the end of local_kinds.
    size_t size =
        (size_t)((const char *)code->local_kinds - (const char *)code->words) + code->n_locals;
    char *block = copy ? buffer_new(ts, size) : NULL;
    if (!block) {
        if (copy) {
            object_free_memory(ts, &copy->head);
        }
        return NO_REF;
    }
    memcpy((char *)copy + sizeof copy->head, (const char *)code + sizeof code->head,
           sizeof *copy - sizeof copy->head);
    size_t words = code->n_words * sizeof *code->words;
    memcpy(block + words, (const char *)code->words + words, size - words);
    copy->words = (CodeWord *)block;
    copy_words(copy->words, code);
    copy->constants = (Value *)(block + words);
    copy->names = copy->constants + code->n_constants;
    copy->local_names = copy->names + code->n_names;
    copy->free_names = copy->local_names + code->n_locals;
    copy->positions = (CodePosition *)(copy->free_names + code->n_free);
    copy->handlers = (CodeHandler *)(copy->positions + code->n_words);
    copy->local_kinds = (uint8_t *)(copy->handlers + code->n_handlers);
    copy->windows = NULL;
    object_make_immortal(&copy->head);
    return object_ref(copy);
}

void code_set_constant(ThreadState *ts, Code *code, uint32_t index, Value v) {
    code->constants[index] = borrow(ref_take(ts, v));
    make_constant_immortal(v);
}

bool code_is_library(const Code *code) {
    static const char FOLDER[] = "<gilt>/";
    const Str *file = (const Str *)value_object(code->file_name);
    return file->width == 1 && file->length >= (int64_t)sizeof FOLDER - 1 &&
           memcmp(file->data, FOLDER, sizeof FOLDER - 1) == 0;
}
