// Binding the arguments of a call to a guest function's parameters, with CPython's error
// messages.
#include "vm/exec/bind.h"

#include <stdio.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/closest_name.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

// What the parts of a binding share.
typedef struct Binding {
    ThreadState *ts;
    Function *function;
    Code *code;
    Value *out;
    Object *keywords; // the **kwargs dict being filled, or null
} Binding;

// The UTF-8 of a name for a message; "?" without memory. Free with buffer_free.
static char *text_of(ThreadState *ts, Value str) ATTACHED {
    return str_to_utf8(ts, str, NULL);
}

static bool raise_for_function(Binding *b, const char *format, const char *detail) ATTACHED {
    char *name = text_of(b->ts, b->function->qualified_name);
    if (name) {
        char message[512];
        snprintf(message, sizeof message, format, name, detail);
        raise_error(b->ts, EXC_TYPE_ERROR, "%s", message);
        buffer_free(b->ts, name);
    }
    return false;
}

static bool raise_with_name(Binding *b, const char *format, Value keyword) ATTACHED {
    char *text = text_of(b->ts, keyword);
    if (text) {
        raise_for_function(b, format, text);
        buffer_free(b->ts, text);
    }
    return false;
}

// "'a', 'b', and 'c'" of the parameters in [first, end) that have no value. Returns how many.
static size_t list_missing(Binding *b, uint32_t first, uint32_t end, char *out,
                           size_t size) ATTACHED {
    size_t missing = 0;
    for (uint32_t i = first; i < end; i++) {
        missing += value_is_null(b->out[i]);
    }
    size_t listed = 0;
    size_t length = 0;
    out[0] = 0;
    for (uint32_t i = first; i < end && length < size; i++) {
        if (!value_is_null(b->out[i])) {
            continue;
        }
        char *name = text_of(b->ts, b->code->local_names[i]);
        listed++;
        const char *separator = listed == 1        ? ""
                                : listed < missing ? ", "
                                : missing == 2     ? " and "
                                                   : ", and ";
        length += (size_t)snprintf(out + length, size - length, "%s'%s'", separator,
                                   name ? name : "?");
        buffer_free(b->ts, name);
    }
    return missing;
}

static bool raise_missing(Binding *b, uint32_t first, uint32_t end, const char *kind) ATTACHED {
    char names[256];
    size_t missing = list_missing(b, first, end, names, sizeof names);
    if (error_is_set(b->ts)) {
        return false;
    }
    char detail[384];
    snprintf(detail, sizeof detail, "%zu required %s argument%s: %s", missing, kind,
             missing == 1 ? "" : "s", names);
    return raise_for_function(b, "%s() missing %s", detail);
}

static bool raise_too_many(Binding *b, size_t given) ATTACHED {
    const Code *code = b->code;
    size_t n_defaults = value_is_null(b->function->defaults)
                            ? 0
                            : (size_t)((Tuple *)value_object(b->function->defaults))->length;
    size_t keyword_only = 0;
    for (uint32_t i = 0; i < code->n_keyword_only; i++) {
        keyword_only += !value_is_null(b->out[code->n_positional + i]);
    }
    char takes[64];
    char given_text[128];
    bool plural = code->n_positional != 1;
    if (n_defaults) {
        snprintf(takes, sizeof takes, "from %zu to %u", code->n_positional - n_defaults,
                 code->n_positional);
        plural = true;
    } else {
        snprintf(takes, sizeof takes, "%u", code->n_positional);
    }
    if (keyword_only) {
        snprintf(given_text, sizeof given_text,
                 "%zu positional argument%s (and %zu keyword-only argument%s) were", given,
                 given == 1 ? "" : "s", keyword_only, keyword_only == 1 ? "" : "s");
    } else {
        snprintf(given_text, sizeof given_text, "%zu %s", given, given == 1 ? "was" : "were");
    }
    char detail[256];
    snprintf(detail, sizeof detail, "%s positional argument%s but %s given", takes,
             plural ? "s" : "", given_text);
    return raise_for_function(b, "%s() takes %s", detail);
}

// The index of the parameter called `name` in [first, end), or `end`.
static uint32_t find_parameter(const Code *code, Value name, uint32_t first,
                               uint32_t end) ATTACHED {
    for (uint32_t i = first; i < end; i++) {
        if (value_same(code->local_names[i], name)) {
            return i;
        }
    }
    for (uint32_t i = first; i < end; i++) {
        if (str_equal(code->local_names[i], name)) {
            return i;
        }
    }
    return end;
}

