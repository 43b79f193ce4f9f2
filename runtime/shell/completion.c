// Which names there are is the business of rlcompleter (runtime/lib/rlcompleter.py), as in
// CPython; here they become the array that Readline wants.
#include "runtime/shell/completion.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/import/import.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The names found so far; [0] is kept free for their common beginning.
typedef struct Names {
    char **items;
    size_t count;
} Names;

static void add(Names *names, const char *name) {
    char **larger = realloc(names->items, (names->count + 3) * sizeof *larger);
    names->items = larger ? larger : names->items;
    char *text = larger ? strdup(name) : NULL;
    if (text) {
        names->items[++names->count] = text;
        names->items[names->count + 1] = NULL;
    }
}

// Adds the strings of a list.
static void add_all(ThreadState *ts, Names *names, Object *list) ATTACHED {
    for (int64_t i = 0; i < ((List *)list)->length; i++) {
        Ref name = list_get(ts, list, i);
        if (!ref_is_null(name) && value_is(borrow(name), KIND_STR)) {
            char *text = str_to_utf8(ts, borrow(name), NULL);
            if (text) {
                add(names, text);
            }
            buffer_free(ts, text);
        }
        ref_drop(ts, name);
    }
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
    Ref module = import_module_text(ts, "rlcompleter");
    Ref typed = ref_is_null(module) ? NO_REF : str_from_text(ts, text);
    Value argument = borrow(typed);
    Ref list = ref_is_null(typed)
                   ? NO_REF
                   : value_call_method_text(ts, borrow(module), "_all_matches", &argument, 1);
    if (!ref_is_null(list) && value_is(borrow(list), KIND_LIST)) {
        add_all(ts, &names, value_object(borrow(list)));
    }
    ref_drop(ts, list);
    ref_drop(ts, typed);
    ref_drop(ts, module);
    error_clear(ts);
    if (names.count > 0) {
        add_common_beginning(&names);
    }
    return names.items;
}
