// See the header. What CPython's argument parsers say, told apart by the signature.
#include "vm/exec/native_errors.h"

#include <stdio.h>
#include <string.h>

#include "vm/exec/bind.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"

#define NAME_SIZE 200

// The class whose name stands for the callable: a constructor and an initializer speak as it.
static const Type *spoken_class(const NativeCallable *callable) {
    bool makes =
        callable->owner &&
        ((callable->head.kind == KIND_NATIVE_FUNCTION && value_is_null(callable->self)) ||
         strncmp(callable->definition->signature, "__init__(", 9) == 0);
    return makes ? callable->owner : NULL;
}

// "append" for methods, "sqrt" for functions, "list" for what makes one.
static const char *plain_name(const NativeCallable *callable, char *out) {
    const Type *class = spoken_class(callable);
    if (class) {
        snprintf(out, NAME_SIZE, "%s", type_last_name(class->name));
    } else {
        snprintf(out, NAME_SIZE, "%.*s", (int)native_name_length(callable->definition),
                 callable->definition->signature);
    }
    return out;
}

// "list.append", "math.sqrt"; "len" for a builtin function, "list" for what makes one.
static const char *full_name(ThreadState *ts, const NativeCallable *callable,
                             char *out) ATTACHED {
    char name[NAME_SIZE];
    plain_name(callable, name);
    const char *before = "";
    char *module = NULL;
    if (spoken_class(callable)) {
        before = "";
    } else if (!value_is_null(callable->self) &&
               value_has_layout(ts, callable->self, KIND_TYPE)) {
        before = type_last_name(((const Type *)value_object(callable->self))->name);
    } else if (callable->owner) {
        before = type_last_name(callable->owner->name);
    } else if (!value_is_null(callable->module) && value_is(callable->module, KIND_STR)) {
        module = str_to_utf8(ts, callable->module, NULL);
        before = module && strcmp(module, "builtins") != 0 ? module : "";
    }
    snprintf(out, NAME_SIZE, "%.90s%s%.100s", before, *before ? "." : "", name);
    buffer_free(ts, module);
    return out;
}

// Whether the first parameter is the instance, which messages do not count.
static size_t count_self(const NativeCallable *callable) {
    return callable->owner || !value_is_null(callable->self) ? 1 : 0;
}

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

bool native_takes_names(const NativeCallable *callable) {
    const NativeSignature *s = &callable->signature;
    size_t unnamed = s->n_positional_only + (s->has_varargs ? 1u : 0u);
    return s->n_parameters > unnamed;
}

// How many arguments the function may be called with, by position or name.
static size_t count_places(const NativeSignature *s) {
    return s->n_parameters - (s->has_varargs ? 1u : 0u) - (s->has_varkeywords ? 1u : 0u);
}

// The words of functions whose arguments cannot be named: "insert expected 2 arguments, got 1".
static void raise_expected(ThreadState *ts, const NativeCallable *callable, size_t least,
                           size_t most, size_t given) ATTACHED {
    char name[NAME_SIZE];
    bool is_low = given < least;
    size_t bound = is_low ? least : most;
    const char *kind = least == most && !callable->signature.has_varargs ? ""
                       : is_low                                          ? "at least "
                                                                         : "at most ";
    raise_error(ts, EXC_TYPE_ERROR, "%s expected %s%zu argument%s, got %zu",
                plain_name(callable, name), kind, bound, plural(bound), given);
}

// The words of functions some of whose arguments can be named.
static void raise_takes(ThreadState *ts, const NativeCallable *callable, size_t given,
                        size_t named) ATTACHED {
    const NativeSignature *s = &callable->signature;
    size_t self = count_self(callable);
    size_t most = s->n_positional - self;
    size_t places = count_places(s) - self;
    size_t least = s->n_positional_only < s->n_required ? s->n_positional_only : s->n_required;
    least -= least ? self : 0;
    char name[NAME_SIZE];
    plain_name(callable, name);
    if (given + named > places && !s->has_varargs && !s->has_varkeywords) {
        size_t required = s->n_required + s->n_required_keyword_only - self;
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes %s %zu %sargument%s (%zu given)", name,
                    required == places ? "exactly" : "at most", places,
                    given == 0 ? "keyword " : "", plural(places), given + named);
    } else if (given > most && most == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes no positional arguments", name);
    } else {
        size_t bound = given > most ? most : least;
        const char *kind = least == most ? "exactly" : given > most ? "at most" : "at least";
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes %s %zu positional argument%s (%zu given)",
                    name, kind, bound, plural(bound), given);
    }
}

bool native_raise_count(ThreadState *ts, const NativeCallable *callable, size_t given,
                        size_t named) {
    const NativeSignature *s = &callable->signature;
    size_t self = count_self(callable);
    size_t most = s->n_positional - self;
    size_t least = s->n_required - self;
    char name[NAME_SIZE];
    given -= self;
    if (callable->definition->flags & NATIVE_COUNTED) {
        raise_expected(ts, callable, least, most, given);
    } else if (native_takes_names(callable)) {
        raise_takes(ts, callable, given, named);
    } else if (most == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes no arguments (%zu given)",
                    full_name(ts, callable, name), given);
    } else if (most == 1 && least == 1 && !s->has_varargs) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes exactly one argument (%zu given)",
                    full_name(ts, callable, name), given);
    } else {
        raise_expected(ts, callable, least, most, given);
    }
    return false;
}

bool native_raise_missing(ThreadState *ts, const NativeCallable *callable, const char *name,
                          size_t length, size_t index) {
    char function[NAME_SIZE];
    char position[32] = "";
    if (!(callable->definition->flags & NATIVE_UNNUMBERED)) {
        snprintf(position, sizeof position, " (pos %zu)", index + 1 - count_self(callable));
    }
    raise_error(ts, EXC_TYPE_ERROR, "%s() missing required argument '%.*s'%s",
                plain_name(callable, function), (int)length, name, position);
    return false;
}

bool native_raise_unexpected(ThreadState *ts, const NativeCallable *callable, Value name) {
    char function[NAME_SIZE];
    if (!native_takes_names(callable)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s() takes no keyword arguments",
                    full_name(ts, callable, function));
        return false;
    }
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        size_t length = 0;
        const char *closest = native_closest_parameter(callable, text, &length);
        raise_error(ts, EXC_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'%s%.*s%s",
                    plain_name(callable, function), text, closest ? ". Did you mean '" : "",
                    (int)length, closest ? closest : "", closest ? "'?" : "");
    }
    buffer_free(ts, text);
    return false;
}

bool native_raise_taken(ThreadState *ts, const NativeCallable *callable, Value name,
                        size_t index) {
    char function[NAME_SIZE];
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "argument for %s() given by name ('%s') and position (%zu)",
                    plain_name(callable, function), text, index + 1 - count_self(callable));
    }
    buffer_free(ts, text);
    return false;
}
