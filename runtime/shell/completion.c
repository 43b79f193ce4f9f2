// Candidates come from dir() of the object before the last dot, or from the names in reach.
#include "runtime/shell/completion.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/shell/run.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static const char *const KEYWORDS[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
};

// The names found so far; [0] is kept free for their common beginning.
typedef struct Names {
    char **items;
    size_t count;
} Names;

static void add(Names *names, const char *prefix, size_t prefix_length, const char *name,
                const char *typed) {
    if (strncmp(name, typed, strlen(typed)) != 0) {
        return;
    }
    char **larger = realloc(names->items, (names->count + 3) * sizeof *larger);
    char *text = malloc(prefix_length + strlen(name) + 1);
    if (!larger || !text) {
        free(text);
        names->items = larger ? larger : names->items;
        return;
    }
    memcpy(text, prefix, prefix_length);
    strcpy(text + prefix_length, name);
    names->items = larger;
    names->items[++names->count] = text;
    names->items[names->count + 1] = NULL;
}

// The keys of a dict, or the items of a list, that are strings.
static void add_all(ThreadState *ts, Names *names, Value iterable, const char *prefix,
                    size_t prefix_length, const char *typed) ATTACHED {
    Ref list = list_from_iterable(ts, iterable);
    for (int64_t i = 0; !ref_is_null(list) && i < ((List *)value_object(borrow(list)))->length;
         i++) {
        Ref name = list_get(ts, value_object(borrow(list)), i);
        if (!ref_is_null(name) && value_is(borrow(name), KIND_STR)) {
            char *text = str_to_utf8(ts, borrow(name), NULL);
            // Private names are offered only when asked for.
            if (text && (typed[0] == '_' || text[0] != '_')) {
                add(names, prefix, prefix_length, text, typed);
            }
            buffer_free(ts, text);
        }
        ref_drop(ts, name);
    }
    ref_drop(ts, list);
}

// The object that a dotted prefix of plain names stands for.
static Ref resolve(ThreadState *ts, const char *text, size_t length) ATTACHED {
    Ref object = NO_REF;
    size_t start = 0;
    while (start <= length) {
        const char *dot = memchr(text + start, '.', length - start);
        size_t end = dot ? (size_t)(dot - text) : length;
        Ref part = str_from_utf8(ts, text + start, end - start);
        Ref name = ref_is_null(part) ? NO_REF : str_intern(ts, borrow(part));
        ref_drop(ts, part);
        if (ref_is_null(name)) {
            break;
        }
        Ref next;
        if (start == 0) {
            next = dict_get_str(ts, run_main_dict(ts), borrow(name));
            if (ref_is_null(next)) {
                next = dict_get_str(ts, ts->interpreter->builtins, borrow(name));
            }
        } else {
            next = value_get_attribute(ts, borrow(object), borrow(name));
        }
        ref_drop(ts, object);
        object = next;
        if (ref_is_null(object)) {
            break;
        }
        start = end + 1;
    }
    return object;
}

static void add_common_beginning(Names *names) {
    size_t length = strlen(names->items[1]);
    for (size_t i = 2; i <= names->count; i++) {
        size_t k = 0;
        while (k < length && names->items[i][k] == names->items[1][k]) {
            k++;
        }
        length = k;
    }
    names->items[0] = strndup(names->items[1], length);
}

char **completion_names(ThreadState *ts, const char *text) {
    Names names = {0};
    const char *dot = strrchr(text, '.');
    if (dot) {
        Ref object = resolve(ts, text, (size_t)(dot - text));
        Ref dir = dict_get_text(ts, ts->interpreter->builtins, "dir");
        Value argument = borrow(object);
        Ref list = ref_is_null(object) || ref_is_null(dir)
                       ? NO_REF
                       : value_call(ts, borrow(dir), &argument, 1);
        if (!ref_is_null(list)) {
            add_all(ts, &names, borrow(list), text, (size_t)(dot - text) + 1, dot + 1);
        }
        ref_drop(ts, list);
        ref_drop(ts, dir);
        ref_drop(ts, object);
    } else {
        add_all(ts, &names, object_value(run_main_dict(ts)), "", 0, text);
        add_all(ts, &names, object_value(ts->interpreter->builtins), "", 0, text);
        for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
            add(&names, "", 0, KEYWORDS[i], text);
        }
    }
    if (error_is_set(ts)) {
        error_clear(ts);
    }
    if (names.count > 0) {
        add_common_beginning(&names);
    }
    return names.items;
}
