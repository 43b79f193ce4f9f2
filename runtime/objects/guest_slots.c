// Slots of guest classes: from the protocol to the special method.
//
// A special method is looked up in the class, never in the instance, and bound like any other
// attribute; functions are called with self in front without making a bound method.
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/deprecation.h"

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define ARGUMENTS_MAX 4

// Calls what a class look-up found, as an attribute of self. Takes the reference.
static Ref call_found(ThreadState *ts, Ref method, Value self, const Value *arguments,
                      size_t n) ATTACHED {
    Type *type = value_type(ts, borrow(method));
    Ref result = NO_REF;
    if (type->flags & TYPE_METHOD_LIKE) {
        Value all[ARGUMENTS_MAX + 1] = {self};
        for (size_t i = 0; i < n; i++) {
            all[i + 1] = arguments[i];
        }
        result = value_call(ts, borrow(method), all, n + 1);
    } else if (type->slots.descriptor_get) {
        Ref bound = type->slots.descriptor_get(ts, borrow(method), self,
                                               object_value(value_type(ts, self)));
        if (!ref_is_null(bound)) {
            result = value_call(ts, borrow(bound), arguments, n);
        }
        ref_drop(ts, bound);
    } else {
        result = value_call(ts, borrow(method), arguments, n);
    }
    ref_drop(ts, method);
    return result;
}

static Ref find(ThreadState *ts, Value self, KnownName name) ATTACHED {
    return type_lookup(ts, value_type(ts, self), known_name(ts, name));
}

Ref special_call(ThreadState *ts, Value self, KnownName name, const Value *arguments,
                 size_t n) {
    Ref method = find(ts, self, name);
    if (ref_is_null(method)) {
        return error_is_set(ts) ? NO_REF : raise_no_attribute(ts, self, known_name(ts, name));
    }
    return call_found(ts, method, self, arguments, n);
}

Ref special_call_text(ThreadState *ts, Value self, const char *name, bool *has_method) {
    *has_method = false;
    Ref key = str_intern_text(ts, name);
    Ref method = ref_is_null(key) ? NO_REF : type_lookup(ts, value_type(ts, self), borrow(key));
    ref_drop(ts, key);
    if (ref_is_null(method)) {
        return NO_REF;
    }
    *has_method = true;
    return call_found(ts, method, self, NULL, 0);
}

// The same, NOT_IMPLEMENTED if there is none.
static Ref call_operator(ThreadState *ts, Value self, KnownName name, Value other) ATTACHED {
    Ref method = find(ts, self, name);
    if (ref_is_null(method)) {
        return error_is_set(ts) ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    return call_found(ts, method, self, &other, 1);
}

static bool is_answer(Ref r) {
    return r.bits != NOT_IMPLEMENTED.bits;
}

void guest_finalize(ThreadState *ts, Value self) {
    Ref method = find(ts, self, NAME_DEL);
    if (ref_is_null(method)) {
        return;
    }
    Ref kept = ref_take(ts, borrow(method));
    Ref result = call_found(ts, method, self, NULL, 0);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, borrow(kept));
    }
    ref_drop(ts, result);
    ref_drop(ts, kept);
}

Ref guest_repr(ThreadState *ts, Value self) {
    return special_call(ts, self, NAME_REPR, NULL, 0);
}

Ref guest_str(ThreadState *ts, Value self) {
    return special_call(ts, self, NAME_STR, NULL, 0);
}

Ref guest_format(ThreadState *ts, Value self, Value spec) {
    return special_call(ts, self, NAME_FORMAT, &spec, 1);
}

int64_t guest_hash(ThreadState *ts, Value self) {
    Ref result = special_call(ts, self, NAME_HASH, NULL, 0);
    if (ref_is_null(result)) {
        return -1;
    }
    int64_t hash = -1;
    bool is_negative;
    if (!value_is_small_int(borrow(result)) &&
        !value_has_layout(ts, borrow(result), KIND_INT)) {
        raise_error(ts, EXC_TYPE_ERROR, "__hash__ method should return an integer");
    } else if (int_to_i64(ts, borrow(result), &hash, &is_negative)) {
        hash = hash == -1 ? -2 : hash;
    } else {
        hash = builtin_type(ts, KIND_INT)->slots.hash(ts, borrow(result));
    }
    ref_drop(ts, result);
    return hash;
}

int guest_truth(ThreadState *ts, Value self) {
    Ref result = special_call(ts, self, NAME_BOOL, NULL, 0);
    if (ref_is_null(result)) {
        return -1;
    }
    if (!value_is_bool(borrow(result))) {
        raise_error(ts, EXC_TYPE_ERROR, "__bool__ should return bool, returned %s",
                    value_type_name(ts, borrow(result)));
        ref_drop(ts, result);
        return -1;
    }
    return value_same(borrow(result), TRUE_VALUE);
}

