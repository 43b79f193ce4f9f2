// Native callables: reading their signatures, binding arguments to them, calling them. What
// does not fit is reported by native_errors.c.
#include <string.h>

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/base/closest_name.h"
#include "vm/exec/bind.h"
#include "vm/exec/native_errors.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

#define PARAMETERS_MAX 24

size_t native_name_length(const NativeDef *definition) {
    return strcspn(definition->signature, "(");
}

// A parameter as it stands in the signature text.
typedef struct Parameter {
    const char *name;
    size_t length;
    bool has_default;
} Parameter;

// Steps to the next parameter or marker; false at the end. A default may contain brackets and
// quotes.
static bool next_parameter(const char **at, Parameter *parameter) {
    const char *p = *at;
    p += strspn(p, " ,");
    if (*p == ')' || *p == 0) {
        return false;
    }
    parameter->name = p;
    p += strcspn(p, "=,)");
    parameter->length = (size_t)(p - parameter->name);
    parameter->has_default = *p == '=';
    int depth = 0;
    char quote = 0;
    for (; *p && (depth > 0 || quote || (*p != ',' && *p != ')')); p++) {
        if (quote) {
            quote = *p == quote ? 0 : quote;
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (*p == '(' || *p == '[' || *p == '{') {
            depth++;
        } else if (*p == ')' || *p == ']' || *p == '}') {
            depth--;
        }
    }
    *at = p;
    return true;
}

static NativeSignature read_signature(const NativeDef *definition) {
    NativeSignature s = {0};
    const char *at = definition->signature + native_name_length(definition) + 1;
    Parameter p;
    bool keyword_only = false;
    while (next_parameter(&at, &p)) {
        if (p.name[0] == '/') {
            s.n_positional_only = s.n_positional;
        } else if (p.name[0] == '*' && p.length == 1) {
            keyword_only = true;
        } else if (p.name[0] == '*' && p.name[1] == '*') {
            s.has_varkeywords = true;
            s.n_parameters++;
        } else if (p.name[0] == '*') {
            s.has_varargs = keyword_only = true;
            s.n_parameters++;
        } else {
            s.n_parameters++;
            s.n_positional += !keyword_only;
            s.n_required += !keyword_only && !p.has_default;
            s.n_required_keyword_only += keyword_only && !p.has_default;
        }
    }
    s.is_plain = !s.has_varargs && !s.has_varkeywords && !s.n_required_keyword_only;
    CHECK(s.n_parameters <= PARAMETERS_MAX, "a native signature has few parameters");
    return s;
}

Ref native_callable_new(ThreadState *ts, const NativeDef *definition, Type *owner, Value self,
                        Value module) {
    bool is_static = definition->flags & NATIVE_STATIC_METHOD;
    bool is_constructor = is_static && strncmp(definition->signature, "__new__(", 8) == 0;
    Kind kind = !owner || is_static                       ? KIND_NATIVE_FUNCTION
                : definition->flags & NATIVE_CLASS_METHOD ? KIND_CLASS_METHOD_DESCRIPTOR
                                                          : KIND_METHOD_DESCRIPTOR;
    NativeCallable *callable = object_new(ts, builtin_type(ts, kind), sizeof *callable);
    if (!callable) {
        return NO_REF;
    }
    callable->function = definition->function;
    callable->definition = definition;
    callable->signature = read_signature(definition);
    callable->owner = is_static && !is_constructor ? NULL : owner;
    if ((callable->owner || !value_is_null(self)) && !callable->signature.n_positional_only) {
        callable->signature.n_positional_only = 1; // what it is called on is never named
    }
    // What stands in front is a class, not an instance of the owner: it is always looked at.
    callable->signature.is_plain &= !is_constructor;
    if (!value_is_null(self)) {
        callable->self = borrow(ref_take(ts, self));
        or_relaxed(&callable->head.flags,
                   OBJECT_ALWAYS_COUNTED); // or `self` would live for ever
    }
    if (!value_is_null(module)) {
        callable->module = borrow(ref_take(ts, module));
    }
    return object_ref(callable);
}

// __new__ of a built-in type: it is called with the class in front and speaks as the class.
static bool is_constructor(const NativeCallable *callable) {
    return callable->owner && callable->head.kind == KIND_NATIVE_FUNCTION &&
           value_is_null(callable->self);
}

// The names of the parameters, read from the signature once. Null with MemoryError.
static const Value *parameter_names(ThreadState *ts, NativeCallable *callable) ATTACHED {
    Value *names = load_acquire(&callable->names);
    if (LIKELY(names != NULL)) {
        return names;
    }
    const NativeSignature *s = &callable->signature;
    names = buffer_new(ts, (s->n_parameters + 1u) * sizeof *names);
    const char *at =
        callable->definition->signature + native_name_length(callable->definition) + 1;
    Parameter p;
    for (size_t index = 0; names && next_parameter(&at, &p);) {
        if (p.name[0] == '/' || (p.name[0] == '*' && p.length == 1)) {
            continue;
        }
        names[index] = NO_VALUE;
        if (p.name[0] != '*' && index >= s->n_positional_only) {
            Ref text = str_from_utf8(ts, p.name, p.length);
            Ref name = ref_is_null(text) ? NO_REF : str_intern(ts, borrow(text));
            ref_drop(ts, text);
            if (ref_is_null(name)) {
                buffer_free(ts, names);
                return NULL;
            }
            names[index] = borrow(name); // interned strings are immortal
        }
        index++;
    }
    Value *others = NULL;
    if (names && !compare_exchange_acq_rel(&callable->names, &others, names)) {
        buffer_free(ts, names); // another thread was quicker
        return others;
    }
    return names;
}

// Where the parameter called `name` is, of those that may be named; -1 if there is none.
static ptrdiff_t find_parameter(const NativeSignature *s, const Value *names,
                                Value name) ATTACHED {
    for (ptrdiff_t i = s->n_positional_only; i < s->n_parameters; i++) {
        if (value_same(names[i], name)) {
            return i;
        }
    }
    for (ptrdiff_t i = s->n_positional_only; i < s->n_parameters; i++) {
        if (!value_is_null(names[i]) && str_equal(names[i], name)) {
            return i;
        }
    }
    return -1;
}

const char *native_closest_parameter(const NativeCallable *callable, const char *wrong,
                                     size_t *length) {
    ClosestName search = {.wrong = wrong, .size = strlen(wrong)};
    const char *at =
        callable->definition->signature + native_name_length(callable->definition) + 1;
    const char *closest = NULL;
    Parameter p;
    for (size_t index = 0; next_parameter(&at, &p);) {
        bool is_marker = p.name[0] == '/' || p.name[0] == '*';
        if (!is_marker && index >= callable->signature.n_positional_only &&
            closest_name_improves(&search, p.name, p.length)) {
            closest = p.name;
            *length = p.length;
        }
        index += !is_marker || p.length > 1;
    }
    return closest;
}

// Every required parameter has a value?
static bool check_required(ThreadState *ts, const NativeCallable *callable, const Value *out,
                           size_t given) ATTACHED {
    const NativeSignature *s = &callable->signature;
    if (given >= s->n_required && !s->n_required_keyword_only) {
        return true;
    }
    const char *at =
        callable->definition->signature + native_name_length(callable->definition) + 1;
    Parameter p;
    size_t index = 0;
    while (next_parameter(&at, &p)) {
        if (p.name[0] == '/' || p.name[0] == '*') {
            index += p.length > 1;
            continue;
        }
        if (!p.has_default && value_is_null(out[index])) {
            bool by_count =
                index < s->n_positional_only || callable->definition->flags & NATIVE_COUNTED;
            return by_count ? native_raise_count(ts, callable, given, 0)
                            : native_raise_missing(ts, callable, p.name, p.length, index);
        }
        index++;
    }
    return true;
}

// Puts the arguments passed by name in their places, those without one into `keywords`. What is
// missing is complained of before what is too much, as in CPython.
static bool bind_names(ThreadState *ts, NativeCallable *callable, const Value *arguments,
                       size_t given, const Tuple *names, Value *out,
                       Value keywords) ATTACHED RUNS_GUEST {
    Value unexpected = NO_VALUE;
    const Value *parameters = parameter_names(ts, callable);
    if (!parameters) {
        return false;
    }
    for (int64_t i = 0; i < names->length; i++) {
        Value name = names->items[i];
        Value value = arguments[given + (size_t)i];
        ptrdiff_t index = find_parameter(&callable->signature, parameters, name);
        if (index >= 0 && !value_is_null(out[index])) {
            return native_raise_taken(ts, callable, name, (size_t)index);
        }
        if (index >= 0) {
            out[index] = value;
        } else if (value_is_null(keywords)) {
            unexpected = value_is_null(unexpected) ? name : unexpected;
        } else if (!dict_set(ts, value_object(keywords), name, value)) {
            return false;
        }
    }
    return check_required(ts, callable, out, given) &&
           (value_is_null(unexpected) || native_raise_unexpected(ts, callable, unexpected));
}

// Whether that many arguments can find places.
static bool check_count(ThreadState *ts, const NativeCallable *callable, size_t given,
                        const Tuple *names) ATTACHED {
    const NativeSignature *s = &callable->signature;
    size_t named = names ? (size_t)names->length : 0;
    if (named && !native_takes_names(callable)) {
        return native_raise_unexpected(ts, callable, names->items[0]);
    }
    bool is_open = s->has_varargs || s->has_varkeywords;
    if ((given > s->n_positional && !s->has_varargs) ||
        (!is_open && given + named > s->n_parameters)) {
        return native_raise_count(ts, callable, given, named);
    }
    return true;
}

// The first argument of `owner.__new__`.
static bool check_class(ThreadState *ts, const Type *owner, Value class) ATTACHED {
    if (value_is_null(class)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s.__new__(): not enough arguments", owner->name);
        return false;
    }
    if (!value_has_layout(ts, class, KIND_TYPE)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s.__new__(X): X is not a type object (%s)",
                    owner->name, value_type_name(ts, class));
        return false;
    }
    const Type *type = (const Type *)value_object(class);
    if (!type_is_subtype(type, owner)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s.__new__(%s): %s is not a subtype of %s",
                    owner->name, type->name, type->name, owner->name);
        return false;
    }
    return true;
}

