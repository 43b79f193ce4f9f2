// Python's protocols over the slots of types: representation, truth, comparison, operators,
// items.
#include "vm/object/protocol.h"

#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

// The result of a __repr__-like slot must be a str.
static Ref check_text(ThreadState *ts, Ref text, const char *method) ATTACHED {
    if (!ref_is_null(text) && !value_has_layout(ts, borrow(text), KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s returned non-string (type %s)", method,
                    value_type_name(ts, borrow(text)));
        ref_drop(ts, text);
        return NO_REF;
    }
    return text;
}

Ref value_repr(ThreadState *ts, Value v) {
    return check_text(ts, value_type(ts, v)->slots.repr(ts, v), "__repr__");
}

Ref value_str(ThreadState *ts, Value v) {
    if (value_is(v, KIND_STR)) {
        return ref_take(ts, v);
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    return slots->str ? check_text(ts, slots->str(ts, v), "__str__")
                      : check_text(ts, slots->repr(ts, v), "__repr__");
}

Ref value_ascii(ThreadState *ts, Value v) {
    Ref text = value_repr(ts, v);
    Ref escaped = ref_is_null(text) ? NO_REF : str_escape_non_ascii(ts, borrow(text));
    ref_drop(ts, text);
    return escaped;
}

Ref value_format(ThreadState *ts, Value v, Value spec) {
    bool is_empty = value_is_null(spec) || ((Str *)value_object(spec))->length == 0;
    if (is_empty && value_is(v, KIND_STR)) {
        return ref_take(ts, v);
    }
    Type *type = value_type(ts, v);
    if (type->slots.format) {
        Ref none = value_is_null(spec) ? str_from_utf8(ts, "", 0) : NO_REF;
        Ref text = type->slots.format(ts, v, value_is_null(spec) ? borrow(none) : spec);
        ref_drop(ts, none);
        if (!ref_is_null(text) && !value_has_layout(ts, borrow(text), KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "__format__ must return a str, not %s",
                        value_type_name(ts, borrow(text)));
            ref_drop(ts, text);
            return NO_REF;
        }
        return text;
    }
    if (!is_empty) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "unsupported format string passed to %s.__format__", type->name);
    }
    return value_str(ts, v);
}

int64_t value_hash(ThreadState *ts, Value v) {
    if (value_is(v, KIND_STR)) {
        return str_hash(v);
    }
    Type *type = value_type(ts, v);
    if (type->flags & TYPE_UNHASHABLE) {
        raise_error(ts, EXC_TYPE_ERROR, "unhashable type: '%s'", type->name);
        return -1;
    }
    if (type->slots.hash) {
        return type->slots.hash(ts, v);
    }
    int64_t hash = (int64_t)(v.bits >> 4 | v.bits << 60);
    return hash == -1 ? -2 : hash;
}

