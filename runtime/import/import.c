// The import statement: resolving names, walking packages, handing out what was asked for.
#include "runtime/import/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/builtins/standard_names.h"
#include "runtime/import/find.h"
#include "runtime/import/pending.h"
#include "runtime/objects/library.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/str.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define NAME_SIZE 1024

bool import_set_up(ThreadState *ts) {
    Ref modules = dict_new(ts);
    runtime_state(ts)->pending_imports = pending_imports_new();
    if (ref_is_null(modules) || !runtime_state(ts)->pending_imports) {
        return false;
    }
    ts->interpreter->modules = value_object(borrow(modules));
    return true;
}

void import_destroy(Interpreter *interpreter) {
    RuntimeState *state = interpreter->runtime;
    pending_imports_free(state->pending_imports);
    state->pending_imports = NULL;
}

// Sets the fields msg, name, path and name_from of the ImportError being raised; what is null
// stays None.
static void set_error_fields(ThreadState *ts, const char *name, const char *path,
                             Value name_from) ATTACHED {
    Ref error = error_fetch(ts);
    Exception *exception = (Exception *)value_object(borrow(error));
    Ref values[3] = {name ? str_from_text(ts, name) : NO_REF,
                     path ? str_from_text(ts, path) : NO_REF,
                     value_is_null(name_from) ? NO_REF : ref_take(ts, name_from)};
    if (error_is_set(ts)) { // out of memory: that is what is raised
        for (int i = 0; i < 3; i++) {
            ref_drop(ts, values[i]);
        }
        ref_drop(ts, error);
        return;
    }
    Value message = ((Tuple *)value_object(exception->arguments))->items[0];
    value_drop(ts, exception->fields[0]);
    exception->fields[0] = borrow(ref_take(ts, message));
    for (int i = 0; i < 3; i++) {
        value_drop(ts, exception->fields[i + 1]);
        exception->fields[i + 1] = borrow(values[i]);
    }
    error_restore(ts, error);
}

static Ref raise_not_found(ThreadState *ts, const char *name,
                           const char *not_a_package) ATTACHED {
    if (not_a_package) {
        raise_error(ts, EXC_MODULE_NOT_FOUND_ERROR,
                    "No module named '%s'; '%s' is not a package", name, not_a_package);
    } else if (is_standard_name(name)) {
        raise_error(
            ts, EXC_MODULE_NOT_FOUND_ERROR,
            "No module named '%s' (gilt does not ship this part of the standard library)",
            name);
    } else {
        raise_error(ts, EXC_MODULE_NOT_FOUND_ERROR, "No module named '%s'", name);
    }
    if (error_matches(ts, EXC_MODULE_NOT_FOUND_ERROR)) {
        set_error_fields(ts, name, NULL, NO_VALUE);
    }
    return NO_REF;
}

// Makes and runs one module whose parent, if any, has been imported. `path` as in find_and_run.
static Ref load_native(ThreadState *ts, Value name, const char *full_name,
                       Value path) ATTACHED RUNS_GUEST {
    for (const ModuleSpec *const *spec = NATIVE_MODULES; *spec; spec++) {
        if (strcmp((*spec)->name, full_name) == 0) {
            return import_native(ts, *spec);
        }
    }
    return find_and_run(ts, name, full_name, path);
}

Ref import_by_machine(ThreadState *ts, Value name, Value path) {
    char *full_name = str_to_utf8(ts, name, NULL);
    Ref module = full_name ? load_native(ts, name, full_name, path) : NO_REF;
    buffer_free(ts, full_name);
    return module;
}

// Asks the finders in sys.meta_path, a list that is made when somebody first names it; what
// they stand on is always found natively.
static Ref load(ThreadState *ts, Value name, const char *full_name,
                Value path) ATTACHED RUNS_GUEST {
    Ref finders = dict_get_text(ts, ts->interpreter->sys_dict, "meta_path");
    bool is_native = ref_is_null(finders) || strncmp(full_name, "importlib", 9) == 0;
    ref_drop(ts, finders);
    if (is_native) {
        return error_is_set(ts) ? NO_REF : load_native(ts, name, full_name, path);
    }
    Value arguments[] = {name, value_is_null(path) ? NONE : path};
    Ref module = library_call(ts, "importlib._import", "find_and_load", arguments, 2);
    return ref_is_null(module) || !value_is_none(borrow(module)) ? module : NO_REF;
}

