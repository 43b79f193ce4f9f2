// What `import` in a program comes to: builtins.__import__, which a program may replace. The
// library does not see the replacement. CPython: it does, but needs fewer modules of its own
// while it imports one.
#include "runtime/builtins/builtins.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool check_arguments(ThreadState *ts, const Value *arguments) ATTACHED {
    Value level = arguments[4];
    if (!value_has_layout(ts, arguments[0], KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "module name must be a string");
    } else if (!value_is_null(level) && !value_is_small_int(level)) {
        raise_error(ts, EXC_TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                    value_type_name(ts, level));
    } else if (!value_is_null(level) && value_to_int(level) < 0) {
        raise_error(ts, EXC_VALUE_ERROR, "level must be >= 0");
    } else if (!value_is_null(level) && value_to_int(level) > 0 &&
               value_is_null(arguments[1])) {
        raise_error(ts, EXC_KEY_ERROR, "'__name__' not in globals");
    } else if (!value_is_null(level) && value_to_int(level) > 0 &&
               !value_has_layout(ts, arguments[1], KIND_DICT)) {
        raise_error(ts, EXC_TYPE_ERROR, "globals must be a dict");
    } else if (((const Str *)value_object(arguments[0]))->length == 0 &&
               (value_is_null(level) || value_to_int(level) == 0)) {
        raise_error(ts, EXC_VALUE_ERROR, "Empty module name");
    }
    return !error_is_set(ts);
}

static Ref builtin_import(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!check_arguments(ts, arguments)) {
        return NO_REF;
    }
    bool has_globals =
        !value_is_null(arguments[1]) && value_has_layout(ts, arguments[1], KIND_DICT);
    Ref globals = has_globals ? ref_take(ts, arguments[1]) : dict_new(ts);
    Value from_list = value_is_null(arguments[3]) ? NONE : arguments[3];
    Value level = value_is_null(arguments[4]) ? value_from_int(0) : arguments[4];
    int truth = ref_is_null(globals) ? -1 : value_truth(ts, from_list);
    Ref module = truth < 0 ? NO_REF
                           : import_name(ts, arguments[0], value_object(borrow(globals)),
                                         truth ? from_list : NONE, level);
    ref_drop(ts, globals);
    return module;
}

const NativeDef import_builtins[] = {
    {"__import__(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import,
     "Import a module.", 0},
    {NULL, NULL, NULL, 0},
};

static bool is_own_import(Value function) {
    return value_is(function, KIND_NATIVE_FUNCTION) &&
           ((NativeCallable *)value_object(function))->function == builtin_import;
}

Ref import_statement(ThreadState *ts, Value name, Value from_list, Value level) {
    const Frame *frame = ts->frame;
    if (code_is_library(frame->code)) {
        return import_name(ts, name, frame->globals, from_list, level);
    }
    Ref function = dict_get_text(ts, frame->builtins, "__import__");
    if (ref_is_null(function)) {
        return error_is_set(ts) ? NO_REF
                                : raise_error(ts, EXC_IMPORT_ERROR, "__import__ not found");
    }
    Ref module;
    if (is_own_import(borrow(function))) {
        module = import_name(ts, name, frame->globals, from_list, level);
    } else {
        Value locals = value_is_null(frame->locals) ? NONE : frame->locals;
        if (value_is_null(frame->locals) && !frame->function) {
            locals = object_value(frame->globals);
        }
        Value arguments[] = {name, object_value(frame->globals), locals, from_list, level};
        module = value_call(ts, borrow(function), arguments, 5);
    }
    ref_drop(ts, function);
    return module;
}