int value_truth(ThreadState *ts, Value v) {
    if (value_is_bool(v)) {
        return v.bits == TRUE_VALUE.bits;
    }
    if (value_is_small_int(v)) {
        return v.bits != value_from_int(0).bits;
    }
    if (value_is_none(v)) {
        return 0;
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (slots->truth) {
        return slots->truth(ts, v);
    }
    if (slots->length) {
        int64_t length = slots->length(ts, v);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}

static const char *const COMPARE_SYMBOLS[] = {"<", "<=", "==", "!=", ">", ">="};
static const CompareOperator COMPARE_SWAPPED[] = {
    COMPARE_GREATER,   COMPARE_GREATER_EQUAL, COMPARE_EQUAL,
    COMPARE_NOT_EQUAL, COMPARE_LESS,          COMPARE_LESS_EQUAL,
};

static bool is_answer(Ref r) {
    return r.bits != NOT_IMPLEMENTED.bits;
}

Ref value_compare(ThreadState *ts, CompareOperator op, Value a, Value b) {
    Type *type_a = value_type(ts, a);
    Type *type_b = value_type(ts, b);
    bool reflected_done = false;
    if (type_a != type_b && type_b->slots.compare && type_is_subtype(type_b, type_a)) {
        Ref r = type_b->slots.compare(ts, COMPARE_SWAPPED[op], b, a);
        if (is_answer(r)) {
            return r;
        }
        reflected_done = true;
    }
    if (type_a->slots.compare) {
        Ref r = type_a->slots.compare(ts, op, a, b);
        if (is_answer(r)) {
            return r;
        }
    }
    if (!reflected_done && type_b->slots.compare) {
        Ref r = type_b->slots.compare(ts, COMPARE_SWAPPED[op], b, a);
        if (is_answer(r)) {
            return r;
        }
    }
    if (op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL) {
        return owned(value_bool(value_same(a, b) == (op == COMPARE_EQUAL)));
    }
    return raise_error(ts, EXC_TYPE_ERROR,
                       "'%s' not supported between instances of '%s' and '%s'",
                       COMPARE_SYMBOLS[op], type_a->name, type_b->name);
}

// Whether `op` holds between two small ints, whose words order as the numbers do.
static inline int compare_words(CompareOperator op, int64_t a, int64_t b) {
    switch (op) {
    case COMPARE_LESS:
        return a < b;
    case COMPARE_LESS_EQUAL:
        return a <= b;
    case COMPARE_EQUAL:
        return a == b;
    case COMPARE_NOT_EQUAL:
        return a != b;
    case COMPARE_GREATER:
        return a > b;
    default:
        return a >= b;
    }
}

int value_compare_truth(ThreadState *ts, CompareOperator op, Value a, Value b) {
    if (values_are_small_ints(a, b)) {
        return compare_words(op, (int64_t)a.bits, (int64_t)b.bits);
    }
    Ref r = value_compare(ts, op, a, b);
    if (ref_is_null(r)) {
        return -1;
    }
    int truth = value_truth(ts, borrow(r));
    ref_drop(ts, r);
    return truth;
}

int value_equal(ThreadState *ts, Value a, Value b) {
    if (value_same(a, b)) {
        return 1;
    }
    if (values_are_small_ints(a, b)) {
        return 0;
    }
    bool a_is_str = value_is(a, KIND_STR);
    bool b_is_str = value_is(b, KIND_STR);
    if (a_is_str && b_is_str) {
        return str_equal(a, b);
    }
    if ((a_is_str && !value_is_object(b)) || (b_is_str && !value_is_object(a))) {
        return 0;
    }
    return value_compare_truth(ts, COMPARE_EQUAL, a, b);
}

static const char *const BINARY_SYMBOLS[] = {
    "+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "divmod()",
};
static const char *const IN_PLACE_SYMBOLS[] = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "",
};

// The operands' own ways, in the order of the data model; NOT_IMPLEMENTED if neither knows the
// other.
static Ref try_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    Type *type_a = value_type(ts, a);
    Type *type_b = value_type(ts, b);
    Ref (*slot_a)(ThreadState *, BinaryOperator, Value, Value) = type_a->slots.binary;
    Ref (*slot_b)(ThreadState *, BinaryOperator, Value, Value) = type_b->slots.binary;
    if (slot_b == slot_a) {
        slot_b = NULL;
    }
    if (slot_a && slot_b && type_is_subtype(type_b, type_a)) {
        Ref r = slot_b(ts, op, a, b);
        if (is_answer(r)) {
            return r;
        }
        slot_b = NULL;
    }
    if (slot_a) {
        Ref r = slot_a(ts, op, a, b);
        if (is_answer(r)) {
            return r;
        }
    }
    return slot_b ? slot_b(ts, op, a, b) : owned(NOT_IMPLEMENTED);
}

static bool is_sequence(const Type *type) {
    return type->layout == KIND_STR || type->layout == KIND_LIST || type->layout == KIND_TUPLE;
}

static bool is_bytes(const Type *type) {
    return type->layout == KIND_BYTES || type->layout == KIND_BYTEARRAY;
}

static bool is_concatenable(ThreadState *ts, Type *type) ATTACHED {
    return (is_sequence(type) || is_bytes(type)) &&
           !type_overrides(ts, type, builtin_type(ts, type->layout), NAME_ADD);
}

static bool is_repeatable(ThreadState *ts, Type *type) ATTACHED {
    return (is_sequence(type) || is_bytes(type)) &&
           !type_overrides(ts, type, builtin_type(ts, type->layout), NAME_MUL);
}