// The module from sys.modules; one that another thread is making is waited for. NO_REF without
// an exception if it is not there.
static Ref loaded(ThreadState *ts, Value name) ATTACHED {
    Ref module = dict_get(ts, ts->interpreter->modules, name);
    if (ref_is_null(module) || !pending_import_is_running(ts, name)) {
        return module;
    }
    ref_drop(ts, module);
    return pending_import_wait(ts, name) ? dict_get(ts, ts->interpreter->modules, name)
                                         : NO_REF;
}

// The module `name`, whose parent's __path__ is `path`.
static Ref load_once(ThreadState *ts, Value name, const char *full_name, Value path) ATTACHED {
    for (;;) {
        Ref module = loaded(ts, name);
        if (!ref_is_null(module) || error_is_set(ts)) {
            if (value_is_none(borrow(module))) {
                raise_error(ts, EXC_MODULE_NOT_FOUND_ERROR,
                            "import of %s halted; None in sys.modules", full_name);
                return NO_REF;
            }
            return module;
        }
        int begin = pending_import_begin(ts, name);
        if (begin < 0) {
            return NO_REF;
        }
        if (begin > 0) {
            module = load(ts, name, full_name, path);
            pending_import_end(ts, name);
            return module;
        }
    }
}

// Imports the parts of a dotted name one after the other; the last one is the result.
static Ref load_dotted(ThreadState *ts, const char *full_name) ATTACHED {
    Ref parent = NO_REF;
    char part[NAME_SIZE];
    size_t length = 0;
    do {
        const char *dot = strchr(full_name + length + (length > 0), '.');
        size_t start = length ? length + 1 : 0;
        length = dot ? (size_t)(dot - full_name) : strlen(full_name);
        snprintf(part, sizeof part, "%.*s", (int)length, full_name);
        Ref path = NO_REF;
        if (!ref_is_null(parent) &&
            !value_find_attribute(ts, borrow(parent), known_name(ts, NAME_PATH), &path)) {
            ref_drop(ts, parent);
            return NO_REF;
        }
        char parent_name[NAME_SIZE];
        snprintf(parent_name, sizeof parent_name, "%.*s", start ? (int)start - 1 : 0,
                 full_name);
        Ref name = str_intern_text(ts, part);
        Ref module = NO_REF;
        if (!ref_is_null(name)) {
            Ref known = loaded(ts, borrow(name));
            bool is_not_package =
                !ref_is_null(parent) && ref_is_null(path) && ref_is_null(known);
            ref_drop(ts, known);
            module = error_is_set(ts) || is_not_package
                         ? NO_REF
                         : load_once(ts, borrow(name), part, borrow(path));
            if (ref_is_null(module) && !error_is_set(ts)) {
                raise_not_found(ts, part, is_not_package ? parent_name : NULL);
            }
        }
        if (!ref_is_null(module) && !ref_is_null(parent)) {
            Ref last = str_intern_text(ts, part + start);
            if (ref_is_null(last) ||
                !value_set_attribute(ts, borrow(parent), borrow(last), borrow(module))) {
                ref_drop(ts, module);
                module = NO_REF;
            }
            ref_drop(ts, last);
        }
        ref_drop(ts, name);
        ref_drop(ts, path);
        ref_drop(ts, parent);
        parent = module;
    } while (!ref_is_null(parent) && full_name[length]);
    return parent;
}

Ref import_module_text(ThreadState *ts, const char *name) {
    if (strlen(name) >= NAME_SIZE) {
        return raise_not_found(ts, name, NULL);
    }
    return load_dotted(ts, name);
}

Ref import_module(ThreadState *ts, Value name) {
    char *text = str_to_utf8(ts, name, NULL);
    Ref module = text ? import_module_text(ts, text) : NO_REF;
    buffer_free(ts, text);
    return module;
}

