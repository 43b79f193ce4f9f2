// BaseException: arguments, chain, traceback, notes; and the fields of the built-in subclasses.
//
// All exception classes share one layout (vm/object/layouts.h: Exception). A subclass with
// fields of its own has a table of their names; __init__ fills them from the arguments.
#include "runtime/objects/exception.h"

#include <stddef.h>

#include "runtime/objects/class_layout.h"
#include "runtime/objects/dict.h"
#include "runtime/objects/exception_fields.h"
#include "runtime/objects/exception_group.h"
#include "runtime/objects/slot_wrapper.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/types_boot.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Exception *as_exception(Value v) {
    return (Exception *)value_object(v);
}

// Replaces what a slot of the exception holds with a new reference to `v`.
static void replace(ThreadState *ts, Exception *exception, Value *slot, Value v) ATTACHED {
    Ref taken = value_is_null(v) ? NO_REF : ref_take(ts, v);
    object_lock(ts, &exception->head);
    Value old = slot_load(slot);
    slot_publish(slot, borrow(taken));
    object_unlock(ts, &exception->head);
    value_drop(ts, old);
}

Ref exception_take(ThreadState *ts, Exception *exception, const Value *slot) {
    object_lock(ts, &exception->head);
    Ref r = slot_take_locked(ts, slot);
    object_unlock(ts, &exception->head);
    return ref_is_null(r) ? owned(NONE) : r;
}

static void exception_destroy(ThreadState *ts, Object *self) ATTACHED {
    Exception *exception = (Exception *)self;
    value_drop(ts, exception->arguments);
    value_drop(ts, exception->traceback);
    value_drop(ts, exception->cause);
    value_drop(ts, exception->context);
    for (int i = 0; i < EXCEPTION_FIELD_COUNT; i++) {
        value_drop(ts, exception->fields[i]);
    }
    attributes_destroy(ts, self);
}

static void exception_traverse(Object *self, Visitor visit, void *context) {
    Exception *exception = (Exception *)self;
    Value held[] = {exception->arguments, exception->traceback, exception->cause,
                    exception->context};
    for (size_t i = 0; i < 4; i++) {
        visit(held[i], context);
    }
    for (int i = 0; i < EXCEPTION_FIELD_COUNT; i++) {
        visit(exception->fields[i], context);
    }
    attributes_traverse(self, visit, context);
}

// __new__ keeps all arguments, whatever __init__ makes of them.
static Ref exception_new(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    const Tuple *given = (const Tuple *)value_object(arguments[1]);
    if (type == exception_type(ts, EXC_OS_ERROR) && given->length >= 2 &&
        value_is_small_int(given->items[0])) {
        // OSError(errno, ...) makes an instance of the subclass for that number.
        int64_t number = value_to_int(given->items[0]);
        if (number == (int)number) {
            type = exception_type(ts, os_error_class((int)number));
        }
    }
    if (type_is_subtype(type, exception_type(ts, EXC_BASE_EXCEPTION_GROUP))) {
        return exception_group_make(ts, type, given);
    }
    size_t size = type->instance_size;
    Exception *exception = object_new(ts, type, size);
    if (!exception) {
        return NO_REF;
    }
    exception->arguments = borrow(ref_take(ts, arguments[1]));
    return object_ref(exception);
}

static Ref exception_init(ThreadState *ts, const Value *arguments) ATTACHED {
    Exception *exception = as_exception(arguments[0]);
    if (((Dict *)value_object(arguments[2]))->length > 0 &&
        !exception_takes_keywords(ts, exception)) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s() takes no keyword arguments",
                           exception->head.type->name);
    }
    replace(ts, exception, &exception->arguments, arguments[1]);
    return exception_fill_fields(ts, exception, value_object(arguments[2])) ? owned(NONE)
                                                                            : NO_REF;
}

// str of the exception's arguments: of one alone, or of all.
static Ref arguments_text(ThreadState *ts, Exception *exception) ATTACHED RUNS_GUEST {
    Ref held = exception_take(ts, exception, &exception->arguments);
    const Tuple *arguments = (const Tuple *)value_object(borrow(held));
    Ref text = arguments->length == 0   ? str_from_utf8(ts, "", 0)
               : arguments->length == 1 ? value_str(ts, arguments->items[0])
                                        : value_str(ts, borrow(held));
    ref_drop(ts, held);
    return text;
}

static Ref exception_str(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    if (!native_enter(ts, " while getting the str of an object")) {
        return NO_REF;
    }
    Exception *exception = as_exception(self);
    Ref text = exception_field_text(ts, exception);
    if (ref_is_null(text) && !error_is_set(ts)) {
        text = arguments_text(ts, exception);
    }
    native_leave(ts);
    return text;
}

