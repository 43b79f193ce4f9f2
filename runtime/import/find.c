// Modules in the guest language: embedded in the program, or in files of sys.path. A folder
// without __init__.py is a package, too, if nothing else in sys.path has its name; its text is
// empty, and it may have several folders, its portions (PEP 420).
#include "runtime/import/find.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "runtime/builtins/compile_source.h"
#include "runtime/import/import.h"
#include "runtime/lib/embedded.h"
#include "runtime/objects/library.h"
#include "vm/base/check.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define PATH_SIZE 4096

// Where a module's text was found.
typedef struct Found {
    const char *text;
    size_t size;
    char *owned_text;       // to be freed, or null
    char file[PATH_SIZE];   // __file__
    char folder[PATH_SIZE]; // of a package: its __path__ entry
    bool is_package;
    Ref portions; // list of the folders of a package without __init__.py, or null
} Found;

static bool find_embedded(const char *full_name, Found *found) {
    const EmbeddedModule *module = embedded_find(full_name);
    if (!module) {
        return false;
    }
    found->text = module->source;
    found->size = module->size;
    found->is_package = module->is_package;
    snprintf(found->file, sizeof found->file, "%s", module->file_name);
    snprintf(found->folder, sizeof found->folder, "%.*s",
             (int)(strrchr(module->file_name, '/') - module->file_name), module->file_name);
    return true;
}

// Reads found->file; true if it could be read. Other threads run meanwhile.
static bool read_text(ThreadState *ts, Found *found) ATTACHED {
    thread_detach(ts);
    FILE *file = fopen(found->file, "rb");
    bool ok = file != NULL;
    size_t capacity = 0;
    while (ok && !feof(file)) {
        if (found->size + 1 >= capacity) {
            capacity = capacity ? capacity * 2 : 16384;
            char *larger = realloc(found->owned_text, capacity);
            ok = larger != NULL;
            found->owned_text = larger ? larger : found->owned_text;
        }
        if (ok) {
            found->size +=
                fread(found->owned_text + found->size, 1, capacity - found->size - 1, file);
            ok = !ferror(file);
        }
    }
    if (file) {
        fclose(file);
    }
    thread_attach(ts);
    found->text = found->owned_text;
    return ok;
}

