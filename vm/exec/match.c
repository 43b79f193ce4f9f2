// Pattern matching: the tests and look-ups of sequence, mapping and class patterns (PEP 634).
#include "vm/exec/call.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"

bool operation_match_type(ThreadState *ts, Frame *frame, uint64_t word, uint32_t flag) {
    Type *type = value_type(ts, frame->registers[operand_b(word)]);
    bool matches = load_relaxed(&type->flags) & flag;
    register_set(ts, frame, operand_a(word), owned(value_bool(matches)));
    return true;
}

bool operation_get_length(ThreadState *ts, Frame *frame, uint64_t word) {
    int64_t length = value_length(ts, frame->registers[operand_b(word)]);
    if (length < 0) {
        return false;
    }
    register_set(ts, frame, operand_a(word), int_from_i64(ts, length));
    return true;
}

// --- mappings ---

// Looks a key up without adding it, as defaultdict would: subject.get(key, missing). *out is
// NO_REF if it is not there.
static bool get_key(ThreadState *ts, Value subject, Value key, Value missing,
                    Ref *out) ATTACHED RUNS_GUEST {
    if (value_is(subject, KIND_DICT)) {
        *out = dict_get(ts, value_object(subject), key);
        return !ref_is_null(*out) || !error_is_set(ts);
    }
    Value arguments[] = {key, missing};
    *out = value_call_method_text(ts, subject, "get", arguments, 2);
    if (ref_is_null(*out)) {
        return false;
    }
    if (value_same(borrow(*out), missing)) {
        ref_drop(ts, *out);
        *out = NO_REF;
    }
    return true;
}

// ValueError if key i of the tuple equals one before it.
static bool check_new(ThreadState *ts, const Tuple *keys, int64_t i) ATTACHED RUNS_GUEST {
    for (int64_t k = 0; k < i; k++) {
        int equal = value_equal(ts, keys->items[k], keys->items[i]);
        if (equal < 0) {
            return false;
        }
        if (equal) {
            Ref text = value_repr(ts, keys->items[i]);
            char *utf8 = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
            if (utf8) {
                raise_error(ts, EXC_VALUE_ERROR, "mapping pattern checks duplicate key (%s)",
                            utf8);
            }
            buffer_free(ts, utf8);
            ref_drop(ts, text);
            return false;
        }
    }
    return true;
}

// The values for the keys as a tuple, None if one is missing.
static Ref values_for(ThreadState *ts, Value subject, const Tuple *keys,
                      Value missing) ATTACHED RUNS_GUEST {
    Ref list = list_new(ts, (size_t)keys->length);
    for (int64_t i = 0; !ref_is_null(list) && i < keys->length; i++) {
        Ref value = NO_REF;
        bool ok =
            check_new(ts, keys, i) && get_key(ts, subject, keys->items[i], missing, &value);
        if (ok && ref_is_null(value)) {
            ref_drop(ts, list);
            return owned(NONE);
        }
        if (!ok || !list_append(ts, value_object(borrow(list)), borrow(value))) {
            ref_drop(ts, value);
            ref_drop(ts, list);
            return NO_REF;
        }
        ref_drop(ts, value);
    }
    Ref tuple = ref_is_null(list) ? NO_REF : tuple_from_iterable(ts, borrow(list));
    ref_drop(ts, list);
    return tuple;
}

bool operation_match_keys(ThreadState *ts, Frame *frame, uint64_t word) {
    Value subject = frame->registers[operand_b(word)];
    const Tuple *keys = (const Tuple *)value_object(frame->registers[operand_c(word)]);
    // An object nobody else has stands for "not there".
    Ref missing = value_call(ts, object_value(builtin_type(ts, KIND_INSTANCE)), NULL, 0);
    Ref values = ref_is_null(missing) ? NO_REF : values_for(ts, subject, keys, borrow(missing));
    ref_drop(ts, missing);
    if (ref_is_null(values)) {
        return false;
    }
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), values);
    return true;
}

bool operation_map_without(ThreadState *ts, Frame *frame, uint64_t word) {
    Value subject = frame->registers[operand_b(word)];
    const Tuple *keys = (const Tuple *)value_object(frame->registers[operand_c(word)]);
    Ref rest = dict_new(ts);
    bool ok = !ref_is_null(rest) && dict_update(ts, value_object(borrow(rest)), subject);
    for (int64_t i = 0; ok && i < keys->length; i++) {
        ok = dict_delete(ts, value_object(borrow(rest)), keys->items[i]) >= 0;
    }
    if (!ok) {
        ref_drop(ts, rest);
        return false;
    }
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), rest);
    return true;
}

// --- classes ---

// A class pattern being matched: the attributes found so far and their names.
typedef struct ClassMatch {
    Value subject;
    Type *type;
    Ref found; // list of values
    Ref names; // list of Strs, to find attributes asked for twice
} ClassMatch;