// A keyword that is no parameter: an error of one of two kinds.
static bool raise_unexpected(Binding *b, const Value *keywords, size_t n) ATTACHED {
    char names[256] = "";
    size_t length = 0;
    size_t found = 0;
    for (size_t i = 0; i < n && length < sizeof names; i++) {
        if (find_parameter(b->code, keywords[i], 0, b->code->n_positional_only) <
            b->code->n_positional_only) {
            char *text = text_of(b->ts, keywords[i]);
            length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                                       found ? ", " : "", text ? text : "?");
            buffer_free(b->ts, text);
            found++;
        }
    }
    if (found) {
        return raise_for_function(
            b, "%s() got some positional-only arguments passed as keyword arguments: '%s'",
            names);
    }
    return false;
}

// No parameter has this name; one with a similar name is proposed.
static bool raise_unknown(Binding *b, Value name) ATTACHED {
    const Code *code = b->code;
    char *text = text_of(b->ts, name);
    if (!text) {
        return false;
    }
    ClosestName search = {.wrong = text, .size = strlen(text)};
    char hint[128] = "";
    for (uint32_t i = code->n_positional_only; i < code->n_positional + code->n_keyword_only;
         i++) {
        char *parameter = text_of(b->ts, code->local_names[i]);
        if (parameter && closest_name_improves(&search, parameter, strlen(parameter))) {
            snprintf(hint, sizeof hint, ". Did you mean '%.100s'?", parameter);
        }
        buffer_free(b->ts, parameter);
    }
    char detail[384];
    snprintf(detail, sizeof detail, "%.250s'%s", text, hint);
    buffer_free(b->ts, text);
    return !error_is_set(b->ts) &&
           raise_for_function(b, "%s() got an unexpected keyword argument '%s", detail);
}

// One argument passed by name.
static bool bind_keyword(Binding *b, Value name, Value value, const Value *all,
                         size_t n_all) ATTACHED {
    const Code *code = b->code;
    uint32_t end = code->n_positional + code->n_keyword_only;
    uint32_t i = find_parameter(code, name, code->n_positional_only, end);
    if (i < end) {
        if (!value_is_null(b->out[i])) {
            return raise_with_name(b, "%s() got multiple values for argument '%s'", name);
        }
        b->out[i] = borrow(ref_take(b->ts, value));
        return true;
    }
    if (b->keywords) {
        return dict_set(b->ts, b->keywords, name, value);
    }
    if (code->n_positional_only && !raise_unexpected(b, all, n_all) && error_is_set(b->ts)) {
        return false;
    }
    return raise_unknown(b, name);
}

// Defaults for the positional parameters still without a value.
static void fill_defaults(Binding *b) ATTACHED {
    if (value_is_null(b->function->defaults)) {
        return;
    }
    const Tuple *defaults = (const Tuple *)value_object(b->function->defaults);
    uint32_t n_positional = b->code->n_positional;
    int64_t first = (int64_t)n_positional - defaults->length;
    for (int64_t i = first < 0 ? 0 : first; i < (int64_t)n_positional; i++) {
        if (value_is_null(b->out[i])) {
            b->out[i] = borrow(ref_take(b->ts, defaults->items[i - first]));
        }
    }
}

static bool fill_keyword_defaults(Binding *b) ATTACHED {
    const Code *code = b->code;
    uint32_t end = code->n_positional + code->n_keyword_only;
    bool missing = false;
    for (uint32_t i = code->n_positional; i < end; i++) {
        if (!value_is_null(b->out[i])) {
            continue;
        }
        Ref value = NO_REF;
        if (!value_is_null(b->function->keyword_defaults)) {
            value = dict_get(b->ts, value_object(b->function->keyword_defaults),
                             code->local_names[i]);
        }
        if (ref_is_null(value) && error_is_set(b->ts)) {
            return false;
        }
        b->out[i] = borrow(value);
        missing |= ref_is_null(value);
    }
    return !missing || raise_missing(b, code->n_positional, end, "keyword-only");
}

