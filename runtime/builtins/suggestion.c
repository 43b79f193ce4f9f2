// Looking for the name that was meant.
//
// Candidates come from where the wrong name was looked up: the local, global and builtin names
// of the innermost frame of the traceback, the attributes of the object, the names of the
// module. The closest of them (vm/base/closest_name.h) is proposed. This costs time, so it is
// done only when an exception is printed, never when it is raised.
#include "runtime/builtins/suggestion.h"

#include <string.h>

#include "runtime/builtins/standard_names.h"
#include "runtime/objects/exception.h"
#include "vm/base/closest_name.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define CANDIDATES_MAX  750 // with more than that, nothing is proposed
#define FIELD_NAME_FROM 3   // of ImportError
#define FIELD_MODULE    1

typedef struct Search {
    ThreadState *ts;
    char *wrong;
    Ref names;         // List of candidates
    bool hides_hidden; // names that begin with "_" are no candidates
} Search;

// --- gathering candidates -------------------------------------------------------------------

// Adds all Strs of an iterable, if there is one.
static bool add_names(Search *search, Value iterable) ATTACHED RUNS_GUEST {
    ThreadState *ts = search->ts;
    Ref all = tuple_from_iterable(ts, iterable);
    if (ref_is_null(all)) {
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(all));
    bool ok = true;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        Value name = tuple->items[i];
        bool counts = value_has_layout(ts, name, KIND_STR);
        if (counts && search->hides_hidden) {
            StrView view = str_view(name);
            counts = view.length == 0 || view_read(view, 0) != '_';
        }
        ok = !counts || list_append(ts, value_object(borrow(search->names)), name);
    }
    ref_drop(ts, all);
    return ok;
}

// The innermost entry of a traceback, or null. Borrowed from it.
static const Traceback *innermost(Value traceback) {
    const Traceback *entry = NULL;
    Value next = traceback;
    while (!value_is_null(next) && value_is(next, KIND_TRACEBACK)) {
        entry = (const Traceback *)value_object(next);
        next = entry->next;
    }
    return entry;
}

// The local variable "self" of that frame; NO_REF if it has none.
static Ref find_self(ThreadState *ts, const Traceback *entry) ATTACHED {
    if (entry->is_function) {
        return value_is_null(entry->scope) ? NO_REF : ref_take(ts, entry->scope);
    }
    Value names = value_is_null(entry->scope) ? object_value(entry->globals) : entry->scope;
    return value_is(names, KIND_DICT)
               ? dict_get(ts, value_object(names), known_name(ts, NAME_SELF))
               : NO_REF;
}

static bool add_locals(Search *search, const Traceback *entry) ATTACHED RUNS_GUEST {
    if (!entry->is_function) {
        Value names = value_is_null(entry->scope) ? object_value(entry->globals) : entry->scope;
        return add_names(search, names);
    }
    const Code *code = entry->code;
    Object *list = value_object(borrow(search->names));
    bool ok = true;
    for (uint32_t i = 0; ok && i < code->n_locals && i < 64; i++) {
        ok = !(entry->bound >> i & 1) || list_append(search->ts, list, code->local_names[i]);
    }
    for (uint32_t i = 0; ok && i < code->n_free; i++) {
        ok = list_append(search->ts, list, code->free_names[i]);
    }
    return ok;
}

static bool add_scope(Search *search, const Traceback *entry) ATTACHED RUNS_GUEST {
    return add_locals(search, entry) && add_names(search, object_value(entry->globals)) &&
           add_names(search, object_value(search->ts->interpreter->builtins));
}

static bool add_attributes(Search *search, Value object) ATTACHED RUNS_GUEST {
    ThreadState *ts = search->ts;
    search->hides_hidden = search->hides_hidden && search->wrong[0] != '_';
    Ref dir = dict_get_text(ts, ts->interpreter->builtins, "dir");
    Ref names = ref_is_null(dir) ? NO_REF : value_call(ts, borrow(dir), &object, 1);
    bool ok = !ref_is_null(names) && add_names(search, borrow(names));
    ref_drop(ts, names);
    ref_drop(ts, dir);
    return ok;
}

// The attributes of the object an AttributeError is about. Inside its methods (where `self` is
// the object) hidden names are candidates too.
static bool add_object(Search *search, Value exception, Value traceback) ATTACHED RUNS_GUEST {
    ThreadState *ts = search->ts;
    const Traceback *entry = innermost(traceback);
    Ref self = entry ? find_self(ts, entry) : NO_REF;
    Value object = slot_load_acquire(&((Exception *)value_object(exception))->fields[1]);
    Ref held = ref_take(ts, value_is_null(object) ? NONE : object); // __dir__ may change it
    search->hides_hidden = ref_is_null(self) || !value_same(borrow(self), borrow(held));
    ref_drop(ts, self);
    bool ok = add_attributes(search, borrow(held));
    ref_drop(ts, held);
    return ok;
}

