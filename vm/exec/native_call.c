// Native callables: reading their signatures, binding arguments to them, calling them.
//
// Error messages follow CPython's conventions, which depend on how a function declares its
// parameters: none, exactly one, positional only, or nameable.
#include <stdio.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/exec/bind.h"
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
    if (!value_is_null(self)) {
        callable->self = borrow(ref_take(ts, self));
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

// "list.append" for methods, "len" for functions, "list" for what makes one.
static const char *callable_name(const NativeCallable *callable, bool qualified, char *out,
                                 size_t size) {
    int length = (int)native_name_length(callable->definition);
    bool is_initializer =
        callable->owner && strncmp(callable->definition->signature, "__init__(", 9) == 0;
    if (is_constructor(callable) || is_initializer) {
        snprintf(out, size, "%s", callable->owner->name);
    } else if (qualified && !value_is_null(callable->self) &&
               value_is(callable->self, KIND_TYPE)) {
        snprintf(out, size, "%s.%.*s", ((Type *)value_object(callable->self))->name, length,
                 callable->definition->signature);
    } else if (qualified && callable->owner) {
        snprintf(out, size, "%s.%.*s", callable->owner->name, length,
                 callable->definition->signature);
    } else {
        snprintf(out, size, "%.*s", length, callable->definition->signature);
    }
    return out;
}

// Whether the first parameter is the instance, which CPython's messages do not count.
static bool has_self(const NativeCallable *callable) {
    return callable->owner || !value_is_null(callable->self);
}

static bool raise_count(ThreadState *ts, const NativeCallable *callable,
                        size_t given) ATTACHED {
    const NativeSignature *s = &callable->signature;
    size_t self = has_self(callable) ? 1 : 0;
    size_t most = s->n_positional - self;
    size_t least = s->n_required - self;
    given -= self;
    bool positional_only =
        s->n_positional_only == s->n_positional && s->n_parameters == s->n_positional;
    char name[128];
    if (positional_only && most == 0) {
        callable_name(callable, true, name, sizeof name);
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes no arguments (%zu given)", name, given);
    } else if (positional_only && most == 1 && least == 1) {
        callable_name(callable, true, name, sizeof name);
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes exactly one argument (%zu given)", name,
                    given);
    } else if (positional_only || s->has_varargs) {
        callable_name(callable, false, name, sizeof name);
        size_t bound = given < least ? least : most;
        raise_error(ts, EXC_TYPE_ERROR, "%s expected %s%zu argument%s, got %zu", name,
                    least == most && !s->has_varargs ? ""
                    : given < least                  ? "at least "
                                                     : "at most ",
                    bound, bound == 1 ? "" : "s", given);
    } else {
        callable_name(callable, false, name, sizeof name);
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes %s %zu %sargument%s (%zu given)", name,
                    least == most   ? "exactly"
                    : given < least ? "at least"
                                    : "at most",
                    given < least ? least : most,
                    s->n_required_keyword_only ? "positional " : "",
                    (given < least ? least : most) == 1 ? "" : "s", given);
    }
    return false;
}

static bool raise_missing(ThreadState *ts, const NativeCallable *callable, const Parameter *p,
                          size_t position) ATTACHED {
    char name[128];
    callable_name(callable, false, name, sizeof name);
    size_t self = has_self(callable) ? 1 : 0;
    raise_error(ts, EXC_TYPE_ERROR, "%s() missing required argument '%.*s' (pos %zu)", name,
                (int)p->length, p->name, position + 1 - self);
    return false;
}

// TypeError for an argument passed by name that finds no place, or finds it taken (`index`).
static bool raise_keyword(ThreadState *ts, const NativeCallable *callable, Value name,
                          bool is_taken, size_t index) ATTACHED {
    const NativeSignature *s = &callable->signature;
    char function[128];
    callable_name(callable, false, function, sizeof function);
    char *text = str_to_utf8(ts, name, NULL);
    if (!text) {
        return false;
    }
    if (is_taken) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "argument for %s() given by name ('%s') and position (%zu)", function, text,
                    index + 1 - (has_self(callable) ? 1 : 0));
    } else if (s->n_positional_only == s->n_positional && s->n_parameters == s->n_positional) {
        callable_name(callable, true, function, sizeof function);
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes no keyword arguments", function);
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'",
                    function, text);
    }
    buffer_free(ts, text);
    return false;
}

