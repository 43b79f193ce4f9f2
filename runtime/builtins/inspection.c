// Builtin functions that look at objects: getattr, isinstance, dir, vars, repr, hash, ...
#include "runtime/builtins/builtins.h"
#include "runtime/objects/guest_slots.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool check_name(ThreadState *ts, Value name) ATTACHED {
    if (value_has_layout(ts, name, KIND_STR)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "attribute name must be string, not '%s'",
                value_type_name(ts, name));
    return false;
}

static Ref builtin_getattr(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!check_name(ts, arguments[1])) {
        return NO_REF;
    }
    if (value_is_null(arguments[2])) {
        return value_get_attribute(ts, arguments[0], arguments[1]);
    }
    Ref value = NO_REF;
    if (!value_find_attribute(ts, arguments[0], arguments[1], &value)) {
        return NO_REF;
    }
    return ref_is_null(value) ? ref_take(ts, arguments[2]) : value;
}

static Ref builtin_setattr(ThreadState *ts, const Value *arguments) ATTACHED {
    bool ok = check_name(ts, arguments[1]) &&
              value_set_attribute(ts, arguments[0], arguments[1], arguments[2]);
    return ok ? owned(NONE) : NO_REF;
}

static Ref builtin_delattr(ThreadState *ts, const Value *arguments) ATTACHED {
    bool ok = check_name(ts, arguments[1]) &&
              value_set_attribute(ts, arguments[0], arguments[1], NO_VALUE);
    return ok ? owned(NONE) : NO_REF;
}

static Ref builtin_hasattr(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref value = NO_REF;
    if (!check_name(ts, arguments[1]) ||
        !value_find_attribute(ts, arguments[0], arguments[1], &value)) {
        return NO_REF;
    }
    bool has = !ref_is_null(value);
    ref_drop(ts, value);
    return owned(value_bool(has));
}

static Ref builtin_isinstance(ThreadState *ts, const Value *arguments) ATTACHED {
    int is = value_is_instance(ts, arguments[0], arguments[1]);
    return is < 0 ? NO_REF : owned(value_bool(is));
}

static Ref builtin_issubclass(ThreadState *ts, const Value *arguments) ATTACHED {
    int is = value_is_subclass(ts, arguments[0], arguments[1]);
    return is < 0 ? NO_REF : owned(value_bool(is));
}

static Ref builtin_callable(ThreadState *ts, const Value *arguments) ATTACHED {
    bool is = value_is(arguments[0], KIND_FUNCTION) || value_is(arguments[0], KIND_METHOD) ||
              value_type(ts, arguments[0])->slots.call;
    return owned(value_bool(is));
}

static Ref builtin_id(ThreadState *ts, const Value *arguments) ATTACHED {
    return int_from_u64(ts, arguments[0].bits);
}

static Ref builtin_hash(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t hash = value_hash(ts, arguments[0]);
    return hash == -1 ? NO_REF : int_from_i64(ts, hash);
}

static Ref builtin_repr(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_repr(ts, arguments[0]);
}

static Ref builtin_ascii(ThreadState *ts, const Value *arguments) ATTACHED {
    return value_ascii(ts, arguments[0]);
}

static Ref builtin_format(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_is_null(arguments[1]) && !value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "format() argument 2 must be str, not %s",
                           value_type_name(ts, arguments[1]));
    }
    return value_format(ts, arguments[0], arguments[1]);
}

static Ref builtin_dir(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref names;
    if (value_is_null(arguments[0])) {
        Ref locals = ts->frame ? frame_locals(ts, ts->frame) : dict_new(ts);
        names = ref_is_null(locals) ? NO_REF : list_from_iterable(ts, borrow(locals));
        ref_drop(ts, locals);
    } else {
        names = special_call(ts, arguments[0], NAME_DIR, NULL, 0);
    }
    Ref sorted = dict_get_text(ts, ts->interpreter->builtins, "sorted");
    Value list = borrow(names);
    Ref result = ref_is_null(names) ? NO_REF : value_call(ts, borrow(sorted), &list, 1);
    ref_drop(ts, sorted);
    ref_drop(ts, names);
    return result;
}

static Ref builtin_vars(ThreadState *ts, const Value *arguments) ATTACHED {
    if (value_is_null(arguments[0])) {
        return ts->frame ? frame_locals(ts, ts->frame) : dict_new(ts);
    }
    Ref dict = NO_REF;
    if (!value_find_attribute(ts, arguments[0], known_name(ts, NAME_DICT), &dict)) {
        return NO_REF;
    }
    return ref_is_null(dict)
               ? raise_error(ts, EXC_TYPE_ERROR, "vars() argument must have __dict__ attribute")
               : dict;
}

const NativeDef object_builtins[] = {
    {"getattr(object, name, default=None, /)", builtin_getattr,
     "Get a named attribute from an object.", 0},
    {"setattr(obj, name, value, /)", builtin_setattr, "Set the named attribute to the value.",
     0},
    {"delattr(obj, name, /)", builtin_delattr, "Delete the named attribute.", 0},
    {"hasattr(obj, name, /)", builtin_hasattr, "Return whether the object has the attribute.",
     0},
    {"isinstance(obj, class_or_tuple, /)", builtin_isinstance,
     "Return whether an object is an instance of a class or of a subclass.", NATIVE_UNCHECKED},
    {"issubclass(cls, class_or_tuple, /)", builtin_issubclass,
     "Return whether cls is derived from another class or is the same class.", 0},
    {"callable(obj, /)", builtin_callable, "Return whether the object is callable.", 0},
    {"id(obj, /)", builtin_id, "Return the identity of an object.", 0},
    {"hash(obj, /)", builtin_hash, "Return the hash value for the given object.", 0},
    {"repr(obj, /)", builtin_repr, "Return the canonical string representation of the object.",
     0},
    {"ascii(obj, /)", builtin_ascii, "Return an ASCII-only representation of an object.", 0},
    {"format(value, format_spec='', /)", builtin_format,
     "Return value.__format__(format_spec).", 0},
    {"dir(object=None, /)", builtin_dir, "Return the names in the scope or of the object.", 0},
    {"vars(object=None, /)", builtin_vars,
     "Return the __dict__ of an object, or the local names.", 0},
    {NULL, NULL, NULL, 0},
};