static bool add_module(Search *search, Value exception) ATTACHED RUNS_GUEST {
    Value name = ((Exception *)value_object(exception))->fields[FIELD_MODULE];
    if (value_is_null(name) || !value_is(name, KIND_STR)) {
        return false;
    }
    Ref empty = dict_new(search->ts);
    Ref module = ref_is_null(empty) ? NO_REF
                                    : import_name(search->ts, name, value_object(borrow(empty)),
                                                  NONE, value_from_int(0));
    search->hides_hidden = true;
    bool ok = !ref_is_null(module) && add_attributes(search, borrow(module));
    ref_drop(search->ts, module);
    ref_drop(search->ts, empty);
    return ok;
}

// --- choosing -------------------------------------------------------------------------------

// Appends the closest candidate; *is_found says whether there was one.
static bool add_closest(StrBuilder *out, Search *search, bool *is_found) ATTACHED {
    ThreadState *ts = search->ts;
    const List *list = (const List *)value_object(borrow(search->names));
    ClosestName closest = {.wrong = search->wrong, .size = strlen(search->wrong)};
    char *best = NULL;
    int64_t n = list->length < CANDIDATES_MAX ? list->length : 0;
    for (int64_t i = 0; i < n; i++) {
        Ref name = list_get(ts, value_object(borrow(search->names)), i);
        char *text = ref_is_null(name) ? NULL : str_to_utf8(ts, borrow(name), NULL);
        ref_drop(ts, name);
        if (text && closest_name_improves(&closest, text, strlen(text))) {
            char *worse = best;
            best = text;
            text = worse;
        }
        buffer_free(ts, text);
    }
    error_clear(ts);
    *is_found = best != NULL;
    bool ok = !best || str_builder_format(out, ". Did you mean: '%s'?", best);
    buffer_free(ts, best);
    return ok;
}

// In a method whose `self` has an attribute of that name: "self.x" is proposed.
static bool add_self(StrBuilder *out, Search *search, const Traceback *entry, Value name,
                     bool *is_found) ATTACHED RUNS_GUEST {
    ThreadState *ts = search->ts;
    Ref self = find_self(ts, entry);
    Ref value = NO_REF;
    if (!ref_is_null(self) && !value_find_attribute(ts, borrow(self), name, &value)) {
        error_clear(ts);
    }
    *is_found = !ref_is_null(value);
    ref_drop(ts, value);
    ref_drop(ts, self);
    return !*is_found || str_builder_format(out, ". Did you mean: 'self.%s'?", search->wrong);
}

static bool add_for_name(StrBuilder *out, Search *search, Value traceback,
                         Value name) ATTACHED RUNS_GUEST {
    const Traceback *entry = innermost(traceback);
    bool is_found = false;
    bool ok = !entry || add_self(out, search, entry, name, &is_found);
    if (ok && entry && !is_found && add_scope(search, entry)) {
        ok = add_closest(out, search, &is_found);
    }
    if (ok && !strchr(search->wrong, '.') && is_standard_name(search->wrong)) {
        ok = str_builder_format(out, "%s forget to import '%s'?",
                                is_found ? " Or did you" : ". Did you", search->wrong);
    }
    return ok;
}

bool suggestion_add(StrBuilder *out, ThreadState *ts, Value exception, Value traceback) {
    const Type *type = value_type(ts, exception);
    const Exception *object = (const Exception *)value_object(exception);
    bool is_import = type_is_subtype(type, exception_type(ts, EXC_IMPORT_ERROR));
    bool is_attribute = type_is_subtype(type, exception_type(ts, EXC_ATTRIBUTE_ERROR));
    bool is_name = type_is_subtype(type, exception_type(ts, EXC_NAME_ERROR));
    Value wrong = is_import                 ? object->fields[FIELD_NAME_FROM]
                  : is_attribute || is_name ? object->fields[0]
                                            : NO_VALUE;
    if (value_is_null(wrong) || !value_has_layout(ts, wrong, KIND_STR)) {
        return true;
    }
    Ref name = ref_take(ts, wrong);
    Search search = {.ts = ts, .names = list_new(ts, 0), .hides_hidden = false};
    search.wrong = ref_is_null(search.names) ? NULL : str_to_utf8(ts, wrong, NULL);
    bool ok = search.wrong != NULL;
    bool is_found;
    if (ok && is_name) {
        ok = add_for_name(out, &search, traceback, borrow(name));
    } else if (ok && (is_import ? add_module(&search, exception)
                                : add_object(&search, exception, traceback))) {
        ok = add_closest(out, &search, &is_found);
    }
    error_clear(ts);
    buffer_free(ts, search.wrong);
    ref_drop(ts, search.names);
    ref_drop(ts, name);
    return ok;
}