// Whether a path is of this kind (S_IFREG, S_IFDIR).
static bool is_of_kind(const char *path, mode_t kind) {
    struct stat status;
    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

// Looks for a package or a module in one folder.
static bool find_in_folder(const char *folder, const char *last_name, Found *found) {
    const char *base = folder[0] ? folder : ".";
    int n = snprintf(found->folder, sizeof found->folder, "%s/%s", base, last_name);
    int m = snprintf(found->file, sizeof found->file, "%s/%s/__init__.py", base, last_name);
    if (n >= PATH_SIZE || m >= PATH_SIZE) {
        return false;
    }
    if (is_of_kind(found->file, S_IFREG)) {
        found->is_package = true;
        return true;
    }
    snprintf(found->file, sizeof found->file, "%s/%s.py", base, last_name);
    return is_of_kind(found->file, S_IFREG);
}

// found->folder is one of the folders of a package that has no text.
static bool add_portion(ThreadState *ts, Found *found) ATTACHED {
    if (ref_is_null(found->portions)) {
        found->portions = list_new(ts, 1);
    }
    Ref folder = ref_is_null(found->portions) ? NO_REF : str_from_text(ts, found->folder);
    bool ok = !ref_is_null(folder) &&
              list_append(ts, value_object(borrow(found->portions)), borrow(folder));
    ref_drop(ts, folder);
    return ok;
}

// Looks in each folder of a list. 1 found, 0 not (found->portions may have come), -1 exception
// set.
static int find_in_path(ThreadState *ts, Value path, const char *last_name,
                        Found *found) ATTACHED {
    if (!value_has_layout(ts, path, KIND_LIST)) {
        return 0;
    }
    int result = 0;
    for (int64_t i = 0; result == 0 && i < load_acquire(&((List *)value_object(path))->length);
         i++) {
        Ref folder = list_get(ts, value_object(path), i);
        if (ref_is_null(folder)) {
            return -1;
        }
        if (value_is(borrow(folder), KIND_STR)) {
            char *text = str_to_utf8(ts, borrow(folder), NULL);
            result = !text ? -1 : find_in_folder(text, last_name, found);
            if (result == 0 && is_of_kind(found->folder, S_IFDIR) && !add_portion(ts, found)) {
                result = -1;
            }
            buffer_free(ts, text);
        }
        ref_drop(ts, folder);
    }
    return result;
}

// The folders in which the modules of a package are looked for.
static Ref package_path(ThreadState *ts, const Found *found) ATTACHED {
    if (!ref_is_null(found->portions)) {
        return ref_take(ts, borrow(found->portions));
    }
    Ref folder = str_from_text(ts, found->folder);
    Ref path = ref_is_null(folder) ? NO_REF : list_new(ts, 1);
    if (!ref_is_null(path) && !list_append(ts, value_object(borrow(path)), borrow(folder))) {
        ref_drop(ts, path);
        path = NO_REF;
    }
    ref_drop(ts, folder);
    return path;
}

// Gives a module of the program's own its __spec__ and __loader__, which its body may ask for;
// those of the library are made when somebody asks (module.c).
static bool describe(ThreadState *ts, Value module, const Found *found) ATTACHED RUNS_GUEST {
    if (!found->owned_text && ref_is_null(found->portions)) {
        return true;
    }
    Ref done = library_call(ts, "importlib._import", "describe", &module, 1);
    ref_drop(ts, done);
    return !ref_is_null(done);
}

// The module's own names, as far as they are known before its body runs.
static bool fill_module(ThreadState *ts, Object *dict, const char *full_name,
                        const Found *found) ATTACHED {
    char package[PATH_SIZE];
    snprintf(package, sizeof package, "%s", full_name);
    char *dot = strrchr(package, '.');
    if (!found->is_package) {
        *(dot ? dot : package) = 0;
    }
    Ref path = found->is_package ? package_path(ts, found) : owned(NONE);
    Ref file = ref_is_null(found->portions) ? str_from_text(ts, found->file) : owned(NONE);
    bool ok =
        !ref_is_null(path) && !ref_is_null(file) &&
        dict_set(ts, dict, known_name(ts, NAME_FILE), borrow(file)) &&
        dict_put_text(ts, dict, "__package__", str_from_text(ts, package)) &&
        dict_set(ts, dict, known_name(ts, NAME_BUILTINS),
                 object_value(ts->interpreter->builtins)) &&
        (!found->is_package || dict_set(ts, dict, known_name(ts, NAME_PATH), borrow(path)));
    ref_drop(ts, file);
    ref_drop(ts, path);
    return ok;
}

static Ref run_module(ThreadState *ts, Value name, const char *full_name,
                      const Found *found) ATTACHED {
    Ref code = source_to_code(ts, found->text, found->size, found->file, SOURCE_MODULE, 0);
    Ref module = ref_is_null(code) ? NO_REF : module_new(ts, name);
    if (ref_is_null(module)) {
        return NO_REF;
    }
    Object *dict = ((Module *)value_object(borrow(module)))->dict;
    Ref result = NO_REF;
    if (fill_module(ts, dict, full_name, found) && describe(ts, borrow(module), found) &&
        dict_set(ts, ts->interpreter->modules, name, borrow(module))) {
        result = execute_code(ts, (Code *)value_object(borrow(code)), dict, NO_VALUE);
        if (ref_is_null(result)) {
            Ref error = error_fetch(ts);
            dict_delete(ts, ts->interpreter->modules, name);
            error_restore(ts, error);
        }
    }
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    if (!ok) {
        ref_drop(ts, module);
        return NO_REF;
    }
    // The body may have put something else into sys.modules under its name.
    Ref entered = dict_get(ts, ts->interpreter->modules, name);
    ref_drop(ts, module);
    return entered;
}

Ref find_and_run(ThreadState *ts, Value name, const char *full_name, Value path) {
    Found *found = calloc(1, sizeof *found);
    if (!found) {
        return raise_memory_error(ts);
    }
    const char *dot = strrchr(full_name, '.');
    int where = find_embedded(full_name, found);
    if (!where && value_is_null(path)) {
        Ref sys_path = dict_get_text(ts, ts->interpreter->sys_dict, "path");
        where =
            ref_is_null(sys_path) ? 0 : find_in_path(ts, borrow(sys_path), full_name, found);
        ref_drop(ts, sys_path);
    } else if (!where && dot) {
        where = find_in_path(ts, path, dot + 1, found);
    }
    if (where > 0 && !found->text && !read_text(ts, found)) {
        raise_os_error(ts, errno, NO_VALUE);
        where = -1;
    }
    if (where == 0 && !ref_is_null(found->portions)) {
        found->text = found->file;
        found->file[0] = 0;
        found->is_package = true;
        where = 1;
    }
    Ref module =
        where > 0 && !error_is_set(ts) ? run_module(ts, name, full_name, found) : NO_REF;
    ref_drop(ts, found->portions);
    free(found->owned_text);
    free(found);
    return module;
}