// What neither operand could do, in CPython's words.
static Ref raise_unsupported(ThreadState *ts, const char *symbol, BinaryOperator op, Value a,
                             Value b) ATTACHED {
    Type *type_a = value_type(ts, a);
    Type *type_b = value_type(ts, b);
    if (op == BINARY_ADD && is_concatenable(ts, type_a)) {
        if (is_bytes(type_a)) {
            return raise_error(ts, EXC_TYPE_ERROR, "can't concat %s to %s", type_b->name,
                               type_a->name);
        }
        const char *name = builtin_type(ts, type_a->layout)->name;
        return raise_error(ts, EXC_TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s",
                           name, type_b->name, name);
    }
    if (op == BINARY_MULTIPLY) {
        bool is_left = is_repeatable(ts, type_a);
        if (is_left || is_repeatable(ts, type_b)) {
            return raise_error(ts, EXC_TYPE_ERROR,
                               "can't multiply sequence by non-int of type '%s'",
                               is_left ? type_b->name : type_a->name);
        }
    }
    // print >>stream, text was a statement once.
    bool was_print = op == BINARY_RIGHT_SHIFT && value_is(a, KIND_NATIVE_FUNCTION) &&
                     strncmp(((const NativeCallable *)value_object(a))->definition->signature,
                             "print(", 6) == 0;
    return raise_error(
        ts, EXC_TYPE_ERROR, "unsupported operand type(s) for %s: '%s' and '%s'%s", symbol,
        type_a->name, type_b->name,
        was_print ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : "");
}

Ref value_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    Ref r = try_binary(ts, op, a, b);
    return is_answer(r) ? r : raise_unsupported(ts, BINARY_SYMBOLS[op], op, a, b);
}

Ref value_in_place(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    const TypeSlots *slots = &value_type(ts, a)->slots;
    if (slots->in_place) {
        Ref r = slots->in_place(ts, op, a, b);
        if (is_answer(r)) {
            return r;
        }
    }
    Ref r = try_binary(ts, op, a, b);
    return is_answer(r) ? r : raise_unsupported(ts, IN_PLACE_SYMBOLS[op], op, a, b);
}

Ref value_unary(ThreadState *ts, UnaryOperator op, Value v) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (slots->unary) {
        Ref r = slots->unary(ts, op, v);
        if (is_answer(r)) {
            return r;
        }
    }
    static const char *const SYMBOLS[] = {"unary -", "unary +", "unary ~", "abs()"};
    return raise_error(ts, EXC_TYPE_ERROR, "bad operand type for %s: '%s'", SYMBOLS[op],
                       value_type_name(ts, v));
}

int64_t value_length(ThreadState *ts, Value v) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->length) {
        raise_error(ts, EXC_TYPE_ERROR, "object of type '%s' has no len()",
                    value_type_name(ts, v));
        return -1;
    }
    return slots->length(ts, v);
}

Ref value_get_item(ThreadState *ts, Value v, Value key) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not subscriptable",
                           value_type_name(ts, v));
    }
    return slots->get_item(ts, v, key);
}

bool value_set_item(ThreadState *ts, Value v, Value key, Value value) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->set_item) {
        raise_error(ts, EXC_TYPE_ERROR, "'%s' object does not support item assignment",
                    value_type_name(ts, v));
        return false;
    }
    return slots->set_item(ts, v, key, value);
}

// CPython has two wordings: one for an index into what it counts among the sequences.
static void raise_no_deletion(ThreadState *ts, Value v, Value key) ATTACHED {
    const Type *type = value_type(ts, v);
    bool is_sequence = type->flags & TYPE_HEAP || type->slots.length || type->slots.contains;
    bool is_index = value_type(ts, key)->slots.to_index != NULL;
    raise_error(ts, EXC_TYPE_ERROR, "'%s' object %s support item deletion", type->name,
                is_sequence && is_index ? "doesn't" : "does not");
}

bool value_delete_item(ThreadState *ts, Value v, Value key) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->set_item) {
        raise_no_deletion(ts, v, key);
        return false;
    }
    return slots->set_item(ts, v, key, NO_VALUE);
}

Ref value_iterate(ThreadState *ts, Value v) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (slots->iterate) {
        Ref iterator = slots->iterate(ts, v);
        if (!ref_is_null(iterator) && !value_type(ts, borrow(iterator))->slots.next) {
            raise_error(ts, EXC_TYPE_ERROR, "iter() returned non-iterator of type '%s'",
                        value_type_name(ts, borrow(iterator)));
            ref_drop(ts, iterator);
            return NO_REF;
        }
        return iterator;
    }
    if (slots->get_item && !value_has_layout(ts, v, KIND_DICT) && !value_is(v, KIND_TYPE)) {
        return sequence_iterator_new(ts, v);
    }
    return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not iterable",
                       value_type_name(ts, v));
}