static Ref exception_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    if (!native_enter(ts, " while getting the repr of an object")) {
        return NO_REF;
    }
    Exception *exception = as_exception(self);
    Ref held = exception_take(ts, exception, &exception->arguments);
    const Tuple *arguments = (const Tuple *)value_object(borrow(held));
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, type_last_name(exception->head.type->name));
    if (arguments->length == 1) {
        ok = ok && str_builder_char(&builder, '(') &&
             str_builder_repr(&builder, arguments->items[0]) && str_builder_char(&builder, ')');
    } else {
        ok = ok && str_builder_repr(&builder, borrow(held));
    }
    ref_drop(ts, held);
    native_leave(ts);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref with_traceback(ThreadState *ts, const Value *arguments) ATTACHED {
    Value traceback = arguments[1];
    if (!value_is_none(traceback) && !value_is(traceback, KIND_TRACEBACK)) {
        return raise_error(ts, EXC_TYPE_ERROR, "__traceback__ must be a traceback or None");
    }
    replace(ts, as_exception(arguments[0]), &as_exception(arguments[0])->traceback,
            value_is_none(traceback) ? NO_VALUE : traceback);
    return ref_take(ts, arguments[0]);
}

static Ref add_note(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "note must be a str, not '%s'",
                           value_type_name(ts, arguments[1]));
    }
    Ref name = str_intern_text(ts, "__notes__");
    Ref notes = NO_REF;
    if (ref_is_null(name) || !value_find_attribute(ts, arguments[0], borrow(name), &notes)) {
        return NO_REF;
    }
    if (ref_is_null(notes)) {
        notes = list_new(ts, 1);
        if (ref_is_null(notes) ||
            !value_set_attribute(ts, arguments[0], borrow(name), borrow(notes))) {
            ref_drop(ts, notes);
            return NO_REF;
        }
    }
    Ref result = owned(NONE);
    if (!value_has_layout(ts, borrow(notes), KIND_LIST)) {
        result = raise_error(ts, EXC_TYPE_ERROR, "Cannot add note: __notes__ is not a list");
    } else if (!list_append(ts, value_object(borrow(notes)), arguments[1])) {
        result = NO_REF;
    }
    ref_drop(ts, notes);
    return result;
}

static Ref get_args(ThreadState *ts, Value self) ATTACHED {
    return exception_take(ts, as_exception(self), &as_exception(self)->arguments);
}

static bool set_args(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "args may not be deleted");
        return false;
    }
    Ref tuple = tuple_from_iterable(ts, value);
    if (ref_is_null(tuple)) {
        return false;
    }
    replace(ts, as_exception(self), &as_exception(self)->arguments, borrow(tuple));
    ref_drop(ts, tuple);
    return true;
}

static Ref get_traceback(ThreadState *ts, Value self) ATTACHED {
    return exception_take(ts, as_exception(self), &as_exception(self)->traceback);
}

static bool set_traceback(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "__traceback__ may not be deleted");
        return false;
    }
    Value arguments[2] = {self, value};
    Ref result = with_traceback(ts, arguments);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    return ok;
}

static Ref get_cause(ThreadState *ts, Value self) ATTACHED {
    return exception_take(ts, as_exception(self), &as_exception(self)->cause);
}

// __cause__ and __context__ take an exception or None.
static bool set_link(ThreadState *ts, Exception *exception, Value *slot, Value value,
                     const char *what) ATTACHED {
    if (value_is_null(value) ||
        (!value_is_none(value) && !value_has_layout(ts, value, KIND_EXCEPTION))) {
        raise_error(
            ts, EXC_TYPE_ERROR,
            value_is_null(value) ? "%s may not be deleted"
                                 : "exception %s must be None or derive from BaseException",
            value_is_null(value) ? (what[1] == 'a' ? "__cause__" : "__context__") : what);
        return false;
    }
    replace(ts, exception, slot, value_is_none(value) ? NO_VALUE : value);
    return true;
}

static bool set_cause(ThreadState *ts, Value self, Value value) ATTACHED {
    Exception *exception = as_exception(self);
    store_relaxed(&exception->suppress_context, true);
    return set_link(ts, exception, &exception->cause, value, "cause");
}

static Ref get_context(ThreadState *ts, Value self) ATTACHED {
    return exception_take(ts, as_exception(self), &as_exception(self)->context);
}