// The package a relative import starts from, as UTF-8 in out. False with ImportError.
static bool find_package(ThreadState *ts, Object *globals, char *out) ATTACHED {
    Ref package = dict_get_text(ts, globals, "__package__");
    if (ref_is_null(package) || value_is_none(borrow(package))) {
        ref_drop(ts, package);
        package = dict_get_str(ts, globals, known_name(ts, NAME_NAME));
        Ref path = dict_get_str(ts, globals, known_name(ts, NAME_PATH));
        bool is_package = !ref_is_null(path);
        ref_drop(ts, path);
        char *name = ref_is_null(package) ? NULL : str_to_utf8(ts, borrow(package), NULL);
        snprintf(out, NAME_SIZE, "%s", name ? name : "");
        buffer_free(ts, name);
        char *dot = strrchr(out, '.');
        if (!is_package) {
            *(dot ? dot : out) = 0;
        }
    } else {
        char *name = str_to_utf8(ts, borrow(package), NULL);
        snprintf(out, NAME_SIZE, "%s", name ? name : "");
        buffer_free(ts, name);
    }
    ref_drop(ts, package);
    if (!error_is_set(ts) && !out[0]) {
        raise_error(ts, EXC_IMPORT_ERROR,
                    "attempted relative import with no known parent package");
    }
    return !error_is_set(ts);
}

// The absolute name of `name` imported with `level` dots in a module with these globals.
static bool resolve(ThreadState *ts, const char *name, int64_t level, Object *globals,
                    char *out) ATTACHED {
    if (level == 0) {
        snprintf(out, NAME_SIZE, "%s", name);
        return true;
    }
    if (!find_package(ts, globals, out)) {
        return false;
    }
    for (int64_t i = 1; i < level; i++) {
        char *dot = strrchr(out, '.');
        if (!dot) {
            raise_error(ts, EXC_IMPORT_ERROR,
                        "attempted relative import beyond top-level package");
            return false;
        }
        *dot = 0;
    }
    size_t length = strlen(out);
    snprintf(out + length, NAME_SIZE - length, "%s%s", name[0] ? "." : "", name);
    return true;
}

// Whether the exception being raised says that this very module is missing, and not one that it
// imports.
static bool is_about_module(ThreadState *ts, const char *full_name) ATTACHED {
    if (!error_matches(ts, EXC_MODULE_NOT_FOUND_ERROR)) {
        return false;
    }
    Value name = ((Exception *)(void *)value_object(ts->error))->fields[1];
    return !value_is_null(name) && value_is(name, KIND_STR) && str_equal_text(name, full_name);
}

// For `from package import name`: imports the submodules among the names wanted.
static bool import_submodules(ThreadState *ts, Value module, const char *full_name,
                              Value names) ATTACHED {
    Ref path = NO_REF;
    if (!value_find_attribute(ts, module, known_name(ts, NAME_PATH), &path)) {
        return false;
    }
    if (ref_is_null(path)) {
        return true;
    }
    ref_drop(ts, path);
    Ref wanted = tuple_from_iterable(ts, names);
    if (ref_is_null(wanted)) {
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(wanted));
    bool ok = true;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        Ref attribute = NO_REF;
        ok = value_find_attribute(ts, module, tuple->items[i], &attribute);
        bool is_missing = ok && ref_is_null(attribute);
        ref_drop(ts, attribute);
        char *name = is_missing ? str_to_utf8(ts, tuple->items[i], NULL) : NULL;
        if (name && strcmp(name, "*") != 0) {
            char full[NAME_SIZE];
            int length = snprintf(full, sizeof full, "%s.%s", full_name, name);
            Ref submodule = length < NAME_SIZE ? load_dotted(ts, full) : NO_REF;
            if (ref_is_null(submodule) && is_about_module(ts, full)) {
                error_clear(ts); // the statement itself says what is missing
            }
            ref_drop(ts, submodule);
            ok = !error_is_set(ts);
        }
        buffer_free(ts, name);
    }
    ref_drop(ts, wanted);
    return ok;
}

Ref import_name(ThreadState *ts, Value name, Object *globals, Value from_list, Value level) {
    char *text = str_to_utf8(ts, name, NULL);
    char full_name[NAME_SIZE];
    if (!text || !resolve(ts, text, value_to_int(level), globals, full_name)) {
        buffer_free(ts, text);
        return NO_REF;
    }
    bool is_relative = value_to_int(level) > 0;
    buffer_free(ts, text);
    Ref module = load_dotted(ts, full_name);
    if (ref_is_null(module)) {
        return NO_REF;
    }
    if (!value_is_none(from_list)) {
        if (!import_submodules(ts, borrow(module), full_name, from_list)) {
            ref_drop(ts, module);
            return NO_REF;
        }
        return module;
    }
    char *dot = strchr(full_name, '.');
    if (dot && !is_relative) {
        *dot = 0;
        ref_drop(ts, module);
        return import_module_text(ts, full_name);
    }
    return module;
}

