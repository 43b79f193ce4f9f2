// The module _imp: what runpy and importlib ask the import system.
#include "runtime/builtins/compile_source.h"
#include "runtime/import/import.h"
#include "runtime/lib/embedded.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/refcount.h"

// embedded(name): (file name, text, is it a package) of a module of the embedded library; None
// if there is none.
static Ref embedded(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a module name must be a str, not %s",
                           value_type_name(ts, a[0]));
    }
    char *name = str_to_utf8(ts, a[0], NULL);
    if (!name) {
        return NO_REF;
    }
    const EmbeddedModule *found = embedded_find(name);
    buffer_free(ts, name);
    if (!found) {
        return owned(NONE);
    }
    Ref file = str_from_text(ts, found->file_name);
    Ref text = ref_is_null(file) ? NO_REF : str_from_utf8(ts, found->source, found->size);
    if (ref_is_null(text)) {
        ref_drop(ts, file);
        return NO_REF;
    }
    Value items[] = {borrow(file), borrow(text), value_bool(found->is_package)};
    return tuple_from_owned(ts, items, 3);
}

// load(name, path): the module, found and run as if nobody had changed sys.meta_path; None if
// there is none. `path` is the __path__ of its package, or None.
static Ref load(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a module name must be a str, not %s",
                           value_type_name(ts, a[0]));
    }
    Ref name = str_intern(ts, a[0]);
    Ref module = ref_is_null(name) ? NO_REF
                                   : import_by_machine(ts, borrow(name),
                                                       value_is_none(a[1]) ? NO_VALUE : a[1]);
    ref_drop(ts, name);
    return ref_is_null(module) && !error_is_set(ts) ? owned(NONE) : module;
}

// compile_command(source, file_name, is_interactive, allows_await): the code of a whole
// command; None if more lines are needed. As at the prompt, an empty line ends a block.
static Ref compile_command(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[0], KIND_STR) || !value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "source and file name must be str");
    }
    size_t size;
    char *text = str_to_utf8(ts, a[0], &size);
    char *file_name = text ? str_to_utf8(ts, a[1], NULL) : NULL;
    bool is_incomplete = false;
    Ref code = NO_REF;
    if (file_name) {
        SourceMode mode = value_same(a[2], TRUE_VALUE) ? SOURCE_INTERACTIVE : SOURCE_MODULE;
        unsigned flags = SOURCE_LOCALS | (value_same(a[3], TRUE_VALUE) ? SOURCE_AWAIT : 0);
        code = source_to_code_or_more(ts, text, size, file_name, mode, flags, &is_incomplete);
    }
    buffer_free(ts, file_name);
    buffer_free(ts, text);
    return is_incomplete ? owned(NONE) : code;
}

static const NativeDef FUNCTIONS[] = {
    {"compile_command(source, file_name, is_interactive, allows_await, /)", compile_command,
     NULL, 0},
    {"load(name, path, /)", load, NULL, 0},
    {"embedded(name, /)", embedded, "The text of a module of the embedded library.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec imp_module_spec = {
    .name = "_imp",
    .doc = "What runpy and importlib ask the import system.",
    .functions = FUNCTIONS,
};