Ref guest_compare(ThreadState *ts, CompareOperator op, Value self, Value other) {
    static const KnownName NAMES[COMPARE_COUNT] = {NAME_LT, NAME_LE, NAME_EQ,
                                                   NAME_NE, NAME_GT, NAME_GE};
    return call_operator(ts, self, NAMES[op], other);
}

// The names of an operator's methods, in the order of BinaryOperator.
static const KnownName BINARY_NAMES[BINARY_COUNT] = {
    NAME_ADD, NAME_SUB,    NAME_MUL,    NAME_MATMUL, NAME_TRUEDIV, NAME_FLOORDIV, NAME_MOD,
    NAME_POW, NAME_LSHIFT, NAME_RSHIFT, NAME_AND,    NAME_OR,      NAME_XOR,      NAME_DIVMOD,
};
static const KnownName REFLECTED_NAMES[BINARY_COUNT] = {
    NAME_RADD,      NAME_RSUB, NAME_RMUL, NAME_RMATMUL, NAME_RTRUEDIV,
    NAME_RFLOORDIV, NAME_RMOD, NAME_RPOW, NAME_RLSHIFT, NAME_RRSHIFT,
    NAME_RAND,      NAME_ROR,  NAME_RXOR, NAME_RDIVMOD,
};
static const KnownName IN_PLACE_NAMES[] = {
    NAME_IADD,      NAME_ISUB, NAME_IMUL, NAME_IMATMUL, NAME_ITRUEDIV,
    NAME_IFLOORDIV, NAME_IMOD, NAME_IPOW, NAME_ILSHIFT, NAME_IRSHIFT,
    NAME_IAND,      NAME_IOR,  NAME_IXOR,
};

// Whether the classes of a and b have different methods of this name: the reflected method of a
// subclass goes first only then.
static bool is_overloaded(ThreadState *ts, Value a, Value b, KnownName name) ATTACHED {
    Ref of_b = find(ts, b, name);
    if (ref_is_null(of_b)) {
        return false;
    }
    Ref of_a = find(ts, a, name);
    bool differs = !value_same(borrow(of_a), borrow(of_b));
    ref_drop(ts, of_a);
    ref_drop(ts, of_b);
    return differs;
}

Ref guest_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) {
    Type *type_a = value_type(ts, a);
    Type *type_b = value_type(ts, b);
    bool try_other = type_a != type_b && type_b->slots.binary == guest_binary;
    if (type_a->slots.binary == guest_binary) {
        if (try_other && type_is_subtype(type_b, type_a) &&
            is_overloaded(ts, a, b, REFLECTED_NAMES[op])) {
            Ref r = call_operator(ts, b, REFLECTED_NAMES[op], a);
            if (is_answer(r)) {
                return r;
            }
            try_other = false;
        }
        Ref r = call_operator(ts, a, BINARY_NAMES[op], b);
        if (is_answer(r)) {
            return r;
        }
    }
    return try_other ? call_operator(ts, b, REFLECTED_NAMES[op], a) : owned(NOT_IMPLEMENTED);
}

Ref guest_in_place(ThreadState *ts, BinaryOperator op, Value self, Value other) {
    return call_operator(ts, self, IN_PLACE_NAMES[op], other);
}

Ref guest_unary(ThreadState *ts, UnaryOperator op, Value self) {
    static const KnownName NAMES[UNARY_COUNT] = {NAME_NEG, NAME_POS, NAME_INVERT, NAME_ABS};
    Ref method = find(ts, self, NAMES[op]);
    if (ref_is_null(method)) {
        return error_is_set(ts) ? NO_REF : owned(NOT_IMPLEMENTED);
    }
    return call_found(ts, method, self, NULL, 0);
}

Ref guest_power_modulo(ThreadState *ts, Value base, Value exponent, Value modulus) {
    if (value_type(ts, base)->slots.power_modulo != guest_power_modulo) {
        return owned(NOT_IMPLEMENTED); // it is the exponent or the modulus that is a guest's
    }
    Value arguments[] = {exponent, modulus};
    return special_call(ts, base, NAME_POW, arguments, 2);
}

// The result of a conversion method must be of the type `kind`, and should be exactly of it.
static Ref check_number(ThreadState *ts, Ref number, Kind kind, const char *prefix,
                        const char *method) ATTACHED {
    Type *wanted = builtin_type(ts, kind);
    if (ref_is_null(number) || value_type(ts, borrow(number)) == wanted) {
        return number;
    }
    const char *given = value_type_name(ts, borrow(number));
    const char *dot = *prefix ? "." : "";
    if (!type_is_subtype(value_type(ts, borrow(number)), wanted)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s%s%s returned non-%s (type %s)", prefix, dot, method,
                    wanted->name, given);
    } else if (warn_deprecated(ts,
                               "%s%s%s returned non-%s (type %s).  The ability to return an "
                               "instance of a strict subclass of %s is deprecated, and may "
                               "be removed in a future version of Python.",
                               prefix, dot, method, wanted->name, given, wanted->name)) {
        return number;
    }
    ref_drop(ts, number);
    return NO_REF;
}