static bool bind_parts(Binding *b, const Value *arguments, size_t n_positional,
                       Value names) ATTACHED {
    ThreadState *ts = b->ts;
    const Code *code = b->code;
    uint32_t next = code->n_positional + code->n_keyword_only;
    size_t taken = n_positional < code->n_positional ? n_positional : code->n_positional;
    for (size_t i = 0; i < taken; i++) {
        b->out[i] = borrow(ref_take(ts, arguments[i]));
    }
    if (code->flags & CODE_VARARGS) {
        Ref rest = tuple_from_array(ts, arguments + taken, n_positional - taken);
        b->out[next++] = borrow(rest);
        if (ref_is_null(rest)) {
            return false;
        }
    }
    if (code->flags & CODE_VARKEYWORDS) {
        Ref dict = dict_new(ts);
        b->out[next] = borrow(dict);
        if (ref_is_null(dict)) {
            return false;
        }
        b->keywords = value_object(borrow(dict));
    }
    if (!value_is_null(names)) {
        const Tuple *tuple = (const Tuple *)value_object(names);
        for (int64_t i = 0; i < tuple->length; i++) {
            if (!bind_keyword(b, tuple->items[i], arguments[n_positional + (size_t)i],
                              tuple->items, (size_t)tuple->length)) {
                return false;
            }
        }
    }
    if (n_positional > code->n_positional && !(code->flags & CODE_VARARGS)) {
        return raise_too_many(b, n_positional);
    }
    fill_defaults(b);
    for (uint32_t i = 0; i < code->n_positional; i++) {
        if (value_is_null(b->out[i])) {
            return raise_missing(b, 0, code->n_positional, "positional");
        }
    }
    return fill_keyword_defaults(b);
}

bool bind_function(ThreadState *ts, Function *function, const Value *arguments, size_t n,
                   Value names, Value *out) {
    Binding b = {.ts = ts, .function = function, .code = function->code, .out = out};
    for (uint32_t i = 0; i < b.code->n_parameters; i++) {
        out[i] = NO_VALUE;
    }
    size_t n_names = value_is_null(names) ? 0 : (size_t)((Tuple *)value_object(names))->length;
    if (LIKELY(bind_parts(&b, arguments, n - n_names, names))) {
        return true;
    }
    for (uint32_t i = 0; i < b.code->n_parameters; i++) {
        value_drop(ts, out[i]);
        out[i] = UNBOUND;
    }
    return false;
}

// --- binding in place ---

#define IN_PLACE_MAX 16

// The parameter an argument of this name is for, by identity: names in the source are interned.
static uint32_t find_interned(const Code *code, Value name, uint32_t end) {
    for (uint32_t i = code->n_positional_only; i < end; i++) {
        if (value_same(code->local_names[i], name)) {
            return i;
        }
    }
    return end;
}

// The default of parameter i, borrowed; NO_VALUE if it has none.
static Value default_of(ThreadState *ts, const Function *function, uint32_t i) ATTACHED {
    const Code *code = function->code;
    if (i < code->n_positional) {
        if (value_is_null(function->defaults)) {
            return NO_VALUE;
        }
        const Tuple *defaults = (const Tuple *)value_object(function->defaults);
        int64_t index = (int64_t)i - ((int64_t)code->n_positional - defaults->length);
        return index < 0 ? NO_VALUE : defaults->items[index];
    }
    if (value_is_null(function->keyword_defaults) || ts->is_parallel) {
        return NO_VALUE;
    }
    Ref value =
        dict_get_str(ts, value_object(function->keyword_defaults), code->local_names[i]);
    if (ref_is_null(value)) {
        return NO_VALUE;
    }
    ref_drop(ts, value); // the dict holds it
    return borrow(value);
}

bool bind_in_place(ThreadState *ts, Function *function, Value *arguments, size_t n,
                   Value names) {
    const Code *code = function->code;
    uint32_t end = code->n_positional + code->n_keyword_only;
    const Tuple *keywords = value_is_null(names) ? NULL : (const Tuple *)value_object(names);
    size_t n_names = keywords ? (size_t)keywords->length : 0;
    size_t n_positional = n - n_names;
    if (code->flags & (CODE_VARARGS | CODE_VARKEYWORDS) || end > IN_PLACE_MAX ||
        n_positional > code->n_positional) {
        return false;
    }
    Value bound[IN_PLACE_MAX]; // NO_VALUE: still to be found
    for (uint32_t i = 0; i < end; i++) {
        bound[i] = i < n_positional ? arguments[i] : NO_VALUE;
    }
    for (size_t i = 0; i < n_names; i++) {
        uint32_t index = find_interned(code, keywords->items[i], end);
        if (index == end || !value_is_null(bound[index])) {
            return false;
        }
        bound[index] = arguments[n_positional + i];
    }
    uint32_t from_defaults = 0; // bit i: parameter i
    for (uint32_t i = 0; i < end; i++) {
        if (value_is_null(bound[i])) {
            bound[i] = default_of(ts, function, i);
            if (value_is_null(bound[i])) {
                return false;
            }
            from_defaults |= 1u << i;
        }
    }
    for (uint32_t i = 0; i < end; i++) {
        arguments[i] = bound[i];
        if (from_defaults & 1u << i) {
            ref_take(ts, bound[i]);
        }
    }
    return true;
}