// The module's __name__ and __file__ for a message.
static char *text_attribute(ThreadState *ts, Value module, const char *name) ATTACHED {
    Ref interned = str_intern_text(ts, name);
    Ref value = NO_REF;
    if (ref_is_null(interned) || !value_find_attribute(ts, module, borrow(interned), &value)) {
        return NULL;
    }
    char *text = !ref_is_null(value) && value_is(borrow(value), KIND_STR)
                     ? str_to_utf8(ts, borrow(value), NULL)
                     : NULL;
    ref_drop(ts, value);
    return text;
}

Ref import_from(ThreadState *ts, Value module, Value name) {
    Ref value = NO_REF;
    if (!value_find_attribute(ts, module, name, &value) || !ref_is_null(value)) {
        return value;
    }
    char *wanted = str_to_utf8(ts, name, NULL);
    char *module_name = text_attribute(ts, module, "__name__");
    char *file = text_attribute(ts, module, "__file__");
    if (wanted && module_name) {
        Ref full = str_format(ts, "%s.%s", module_name, wanted);
        value =
            ref_is_null(full) ? NO_REF : dict_get(ts, ts->interpreter->modules, borrow(full));
        ref_drop(ts, full);
    }
    if (wanted && ref_is_null(value) && !error_is_set(ts)) {
        Ref interned = module_name ? str_intern_text(ts, module_name) : NO_REF;
        bool is_partial =
            !ref_is_null(interned) && pending_import_is_running(ts, borrow(interned));
        ref_drop(ts, interned);
        raise_error(ts, EXC_IMPORT_ERROR, "cannot import name '%s' from %s'%s'%s (%s)", wanted,
                    is_partial ? "partially initialized module " : "",
                    module_name ? module_name : "<unknown module name>",
                    is_partial ? " (most likely due to a circular import)" : "",
                    file ? file : "unknown location");
        if (error_matches(ts, EXC_IMPORT_ERROR)) {
            set_error_fields(ts, module_name, file, name);
        }
    }
    buffer_free(ts, wanted);
    buffer_free(ts, module_name);
    buffer_free(ts, file);
    return value;
}

// The names `import *` takes: __all__, or every name without a leading underscore.
static Ref public_names(ThreadState *ts, Value module, bool *is_explicit) ATTACHED {
    Ref all = NO_REF;
    if (!value_find_attribute(ts, module, known_name(ts, NAME_ALL), &all)) {
        return NO_REF;
    }
    *is_explicit = !ref_is_null(all);
    if (*is_explicit) {
        Ref names = tuple_from_iterable(ts, borrow(all));
        ref_drop(ts, all);
        return names;
    }
    Ref dict = value_get_attribute(ts, module, known_name(ts, NAME_DICT));
    Ref names = ref_is_null(dict) ? NO_REF : tuple_from_iterable(ts, borrow(dict));
    ref_drop(ts, dict);
    return names;
}

bool import_star(ThreadState *ts, Value module, Object *namespace) {
    bool is_explicit;
    Ref names = public_names(ts, module, &is_explicit);
    if (ref_is_null(names)) {
        return false;
    }
    const Tuple *tuple = (const Tuple *)value_object(borrow(names));
    bool ok = true;
    for (int64_t i = 0; ok && i < tuple->length; i++) {
        Value name = tuple->items[i];
        if (!value_has_layout(ts, name, KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "Item in __all__ must be str, not %s",
                        value_type_name(ts, name));
            ok = false;
            break;
        }
        const Str *text = (const Str *)value_object(name);
        if (!is_explicit && text->length > 0 && text->width == 1 && text->data[0] == '_') {
            continue;
        }
        Ref value = value_get_attribute(ts, module, name);
        ok = !ref_is_null(value) &&
             value_set_item(ts, object_value(namespace), name, borrow(value));
        ref_drop(ts, value);
    }
    ref_drop(ts, names);
    return ok;
}