Ref guest_to_int(ThreadState *ts, Value self) {
    Ref r = special_call(ts, self, NAME_INT, NULL, 0);
    return check_number(ts, r, KIND_INT, "", "__int__");
}

Ref guest_to_float(ThreadState *ts, Value self) {
    Ref r = special_call(ts, self, NAME_FLOAT, NULL, 0);
    return check_number(ts, r, KIND_FLOAT, value_type_name(ts, self), "__float__");
}

Ref guest_to_index(ThreadState *ts, Value self) {
    Ref r = special_call(ts, self, NAME_INDEX, NULL, 0);
    return check_number(ts, r, KIND_INT, "", "__index__");
}

// The answer of __len__ or __length_hint__ as a length.
static int64_t length_of(ThreadState *ts, Value answer, const char *method) ATTACHED {
    int64_t length = -1;
    bool is_negative = false;
    Ref index = value_index(ts, answer);
    if (ref_is_null(index)) {
        return -1;
    }
    bool fits = int_to_i64(ts, borrow(index), &length, &is_negative);
    ref_drop(ts, index);
    if (fits && length >= 0) {
        return length;
    }
    if (fits || is_negative) {
        raise_error(ts, EXC_VALUE_ERROR, "%s() should return >= 0", method);
    } else {
        raise_error(ts, EXC_OVERFLOW_ERROR, "cannot fit '%s' into an index-sized integer",
                    value_type_name(ts, answer));
    }
    return -1;
}

int64_t guest_length(ThreadState *ts, Value self) {
    Ref result = special_call(ts, self, NAME_LEN, NULL, 0);
    int64_t length = ref_is_null(result) ? -1 : length_of(ts, borrow(result), "__len__");
    ref_drop(ts, result);
    return length;
}

// False if a TypeError has been swallowed, or another error is set.
static bool swallow_type_error(ThreadState *ts) ATTACHED {
    if (error_matches(ts, EXC_TYPE_ERROR)) {
        error_clear(ts);
    }
    return false;
}

// Whether the class says how long self is, or about how long.
static bool ask_length_hint(ThreadState *ts, Value self, int64_t *out) ATTACHED RUNS_GUEST {
    const TypeSlots *slots = &value_type(ts, self)->slots;
    if (slots->length) {
        *out = slots->length(ts, self);
        if (*out >= 0) {
            return true;
        }
        swallow_type_error(ts);
        if (error_is_set(ts)) {
            return false;
        }
    }
    Ref method = find(ts, self, NAME_LENGTH_HINT);
    if (ref_is_null(method)) {
        return false;
    }
    Ref answer = call_found(ts, method, self, NULL, 0);
    if (ref_is_null(answer)) {
        return swallow_type_error(ts);
    }
    *out = -1;
    if (!value_has_layout(ts, borrow(answer), KIND_INT) &&
        borrow(answer).bits != NOT_IMPLEMENTED.bits) {
        raise_error(ts, EXC_TYPE_ERROR, "__length_hint__ must be an integer, not %s",
                    value_type_name(ts, borrow(answer)));
    } else if (value_has_layout(ts, borrow(answer), KIND_INT)) {
        *out = length_of(ts, borrow(answer), "__length_hint__");
    }
    ref_drop(ts, answer);
    return *out >= 0;
}

bool guest_length_hint(ThreadState *ts, Value self, int64_t *out) {
    if (value_type(ts, self)->flags & TYPE_HEAP && ask_length_hint(ts, self, out)) {
        return true;
    }
    *out = 0;
    return !error_is_set(ts);
}

Ref guest_get_item(ThreadState *ts, Value self, Value key) {
    return special_call(ts, self, NAME_GETITEM, &key, 1);
}

// A result that nobody wants.
static bool succeed(ThreadState *ts, Ref result) ATTACHED {
    ref_drop(ts, result);
    return !ref_is_null(result);
}

bool guest_set_item(ThreadState *ts, Value self, Value key, Value value) {
    bool is_delete = value_is_null(value);
    Ref method = find(ts, self, is_delete ? NAME_DELITEM : NAME_SETITEM);
    if (ref_is_null(method)) {
        if (!error_is_set(ts)) { // the class has the other one of the two
            raise_error(ts, EXC_ATTRIBUTE_ERROR, is_delete ? "__delitem__" : "__setitem__");
        }
        return false;
    }
    Value arguments[] = {key, value};
    return succeed(ts, call_found(ts, method, self, arguments, is_delete ? 1 : 2));
}

