// The module builtins: functions, types, exceptions, constants under their names.
#include "runtime/builtins/builtins.h"

#include "runtime/builtins/iteration.h"
#include "runtime/builtins/site.h"
#include "runtime/builtins/streams.h"
#include "runtime/objects/type.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/layouts.h"
#include "vm/object/refcount.h"

static bool add_functions(ThreadState *ts, Object *dict, const NativeDef *definition,
                          Value module) ATTACHED {
    for (; definition->signature; definition++) {
        Ref name = str_from_utf8(ts, definition->signature, native_name_length(definition));
        Ref interned = ref_is_null(name) ? NO_REF : str_intern(ts, borrow(name));
        Ref function = ref_is_null(interned)
                           ? NO_REF
                           : native_callable_new(ts, definition, NULL, NO_VALUE, module);
        bool ok =
            !ref_is_null(function) && dict_set(ts, dict, borrow(interned), borrow(function));
        ref_drop(ts, name);
        ref_drop(ts, interned);
        ref_drop(ts, function);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool add_types(ThreadState *ts, Object *dict) ATTACHED {
    static const Kind KINDS[] = {
        KIND_INSTANCE, KIND_TYPE,     KIND_INT,          KIND_FLOAT,         KIND_BOOL,
        KIND_COMPLEX,  KIND_STR,      KIND_BYTES,        KIND_BYTEARRAY,     KIND_MEMORYVIEW,
        KIND_LIST,     KIND_TUPLE,    KIND_DICT,         KIND_SET,           KIND_FROZENSET,
        KIND_RANGE,    KIND_SLICE,    KIND_ENUMERATE,    KIND_ZIP,           KIND_MAP,
        KIND_FILTER,   KIND_REVERSED, KIND_CLASS_METHOD, KIND_STATIC_METHOD, KIND_PROPERTY,
        KIND_SUPER,
    };
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof KINDS / sizeof *KINDS; i++) {
        Type *type = builtin_type(ts, KINDS[i]);
        ok = !type || dict_set_text(ts, dict, type->name, object_value(type));
    }
    for (int id = 0; ok && id < EXCEPTION_COUNT; id++) {
        Type *type = exception_type(ts, (ExceptionId)id);
        ok = dict_set_text(ts, dict, type->name, object_value(type));
    }
    Value os_error = object_value(exception_type(ts, EXC_OS_ERROR));
    return ok && dict_set_text(ts, dict, "IOError", os_error) &&
           dict_set_text(ts, dict, "EnvironmentError", os_error);
}

bool builtins_set_up(ThreadState *ts) {
    static const NativeDef *const TABLES[] = {
        object_builtins, number_builtins,    source_builtins, import_builtins,
        stream_builtins, iteration_builtins, async_builtins,  site_builtins};
    Ref name = str_intern_text(ts, "builtins");
    Ref module = ref_is_null(name) ? NO_REF : module_new(ts, borrow(name));
    if (ref_is_null(module)) {
        return false;
    }
    ((Module *)value_object(borrow(module)))->is_builtin = true;
    Interpreter *interpreter = ts->interpreter;
    interpreter->builtins_module = value_object(borrow(module));
    interpreter->builtins = ((Module *)value_object(borrow(module)))->dict;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof TABLES / sizeof *TABLES; i++) {
        ok = add_functions(ts, interpreter->builtins, TABLES[i], borrow(name));
    }
    Ref build_class = ok ? build_class_new(ts, borrow(name)) : NO_REF;
    if (ref_is_null(build_class)) {
        return false;
    }
    interpreter->build_class = value_object(borrow(build_class));
    return add_types(ts, interpreter->builtins) &&
           dict_set_text(ts, interpreter->builtins, "__build_class__", borrow(build_class)) &&
           dict_set_text(ts, interpreter->builtins, "__loader__", NONE) &&
           dict_set(ts, interpreter->builtins, known_name(ts, NAME_SPEC), NONE) &&
           dict_set_text(ts, interpreter->builtins, "None", NONE) &&
           dict_set_text(ts, interpreter->builtins, "True", TRUE_VALUE) &&
           dict_set_text(ts, interpreter->builtins, "False", FALSE_VALUE) &&
           dict_set_text(ts, interpreter->builtins, "NotImplemented", NOT_IMPLEMENTED) &&
           dict_set_text(ts, interpreter->builtins, "Ellipsis", ELLIPSIS) &&
           dict_set_text(ts, interpreter->builtins, "__debug__", TRUE_VALUE) &&
           site_set_up(ts, interpreter->builtins) &&
           dict_set(ts, interpreter->modules, borrow(name), borrow(module));
}
