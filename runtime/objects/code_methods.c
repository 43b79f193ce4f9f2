// What the guest can do with a code object: compare it, change its names and lines in a copy,
// ask for its lines (code_methods.h).
#include "runtime/objects/code_methods.h"

#include <string.h>

#include "runtime/objects/dict.h"
#include "runtime/objects/str.h"
#include "vm/exec/code_object.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static const Code *as_code(Value v) {
    return (const Code *)value_object(v);
}

// --- comparing ------------------------------------------------------------------------------

static int same_constants(ThreadState *ts, const Value *a, const Value *b,
                          uint32_t n) ATTACHED RUNS_GUEST;

// Whether two constants are interchangeable: 1 and 1.0 and True are not. -1: exception set.
static int same_constant(ThreadState *ts, Value a, Value b) ATTACHED RUNS_GUEST {
    if (value_same(a, b)) {
        return 1;
    }
    if (value_type(ts, a) != value_type(ts, b)) {
        return 0;
    }
    if (value_is(a, KIND_TUPLE)) {
        const Tuple *x = (const Tuple *)value_object(a);
        const Tuple *y = (const Tuple *)value_object(b);
        return x->length == y->length &&
               same_constants(ts, x->items, y->items, (uint32_t)x->length);
    }
    return value_equal(ts, a, b);
}

static int same_constants(ThreadState *ts, const Value *a, const Value *b, uint32_t n) {
    int same = 1;
    for (uint32_t i = 0; same > 0 && i < n; i++) {
        same = same_constant(ts, a[i], b[i]);
    }
    return same;
}

static bool same_words(const Code *a, const Code *b) {
    for (uint32_t i = 0; i < a->n_words;) {
        CodeWord word = {.word = load_relaxed(&a->words[i].word)};
        if (word.word != load_relaxed(&b->words[i].word)) {
            return false;
        }
        i += 1 + OPCODE_INFO[word.instruction.op].caches;
    }
    return true;
}

// Names are interned: the same ones are the same objects.
static bool same_names(const Value *a, const Value *b, uint32_t n) {
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static int same_code(ThreadState *ts, const Code *a, const Code *b) ATTACHED RUNS_GUEST {
    bool is_same =
        value_same(a->name, b->name) && a->flags == b->flags &&
        a->first_line == b->first_line && a->n_positional_only == b->n_positional_only &&
        a->n_positional == b->n_positional && a->n_keyword_only == b->n_keyword_only &&
        a->n_locals == b->n_locals && a->n_words == b->n_words && a->n_free == b->n_free &&
        a->n_names == b->n_names && a->n_constants == b->n_constants &&
        same_names(a->names, b->names, a->n_names) &&
        same_names(a->local_names, b->local_names, a->n_locals) &&
        same_names(a->free_names, b->free_names, a->n_free) && same_words(a, b) &&
        memcmp(a->positions, b->positions, a->n_words * sizeof *a->positions) == 0;
    return is_same ? same_constants(ts, a->constants, b->constants, a->n_constants) : 0;
}

Ref code_compare(ThreadState *ts, CompareOperator op, Value self, Value other) {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) || !value_is(other, KIND_CODE)) {
        return owned(NOT_IMPLEMENTED);
    }
    int same = value_same(self, other) ? 1 : same_code(ts, as_code(self), as_code(other));
    return same < 0 ? NO_REF : owned(value_bool(same == (op == COMPARE_EQUAL)));
}

int64_t code_hash(ThreadState *ts, Value self) {
    const Code *code = as_code(self);
    int64_t name = value_hash(ts, code->name);
    int64_t hash = name ^ ((int64_t)code->first_line << 20) ^ code->n_words;
    return hash == -1 ? -2 : hash;
}

// --- replace() ------------------------------------------------------------------------------

// The str given for a name, interned. False: exception set.
static bool read_name(ThreadState *ts, const char *field, Value v, Value *out) ATTACHED {
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "replace() argument '%s' must be str, not %s", field,
                    value_type_name(ts, v));
        return false;
    }
    Ref interned = str_intern(ts, v);
    *out = borrow(interned); // interned strings live as long as the code
    return !ref_is_null(interned);
}

// Lines are told by their distance from the first one, so all of them move with it.
static bool move_lines(ThreadState *ts, Code *code, Value v) ATTACHED RUNS_GUEST {
    int64_t line;
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, &line)) {
        return false;
    }
    if (line < 0 || line > INT32_MAX) {
        raise_error(ts, EXC_VALUE_ERROR, "code: firstlineno out of range");
        return false;
    }
    int64_t distance = line - code->first_line;
    code->first_line = (uint32_t)line;
    for (uint32_t i = 0; i < code->n_words; i++) {
        CodePosition *position = &code->positions[i];
        if (position->line) {
            position->line = (uint32_t)(position->line + distance);
            position->end_line = (uint32_t)(position->end_line + distance);
        }
    }
    return true;
}