static bool set_context(ThreadState *ts, Value self, Value value) ATTACHED {
    return set_link(ts, as_exception(self), &as_exception(self)->context, value, "context");
}

static Ref get_suppress(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_bool(load_relaxed(&as_exception(self)->suppress_context)));
}

static bool set_suppress(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value) || !value_is_bool(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "attribute value type must be bool");
        return false;
    }
    store_relaxed(&as_exception(self)->suppress_context, value.bits == TRUE_VALUE.bits);
    return true;
}

static Ref get_dictionary(ThreadState *ts, Value self) ATTACHED {
    return attributes_dictionary(ts, value_object(self));
}

// Sets what __reduce__ has kept beside the arguments.
static Ref set_state(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    if (value_is_none(arguments[1])) {
        return owned(NONE);
    }
    if (!value_has_layout(ts, arguments[1], KIND_DICT)) {
        return raise_error(ts, EXC_TYPE_ERROR, "state is not a dictionary");
    }
    int64_t position = 0;
    bool ok = true;
    Ref key, value;
    while (ok && dict_step(ts, value_object(arguments[1]), &position, &key, &value)) {
        ok = value_set_attribute(ts, arguments[0], borrow(key), borrow(value));
        ref_drop(ts, value);
        ref_drop(ts, key);
    }
    return ok && !error_is_set(ts) ? owned(NONE) : NO_REF;
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", exception_new, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, *args, **kwargs)", exception_init, NULL, 0},
    {"with_traceback(self, tb, /)", with_traceback,
     "Set self.__traceback__ to tb and return self.", 0},
    {"__setstate__(self, state, /)", set_state, NULL, 0},
    {"add_note(self, object, /)", add_note, "Add a note to the exception.", 0},
    {NULL, NULL, NULL, 0},
};

static const NativeDef OWN_INIT[] = {
    {"__init__(self, *args, **kwargs)", exception_init, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const NativeDef OWN_NEW[] = {
    {"__new__(cls, *args, **kwargs)", exception_new, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

bool exception_class_complete(ThreadState *ts, Type *type) {
    // Those whose objects have fields make them by the __new__ that they inherit.
    static const ExceptionId INHERIT_NEW[] = {
        EXC_SYSTEM_EXIT,    EXC_ATTRIBUTE_ERROR, EXC_IMPORT_ERROR, EXC_NAME_ERROR,
        EXC_STOP_ITERATION, EXC_SYNTAX_ERROR,    EXC_KEY_ERROR,    EXC_EXCEPTION_GROUP,
    };
    static const ExceptionId OWN_STR[] = {
        EXC_KEY_ERROR,
        EXC_OS_ERROR,
        EXC_IMPORT_ERROR,
        EXC_SYNTAX_ERROR,
        EXC_ATTRIBUTE_ERROR,
        EXC_NAME_ERROR,
        EXC_UNICODE_ENCODE_ERROR,
        EXC_UNICODE_DECODE_ERROR,
        EXC_UNICODE_TRANSLATE_ERROR,
        EXC_BASE_EXCEPTION_GROUP,
    };
    bool has_new = type == exception_type(ts, EXC_OS_ERROR) ||
                   !type_is_subtype(type, exception_type(ts, EXC_OS_ERROR));
    for (size_t i = 0; i < sizeof INHERIT_NEW / sizeof *INHERIT_NEW; i++) {
        has_new = has_new && !type_is_subtype(type, exception_type(ts, INHERIT_NEW[i]));
    }
    bool ok = (type == exception_type(ts, EXC_EXCEPTION_GROUP) ||
               type_add_methods(ts, type, OWN_INIT)) &&
              (!has_new || type_add_methods(ts, type, OWN_NEW));
    TypeSlots own = {.str = exception_str};
    for (size_t i = 0; ok && i < sizeof OWN_STR / sizeof *OWN_STR; i++) {
        ok = type != exception_type(ts, OWN_STR[i]) || slot_wrappers_add(ts, type, &own);
    }
    return ok;
}

static const GetSetDef ATTRIBUTES[] = {
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__context__", get_context, set_context, "exception context"},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {"__dict__", get_dictionary, instance_dict_set, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec exception_type_spec = {
    .name = "BaseException",
    .kind = KIND_EXCEPTION,
    .base = KIND_INSTANCE,
    .size = sizeof(Exception),
    .flags = TYPE_BASE | TYPE_EXCEPTION,
    .attributes_offset = offsetof(Exception, attributes),
    .slots =
        {
            .destroy = exception_destroy,
            .traverse = exception_traverse,
            .repr = exception_repr,
            .str = exception_str,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Common base class for all exceptions.",
};
