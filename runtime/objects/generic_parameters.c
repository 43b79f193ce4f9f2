// The type parameters of a generic alias, and putting arguments in their place: list[T][int].
//
// A type parameter is an object with __typing_subst__ (_typing.py).
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/type.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool find_attribute(ThreadState *ts, Value v, const char *name,
                           Ref *out) ATTACHED RUNS_GUEST {
    Ref interned = str_intern_text(ts, name);
    *out = NO_REF;
    return !ref_is_null(interned) && value_find_attribute(ts, v, borrow(interned), out);
}

// Whether v is a type parameter: 1, 0, -1.
static int is_parameter(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    if (value_is_class(ts, v)) {
        return 0;
    }
    Ref method;
    if (!find_attribute(ts, v, "__typing_subst__", &method)) {
        return -1;
    }
    bool has_it = !ref_is_null(method);
    ref_drop(ts, method);
    return has_it;
}

// The type parameters inside an argument: its __parameters__ if it is no class.
static Ref inner_parameters(ThreadState *ts, Value v) ATTACHED RUNS_GUEST {
    Ref parameters = NO_REF;
    if (!value_is_class(ts, v) && !find_attribute(ts, v, "__parameters__", &parameters)) {
        return NO_REF;
    }
    if (ref_is_null(parameters) || !value_is(borrow(parameters), KIND_TUPLE)) {
        ref_drop(ts, parameters);
        return tuple_new(ts, 0);
    }
    return parameters;
}

static bool add_new(ThreadState *ts, Value list, Value v) ATTACHED RUNS_GUEST {
    int present = value_contains(ts, list, v);
    return present < 0 ? false : present ? true : list_append(ts, value_object(list), v);
}

Ref generic_parameters(ThreadState *ts, Value arguments) {
    const Tuple *tuple = (const Tuple *)value_object(arguments);
    Ref found = list_new(ts, 2);
    bool ok = !ref_is_null(found);
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        int direct = is_parameter(ts, tuple->items[i]);
        if (direct) {
            ok = direct > 0 && add_new(ts, borrow(found), tuple->items[i]);
            continue;
        }
        Ref inner = inner_parameters(ts, tuple->items[i]);
        ok = !ref_is_null(inner);
        const Tuple *parts = ok ? (const Tuple *)value_object(borrow(inner)) : NULL;
        for (int64_t k = 0; ok && k < parts->length; k++) {
            ok = add_new(ts, borrow(found), parts->items[k]);
        }
        ref_drop(ts, inner);
    }
    Ref result = ok ? tuple_from_iterable(ts, borrow(found)) : NO_REF;
    ref_drop(ts, found);
    return result;
}

// What stands for a parameter.
static Value replacement(const Tuple *parameters, const Tuple *values, Value parameter) {
    for (int64_t i = 0; i < parameters->length; i++) {
        if (value_same(parameters->items[i], parameter)) {
            return values->items[i];
        }
    }
    return parameter;
}

// One argument with the parameters replaced.
static Ref substitute_one(ThreadState *ts, Value argument, const Tuple *parameters,
                          const Tuple *values) ATTACHED RUNS_GUEST {
    int direct = is_parameter(ts, argument);
    if (direct) {
        Value value = replacement(parameters, values, argument);
        return direct < 0 ? NO_REF
                          : value_call_method_text(ts, argument, "__typing_subst__", &value, 1);
    }
    Ref inner = inner_parameters(ts, argument);
    if (ref_is_null(inner)) {
        return NO_REF;
    }
    const Tuple *parts = (const Tuple *)value_object(borrow(inner));
    Ref result = NO_REF;
    if (parts->length == 0) {
        result = ref_take(ts, argument);
    } else {
        Ref key = tuple_new(ts, (size_t)parts->length);
        for (int64_t i = 0; !ref_is_null(key) && i < parts->length; i++) {
            Value value = replacement(parameters, values, parts->items[i]);
            slot_store(&((Tuple *)value_object(borrow(key)))->items[i],
                       borrow(ref_take(ts, value)));
        }
        result = ref_is_null(key) ? NO_REF : value_get_item(ts, argument, borrow(key));
        ref_drop(ts, key);
    }
    ref_drop(ts, inner);
    return result;
}

static Ref raise_count(ThreadState *ts, Value alias, int64_t actual,
                       int64_t expected) ATTACHED RUNS_GUEST {
    Ref text = value_repr(ts, alias);
    char *name = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    if (name && expected == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "%s is not a generic class", name);
    } else if (name) {
        raise_error(ts, EXC_TYPE_ERROR, "Too %s arguments for %s; actual %lld, expected %lld",
                    actual > expected ? "many" : "few", name, (long long)actual,
                    (long long)expected);
    }
    buffer_free(ts, name);
    ref_drop(ts, text);
    return NO_REF;
}

Ref generic_substitute(ThreadState *ts, Value alias, Value arguments, Value key) {
    Ref parameters = generic_parameters(ts, arguments);
    Ref values = ref_is_null(parameters)                 ? NO_REF
                 : value_has_layout(ts, key, KIND_TUPLE) ? ref_take(ts, key)
                                                         : tuple_from_array(ts, &key, 1);
    if (ref_is_null(values)) {
        ref_drop(ts, parameters);
        return NO_REF;
    }
    const Tuple *from = (const Tuple *)value_object(borrow(parameters));
    const Tuple *to = (const Tuple *)value_object(borrow(values));
    const Tuple *old = (const Tuple *)value_object(arguments);
    Ref result = NO_REF;
    if (from->length == 0 || from->length != to->length) {
        raise_count(ts, alias, to->length, from->length);
    } else {
        result = list_new(ts, (size_t)old->length);
        for (int64_t i = 0; !ref_is_null(result) && i < old->length; i++) {
            Ref one = substitute_one(ts, old->items[i], from, to);
            if (ref_is_null(one) ||
                !list_append(ts, value_object(borrow(result)), borrow(one))) {
                ref_drop(ts, result);
                result = NO_REF;
            }
            ref_drop(ts, one);
        }
    }
    Ref tuple = ref_is_null(result) ? NO_REF : tuple_from_iterable(ts, borrow(result));
    ref_drop(ts, result);
    ref_drop(ts, parameters);
    ref_drop(ts, values);
    return tuple;
}