static bool check_self(ThreadState *ts, const NativeCallable *callable, const Value *arguments,
                       size_t n) ATTACHED {
    if (is_constructor(callable)) {
        return check_class(ts, callable->owner, n ? arguments[0] : NO_VALUE);
    }
    bool is_wrong = n > 0 && callable->head.kind == KIND_METHOD_DESCRIPTOR &&
                    !type_is_subtype(value_type(ts, arguments[0]), callable->owner);
    if (LIKELY(n > 0 && !is_wrong)) {
        return true;
    }
    int length = (int)native_name_length(callable->definition);
    const char *name = callable->definition->signature;
    if (is_wrong) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "descriptor '%.*s' for '%s' objects doesn't apply to a '%s' object", length,
                    name, callable->owner->name, value_type_name(ts, arguments[0]));
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "unbound method %s.%.*s() needs an argument",
                    callable->owner->name, length, name);
    }
    return false;
}

// tuple.__new__ and list.__init__ and their like take no keywords; but in a subclass that has
// replaced the other half of construction the keywords are for that half.
static bool ignores_names(ThreadState *ts, const NativeCallable *callable,
                          Value first) ATTACHED {
    if (is_constructor(callable)) {
        return type_overrides(ts, (Type *)value_object(first), callable->owner, NAME_INIT);
    }
    return callable->head.kind == KIND_METHOD_DESCRIPTOR &&
           callable->owner->layout == KIND_LIST &&
           strncmp(callable->definition->signature, "__init__(", 9) == 0 &&
           type_overrides(ts, value_type(ts, first), callable->owner, NAME_NEW);
}

