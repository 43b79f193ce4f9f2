// The native modules, in the order of runtime/modules/modules.def, and how one is made.
#include "runtime/import/import.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"

#define MODULE_SPEC(name) extern const ModuleSpec name;
#include "runtime/modules/modules.def"
#undef MODULE_SPEC

const ModuleSpec *const NATIVE_MODULES[] = {
#define MODULE_SPEC(name) &name,
#include "runtime/modules/modules.def"
#undef MODULE_SPEC
    NULL,
};

static bool add_functions(ThreadState *ts, Object *dict, const NativeDef *definition,
                          Value module) ATTACHED {
    for (; definition && definition->signature; definition++) {
        Ref name = str_from_utf8(ts, definition->signature, native_name_length(definition));
        Ref interned = ref_is_null(name) ? NO_REF : str_intern(ts, borrow(name));
        Ref function = ref_is_null(interned)
                           ? NO_REF
                           : native_callable_new(ts, definition, NULL, NO_VALUE, module);
        bool ok =
            !ref_is_null(function) && dict_set(ts, dict, borrow(interned), borrow(function));
        ref_drop(ts, function);
        ref_drop(ts, interned);
        ref_drop(ts, name);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool add_numbers(ThreadState *ts, Object *dict, const NumberDef *row) ATTACHED {
    bool ok = true;
    for (; ok && row && row->name; row++) {
        ok = dict_set_text(ts, dict, row->name, value_from_int(row->number));
    }
    return ok;
}

static bool add_classes(ThreadState *ts, Object *dict, const ClassDef *row) ATTACHED {
    bool ok = true;
    for (; ok && row && row->name; row++) {
        ok = dict_set_text(ts, dict, row->name, object_value(builtin_type(ts, row->kind)));
    }
    return ok;
}

Ref import_native(ThreadState *ts, const ModuleSpec *spec) {
    Ref name = str_intern_text(ts, spec->name);
    Ref module = ref_is_null(name) ? NO_REF : module_new(ts, borrow(name));
    if (ref_is_null(module)) {
        return NO_REF;
    }
    ((Module *)value_object(borrow(module)))->is_builtin = true;
    Object *dict = ((Module *)value_object(borrow(module)))->dict;
    Ref doc = spec->doc ? str_from_text(ts, spec->doc) : owned(NONE);
    bool ok = !ref_is_null(doc) && dict_set(ts, dict, known_name(ts, NAME_DOC), borrow(doc)) &&
              dict_set(ts, value_object(object_value(ts->interpreter->modules)), borrow(name),
                       borrow(module)) &&
              add_functions(ts, dict, spec->functions, borrow(name)) &&
              add_numbers(ts, dict, spec->numbers) && add_classes(ts, dict, spec->classes) &&
              (!spec->set_up || spec->set_up(ts, value_object(borrow(module))));
    if (!ok && error_is_set(ts)) {
        Ref error = error_fetch(ts);
        dict_delete(ts, ts->interpreter->modules, borrow(name));
        error_restore(ts, error);
    }
    ref_drop(ts, doc);
    ref_drop(ts, name);
    if (!ok) {
        ref_drop(ts, module);
        return NO_REF;
    }
    return module;
}