// Whether a single positional sub-pattern of this class gets the subject itself: int(n),
// str(s).
static bool matches_itself(const Type *type) {
    switch (type->layout) {
    case KIND_BOOL:
    case KIND_BYTEARRAY:
    case KIND_BYTES:
    case KIND_DICT:
    case KIND_FLOAT:
    case KIND_FROZENSET:
    case KIND_INT:
    case KIND_LIST:
    case KIND_SET:
    case KIND_STR:
    case KIND_TUPLE:
        return true;
    default:
        return false;
    }
}

static bool raise_twice(ThreadState *ts, const Type *type, Value name) ATTACHED {
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() got multiple sub-patterns for attribute '%s'",
                    type->name, text);
    }
    buffer_free(ts, text);
    return false;
}

// Looks one attribute up: 1 found and kept, 0 the subject has none, -1.
static int add_attribute(ThreadState *ts, ClassMatch *match, Value name) ATTACHED RUNS_GUEST {
    int seen = value_contains(ts, borrow(match->names), name);
    if (seen) {
        return seen < 0 ? -1 : (raise_twice(ts, match->type, name), -1);
    }
    Ref value = NO_REF;
    if (!list_append(ts, value_object(borrow(match->names)), name) ||
        !value_find_attribute(ts, match->subject, name, &value)) {
        return -1;
    }
    if (ref_is_null(value)) {
        return 0;
    }
    bool ok = list_append(ts, value_object(borrow(match->found)), borrow(value));
    ref_drop(ts, value);
    return ok ? 1 : -1;
}

// The class's __match_args__ as a tuple: empty if it has none.
static Ref match_arguments(ThreadState *ts, const Type *type,
                           bool *has_them) ATTACHED RUNS_GUEST {
    Ref names = NO_REF;
    if (!value_find_attribute(ts, object_value(type), known_name(ts, NAME_MATCH_ARGS),
                              &names)) {
        return NO_REF;
    }
    *has_them = !ref_is_null(names);
    if (!*has_them) {
        return tuple_new(ts, 0);
    }
    if (!value_is(borrow(names), KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s.__match_args__ must be a tuple (got %s)",
                    type->name, value_type_name(ts, borrow(names)));
        ref_drop(ts, names);
        return NO_REF;
    }
    return names;
}

// The first n names of __match_args__: 1, 0, -1 as add_attribute.
static int add_named(ThreadState *ts, ClassMatch *match, const Tuple *names,
                     int64_t n) ATTACHED RUNS_GUEST {
    int outcome = 1;
    for (int64_t i = 0; outcome > 0 && i < n; i++) {
        if (!value_is(names->items[i], KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "__match_args__ elements must be strings (got %s)",
                        value_type_name(ts, names->items[i]));
            return -1;
        }
        outcome = add_attribute(ts, match, names->items[i]);
    }
    return outcome;
}

static int add_positional(ThreadState *ts, ClassMatch *match, int64_t n) ATTACHED RUNS_GUEST {
    if (n == 0) {
        return 1;
    }
    bool has_them = false;
    Ref names = match_arguments(ts, match->type, &has_them);
    if (ref_is_null(names)) {
        return -1;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(names));
    bool is_self = !has_them && matches_itself(match->type);
    int64_t allowed = is_self ? 1 : tuple->length;
    int outcome = 1;
    if (n > allowed) {
        raise_error(
            ts, EXC_TYPE_ERROR, "%s() accepts %lld positional sub-pattern%s (%lld given)",
            match->type->name, (long long)allowed, allowed == 1 ? "" : "s", (long long)n);
        outcome = -1;
    } else if (is_self) {
        outcome = list_append(ts, value_object(borrow(match->found)), match->subject) ? 1 : -1;
    } else {
        outcome = add_named(ts, match, tuple, n);
    }
    ref_drop(ts, names);
    return outcome;
}

// The attributes for the sub-patterns as a tuple, None if the subject does not match.
static Ref match_class(ThreadState *ts, Value subject, Value class, int64_t n_positional,
                       const Tuple *keywords) ATTACHED RUNS_GUEST {
    if (!value_has_layout(ts, class, KIND_TYPE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "called match pattern must be a class");
    }
    int outcome = value_is_instance(ts, subject, class);
    if (outcome <= 0) {
        return outcome < 0 ? NO_REF : owned(NONE);
    }
    ClassMatch match = {subject, (Type *)value_object(class), list_new(ts, 4), list_new(ts, 4)};
    outcome = ref_is_null(match.found) || ref_is_null(match.names)
                  ? -1
                  : add_positional(ts, &match, n_positional);
    for (int64_t i = 0; outcome > 0 && i < keywords->length; i++) {
        outcome = add_attribute(ts, &match, keywords->items[i]);
    }
    Ref result = outcome < 0    ? NO_REF
                 : outcome == 0 ? owned(NONE)
                                : tuple_from_iterable(ts, borrow(match.found));
    ref_drop(ts, match.found);
    ref_drop(ts, match.names);
    return result;
}

bool operation_match_class(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *found = &frame->registers[operand_a(word)];
    const Tuple *keywords = (const Tuple *)value_object(*found);
    Ref result = match_class(ts, frame->registers[operand_b(word)],
                             frame->registers[operand_c(word)], operand_d(word), keywords);
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}