// Binds and calls. The owned parts of `out`, the *args tuple and **kwargs dict, are dropped
// afterwards.
static Ref call_bound(ThreadState *ts, NativeCallable *callable, const Value *arguments,
                      size_t n, Value names) ATTACHED {
    const NativeSignature *s = &callable->signature;
    const Tuple *keys = value_is_null(names) ? NULL : (const Tuple *)value_object(names);
    size_t given = n - (keys ? (size_t)keys->length : 0);
    if (keys && !native_takes_names(callable) && callable->owner &&
        ignores_names(ts, callable, arguments[0])) {
        keys = NULL;
    }
    if (!check_count(ts, callable, given, keys)) {
        return NO_REF;
    }
    Value out[PARAMETERS_MAX];
    size_t taken = given < s->n_positional ? given : s->n_positional;
    for (size_t i = 0; i < s->n_parameters; i++) {
        out[i] = i < taken ? arguments[i] : NO_VALUE;
    }
    Ref rest = NO_REF;
    Ref keywords = NO_REF;
    bool ok = true;
    if (s->has_varargs) {
        rest = tuple_from_array(ts, arguments + taken, given - taken);
        ok = !ref_is_null(rest);
        out[s->n_positional] = borrow(rest);
    }
    if (ok && s->has_varkeywords) {
        keywords = dict_new(ts);
        ok = !ref_is_null(keywords);
        out[s->n_parameters - 1u] = borrow(keywords);
    }
    ok = ok && (keys ? bind_names(ts, callable, arguments, given, keys, out, borrow(keywords))
                     : check_required(ts, callable, out, given));
    Ref result = ok ? callable->function(ts, out) : NO_REF;
    ref_drop(ts, rest);
    ref_drop(ts, keywords);
    return result;
}

Ref native_call_plain(ThreadState *ts, NativeCallable *callable, const Value *arguments,
                      size_t n) {
    Value out[PARAMETERS_MAX];
    for (size_t i = 0; i < callable->signature.n_parameters; i++) {
        out[i] = i < n ? arguments[i] : NO_VALUE;
    }
    return callable->function(ts, out);
}

Ref native_call(ThreadState *ts, NativeCallable *callable, const Value *arguments, size_t n,
                Value names) {
    if (!value_is_null(callable->self)) {
        Value shifted[PARAMETERS_MAX + 1];
        Value *all = n < PARAMETERS_MAX ? shifted : buffer_new(ts, (n + 1) * sizeof *all);
        if (!all) {
            return NO_REF;
        }
        all[0] = callable->self;
        for (size_t i = 0; i < n; i++) {
            all[i + 1] = arguments[i];
        }
        Ref result = call_bound(ts, callable, all, n + 1, names);
        if (all != shifted) {
            buffer_free(ts, all);
        }
        return result;
    }
    if (callable->owner && !check_self(ts, callable, arguments, n)) {
        return NO_REF;
    }
    return call_bound(ts, callable, arguments, n, names);
}