static bool replace_constants(ThreadState *ts, Code *code, Value v) ATTACHED {
    if (!value_has_layout(ts, v, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "replace() argument 'co_consts' must be tuple, not %s",
                    value_type_name(ts, v));
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(v);
    if (tuple->length != code->n_constants) {
        raise_error(ts, EXC_VALUE_ERROR, "co_consts must have as many items as before");
        return false;
    }
    for (uint32_t i = 0; i < code->n_constants; i++) {
        code_set_constant(ts, code, i, tuple->items[i]);
    }
    return true;
}

// Sets one field of a copy. What only the compiler knows can be given if it does not change.
static bool replace_field(ThreadState *ts, Code *code, Value original, Value key,
                          Value v) ATTACHED RUNS_GUEST {
    if (str_equal_text(key, "co_name")) {
        return read_name(ts, "co_name", v, &code->name);
    }
    if (str_equal_text(key, "co_qualname")) {
        return read_name(ts, "co_qualname", v, &code->qualified_name);
    }
    if (str_equal_text(key, "co_filename")) {
        return read_name(ts, "co_filename", v, &code->file_name);
    }
    if (str_equal_text(key, "co_firstlineno")) {
        return move_lines(ts, code, v);
    }
    if (str_equal_text(key, "co_consts")) {
        return replace_constants(ts, code, v);
    }
    Ref present = NO_REF;
    char *text = str_to_utf8(ts, key, NULL);
    bool is_field = text && strncmp(text, "co_", 3) == 0;
    bool ok = is_field && value_find_attribute(ts, original, key, &present);
    int same = ok && !ref_is_null(present) ? value_equal(ts, borrow(present), v) : 0;
    if (text && !error_is_set(ts) && ref_is_null(present)) {
        raise_error(ts, EXC_TYPE_ERROR, "replace() got an unexpected keyword argument '%s'",
                    text);
    } else if (same == 0 && !error_is_set(ts)) {
        raise_error(ts, EXC_VALUE_ERROR, "gilt's code.replace() cannot change %s", text);
    }
    buffer_free(ts, text);
    ref_drop(ts, present);
    return same > 0;
}

static Ref code_replace(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref copy = code_copy(ts, as_code(arguments[0]));
    bool ok = !ref_is_null(copy);
    int64_t position = 0;
    Ref key, value;
    while (ok && dict_step(ts, value_object(arguments[1]), &position, &key, &value)) {
        ok = replace_field(ts, (Code *)value_object(borrow(copy)), arguments[0], borrow(key),
                           borrow(value));
        ref_drop(ts, value);
        ref_drop(ts, key);
    }
    return ok ? copy : NO_REF; // code objects are immortal: a copy that failed is just left
}

// --- lines ----------------------------------------------------------------------------------

static Ref number_or_none(ThreadState *ts, bool is_known, uint32_t number) ATTACHED {
    return is_known ? int_from_i64(ts, number) : owned(NONE);
}

static bool append_tuple(ThreadState *ts, Ref list, const Ref *parts, size_t n) ATTACHED {
    Value items[4];
    for (size_t i = 0; i < n; i++) {
        items[i] = borrow(parts[i]);
    }
    Ref tuple = tuple_from_owned(ts, items, n);
    bool ok = !ref_is_null(tuple) && list_append(ts, value_object(borrow(list)), borrow(tuple));
    ref_drop(ts, tuple);
    return ok;
}

static Ref list_iterator_or_null(ThreadState *ts, Ref list, bool ok) ATTACHED {
    Ref iterator = ok ? value_iterate(ts, borrow(list)) : NO_REF;
    ref_drop(ts, list);
    return iterator;
}

// co_positions(): (line, end line, column, end column) of each instruction word.
static Ref code_positions(ThreadState *ts, const Value *arguments) ATTACHED {
    const Code *code = as_code(arguments[0]);
    Ref list = list_new(ts, code->n_words);
    bool ok = !ref_is_null(list);
    for (uint32_t i = 0; ok && i < code->n_words; i++) {
        CodePosition at = code->positions[i];
        bool is_known = at.line != 0;
        Ref parts[] = {number_or_none(ts, is_known, at.line),
                       number_or_none(ts, is_known, at.end_line),
                       number_or_none(ts, is_known, at.column),
                       number_or_none(ts, is_known, at.end_column)};
        ok = append_tuple(ts, list, parts, 4);
    }
    return list_iterator_or_null(ts, list, ok);
}

// co_lines(): (start, end, line) of each run of instruction words; places in bytes.
static Ref code_lines(ThreadState *ts, const Value *arguments) ATTACHED {
    const Code *code = as_code(arguments[0]);
    Ref list = list_new(ts, 8);
    bool ok = !ref_is_null(list);
    for (uint32_t i = 0, end; ok && i < code->n_words; i = end) {
        uint32_t line = code->positions[i].line;
        for (end = i + 1; end < code->n_words && code->positions[end].line == line;) {
            end++;
        }
        Ref parts[] = {int_from_i64(ts, (int64_t)(i * sizeof(CodeWord))),
                       int_from_i64(ts, (int64_t)(end * sizeof(CodeWord))),
                       number_or_none(ts, line != 0, line)};
        ok = append_tuple(ts, list, parts, 3);
    }
    return list_iterator_or_null(ts, list, ok);
}

const NativeDef code_methods[] = {
    {"replace(self, /, **changes)", code_replace,
     "Return a copy of the code object with new values for the specified fields.", 0},
    {"__replace__(self, /, **changes)", code_replace, "The same as replace().", 0},
    {"co_lines(self, /)", code_lines, NULL, 0},
    {"co_positions(self, /)", code_positions, NULL, 0},
    {NULL, NULL, NULL, 0},
};