// type's next slot. Iterators may stand on iterators on iterators, each a C call deeper.
static Ref call_next(ThreadState *ts, const Type *type, Value iterator) ATTACHED RUNS_GUEST {
    char here;
    if (UNLIKELY(!type->slots.next)) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not an iterator", type->name);
    }
    if (UNLIKELY(&here < ts->c_stack_limit)) {
        return raise_error(ts, EXC_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    return type->slots.next(ts, value_object(iterator));
}

Ref iterator_next(ThreadState *ts, Value iterator) {
    Ref item = call_next(ts, value_type(ts, iterator), iterator);
    if (UNLIKELY(ref_is_null(item))) {
        iterator_has_ended(ts);
    }
    return item;
}

bool iterator_has_ended(ThreadState *ts) {
    if (error_matches(ts, EXC_STOP_ITERATION)) {
        error_clear(ts);
    }
    return !error_is_set(ts);
}

Ref value_next(ThreadState *ts, Value iterator) {
    Ref item = call_next(ts, value_type(ts, iterator), iterator);
    if (ref_is_null(item) && !error_is_set(ts)) {
        raise_error_value(ts, EXC_STOP_ITERATION, NO_VALUE);
    }
    return item;
}

// `item in v` for anything iterable.
static int contains_by_iteration(ThreadState *ts, Value v, Value item) ATTACHED {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->iterate && !slots->get_item) {
        raise_error(ts, EXC_TYPE_ERROR, "argument of type '%s' is not iterable",
                    value_type_name(ts, v));
        return -1;
    }
    Ref iterator = value_iterate(ts, v);
    if (ref_is_null(iterator)) {
        return -1;
    }
    int found = 0;
    while (found == 0) {
        Ref candidate = iterator_next(ts, borrow(iterator));
        if (ref_is_null(candidate)) {
            found = error_is_set(ts) ? -1 : 0;
            break;
        }
        found = value_equal(ts, borrow(candidate), item);
        ref_drop(ts, candidate);
    }
    ref_drop(ts, iterator);
    return found;
}

int value_contains(ThreadState *ts, Value v, Value item) {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    return slots->contains ? slots->contains(ts, v, item) : contains_by_iteration(ts, v, item);
}

Ref value_index(ThreadState *ts, Value v) {
    if (value_is_small_int(v) || value_has_layout(ts, v, KIND_INT)) {
        return ref_take(ts, v);
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->to_index) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "'%s' object cannot be interpreted as an integer",
                           value_type_name(ts, v));
    }
    return slots->to_index(ts, v);
}

bool value_to_index(ThreadState *ts, Value v, int overflow, int64_t *out) {
    if (LIKELY(value_is_small_int(v))) {
        *out = value_to_int(v);
        return true;
    }
    if (value_is_bool(v)) {
        *out = v.bits == TRUE_VALUE.bits;
        return true;
    }
    Ref index = value_index(ts, v);
    if (ref_is_null(index)) {
        return false;
    }
    bool is_negative;
    bool fits = int_to_i64(ts, borrow(index), out, &is_negative);
    ref_drop(ts, index);
    if (!fits) {
        *out = is_negative ? INT64_MIN : INT64_MAX;
        if (overflow >= 0) {
            raise_error(ts, (ExceptionId)overflow,
                        "cannot fit '%s' into an index-sized integer", value_type_name(ts, v));
            return false;
        }
    }
    return true;
}

bool value_to_float(ThreadState *ts, Value v, double *out) {
    if (value_is_small_float(v)) {
        *out = value_to_double(v);
        return true;
    }
    if (value_is(v, KIND_FLOAT)) {
        *out = ((Float *)value_object(v))->value;
        return true;
    }
    if (value_is_small_int(v)) {
        *out = (double)value_to_int(v);
        return true;
    }
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->to_float) {
        if (slots->to_index) {
            Ref index = value_index(ts, v);
            bool ok = !ref_is_null(index) && value_to_float(ts, borrow(index), out);
            ref_drop(ts, index);
            return ok;
        }
        raise_error(ts, EXC_TYPE_ERROR, "must be real number, not %s", value_type_name(ts, v));
        return false;
    }
    Ref number = slots->to_float(ts, v);
    if (ref_is_null(number)) {
        return false;
    }
    bool is_small = value_is_small_float(borrow(number));
    *out = is_small ? value_to_double(borrow(number))
                    : ((Float *)value_object(borrow(number)))->value;
    ref_drop(ts, number);
    return true;
}