int guest_contains(ThreadState *ts, Value self, Value item) {
    Ref method = find(ts, self, NAME_CONTAINS);
    if (ref_is_null(method)) {
        if (!error_is_set(ts)) { // another thread has just taken it away
            raise_no_attribute(ts, self, known_name(ts, NAME_CONTAINS));
        }
        return -1;
    }
    if (value_is_none(borrow(method))) {
        raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not a container",
                    value_type_name(ts, self));
        return -1;
    }
    Ref result = call_found(ts, method, self, &item, 1);
    int truth = ref_is_null(result) ? -1 : value_truth(ts, borrow(result));
    ref_drop(ts, result);
    return truth;
}

Ref guest_iterate(ThreadState *ts, Value self) {
    Ref method = find(ts, self, NAME_ITER);
    if (ref_is_null(method) || value_is_none(borrow(method))) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not iterable",
                           value_type_name(ts, self));
    }
    return call_found(ts, method, self, NULL, 0);
}

Ref guest_next(ThreadState *ts, Object *self) {
    return special_call(ts, object_value(self), NAME_NEXT, NULL, 0);
}

Ref guest_call(ThreadState *ts, Value self, const Value *arguments, size_t n, Value names) {
    Ref method = find(ts, self, NAME_CALL);
    if (ref_is_null(method)) {
        return raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not callable",
                           value_type_name(ts, self));
    }
    Ref result = NO_REF;
    Type *type = value_type(ts, borrow(method));
    if (type->flags & TYPE_METHOD_LIKE) {
        Value few[8];
        Value *all = n < 8 ? few : buffer_new(ts, (n + 1) * sizeof *all);
        if (all) {
            all[0] = self;
            for (size_t i = 0; i < n; i++) {
                all[i + 1] = arguments[i];
            }
            result = value_call_named(ts, borrow(method), all, n + 1, names);
            if (all != few) {
                buffer_free(ts, all);
            }
        }
    } else if (type->slots.descriptor_get) {
        Ref bound = type->slots.descriptor_get(ts, borrow(method), self,
                                               object_value(value_type(ts, self)));
        if (!ref_is_null(bound)) {
            result = value_call_named(ts, borrow(bound), arguments, n, names);
        }
        ref_drop(ts, bound);
    } else {
        result = value_call_named(ts, borrow(method), arguments, n, names);
    }
    ref_drop(ts, method);
    return result;
}

Ref guest_get_attribute(ThreadState *ts, Value self, Value name) {
    Ref result = special_call(ts, self, NAME_GETATTRIBUTE, &name, 1);
    if (!ref_is_null(result) || !error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        return result;
    }
    Ref fallback = find(ts, self, NAME_GETATTR);
    if (ref_is_null(fallback)) {
        return NO_REF;
    }
    error_clear(ts);
    return call_found(ts, fallback, self, &name, 1);
}

bool guest_set_attribute(ThreadState *ts, Value self, Value name, Value value) {
    bool is_delete = value_is_null(value);
    Value arguments[] = {name, value};
    return succeed(ts, special_call(ts, self, is_delete ? NAME_DELATTR : NAME_SETATTR,
                                    arguments, is_delete ? 1 : 2));
}

Ref guest_descriptor_get(ThreadState *ts, Value self, Value instance, Value owner) {
    Ref method = find(ts, self, NAME_GET);
    if (ref_is_null(method)) {
        return error_is_set(ts) ? NO_REF : ref_take(ts, self);
    }
    Value arguments[] = {value_is_null(instance) ? NONE : instance,
                         value_is_null(owner) ? NONE : owner};
    return call_found(ts, method, self, arguments, 2);
}

bool guest_descriptor_set(ThreadState *ts, Value self, Value instance, Value value) {
    bool is_delete = value_is_null(value);
    Ref method = find(ts, self, is_delete ? NAME_DELETE : NAME_SET);
    if (ref_is_null(method)) {
        if (!error_is_set(ts)) {
            raise_error_value(ts, EXC_ATTRIBUTE_ERROR,
                              known_name(ts, is_delete ? NAME_DELETE : NAME_SET));
        }
        return false;
    }
    Value arguments[] = {instance, value};
    return succeed(ts, call_found(ts, method, self, arguments, is_delete ? 1 : 2));
}

Ref guest_await(ThreadState *ts, Value self) {
    return special_call(ts, self, NAME_AWAIT, NULL, 0);
}

Ref guest_async_iterate(ThreadState *ts, Value self) {
    return special_call(ts, self, NAME_AITER, NULL, 0);
}

Ref guest_async_next(ThreadState *ts, Value self) {
    return special_call(ts, self, NAME_ANEXT, NULL, 0);
}