// Puts one argument passed by name in its place. Returns false with TypeError.
static bool bind_keyword(ThreadState *ts, const NativeCallable *callable, Value name,
                         Value value, Value *out, Object *keywords) ATTACHED {
    const NativeSignature *s = &callable->signature;
    const Str *wanted = (const Str *)(void *)value_object(name);
    size_t length = wanted->is_ascii ? (size_t)wanted->length : SIZE_MAX; // natives' are ASCII
    const char *at =
        callable->definition->signature + native_name_length(callable->definition) + 1;
    Parameter p;
    size_t index = 0;
    bool found = false;
    while (!found && next_parameter(&at, &p)) {
        if (p.name[0] == '/' || p.name[0] == '*') {
            index += p.length > 1;
            continue;
        }
        found = p.length == length && memcmp(p.name, wanted->data, length) == 0 &&
                index >= s->n_positional_only;
        index += !found;
    }
    bool is_taken = found && !value_is_null(out[index]);
    if (found && !is_taken) {
        out[index] = value;
        return true;
    }
    return keywords && !found ? dict_set(ts, keywords, name, value)
                              : raise_keyword(ts, callable, name, is_taken, index);
}

// Every required parameter has a value?
static bool check_required(ThreadState *ts, const NativeCallable *callable, const Value *out,
                           size_t given, bool named) ATTACHED {
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
            bool by_count = s->n_positional_only == s->n_positional && index < s->n_positional;
            return by_count && !named ? raise_count(ts, callable, given)
                                      : raise_missing(ts, callable, &p, index);
        }
        index++;
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
    int length = (int)native_name_length(callable->definition);
    const char *name = callable->definition->signature;
    if (is_constructor(callable)) {
        return check_class(ts, callable->owner, n ? arguments[0] : NO_VALUE);
    }
    if (n == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "unbound method %s.%.*s() needs an argument",
                    callable->owner->name, length, name);
        return false;
    }
    if (callable->head.kind == KIND_METHOD_DESCRIPTOR &&
        !type_is_subtype(value_type(ts, arguments[0]), callable->owner)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "descriptor '%.*s' for '%s' objects doesn't apply to a '%s' object", length,
                    name, callable->owner->name, value_type_name(ts, arguments[0]));
        return false;
    }
    return true;
}

// Binds and calls. The owned parts of `out`, the *args tuple and **kwargs dict, are dropped
// afterwards.
static Ref call_bound(ThreadState *ts, NativeCallable *callable, const Value *arguments,
                      size_t n, Value names) ATTACHED {
    const NativeSignature *s = &callable->signature;
    size_t n_names = value_is_null(names) ? 0 : (size_t)((Tuple *)value_object(names))->length;
    size_t n_positional = n - n_names;
    Value out[PARAMETERS_MAX];
    size_t taken = n_positional < s->n_positional ? n_positional : s->n_positional;
    for (size_t i = 0; i < s->n_parameters; i++) {
        out[i] = i < taken ? arguments[i] : NO_VALUE;
    }
    size_t keyword_index = s->n_parameters - 1u;
    Ref rest = NO_REF;
    Ref keywords = NO_REF;
    bool ok = true;
    if (s->has_varargs) {
        rest = tuple_from_array(ts, arguments + taken, n_positional - taken);
        ok = !ref_is_null(rest);
        out[s->n_positional] = borrow(rest);
    } else if (n_positional > s->n_positional) {
        ok = raise_count(ts, callable, n_positional);
    }
    if (ok && s->has_varkeywords) {
        keywords = dict_new(ts);
        ok = !ref_is_null(keywords);
        out[keyword_index] = borrow(keywords);
    }
    for (size_t i = 0; ok && i < n_names; i++) {
        ok = bind_keyword(ts, callable, ((Tuple *)value_object(names))->items[i],
                          arguments[n_positional + i], out,
                          ref_is_null(keywords) ? NULL : value_object(borrow(keywords)));
    }
    ok = ok && check_required(ts, callable, out, n_positional, n_names > 0);
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
