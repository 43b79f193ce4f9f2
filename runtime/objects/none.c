// The three singletons: None, NotImplemented and Ellipsis. Each is an immediate and the only
// instance of its type; calling the type gives it back.
#include "runtime/objects/deprecation.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"

static Ref none_repr(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return str_intern_text(ts, "None");
}

static int none_truth(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return 0;
}

// CPython: the same constant.
static int64_t none_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return 0xFCA86420;
}

// What a constructor gives that has nothing to make.
static Ref the_only_one(ThreadState *ts, const Value *arguments, const char *type,
                        Value value) ATTACHED {
    if (((Tuple *)value_object(arguments[1]))->length > 0 ||
        ((Dict *)value_object(arguments[2]))->length > 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s takes no arguments", type);
    }
    return owned(value);
}

static Ref none_new(ThreadState *ts, const Value *arguments) ATTACHED {
    return the_only_one(ts, arguments, "NoneType", NONE);
}

static const NativeDef NONE_METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", none_new, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec none_type_spec = {
    .name = "NoneType",
    .kind = KIND_NONE,
    .base = KIND_INSTANCE,
    .size = sizeof(Object),
    .flags = TYPE_IMMUTABLE,
    .slots = {.repr = none_repr, .truth = none_truth, .hash = none_hash},
    .methods = NONE_METHODS,
    .doc = "The type of the None singleton.",
};

static Ref not_implemented_repr(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return str_intern_text(ts, "NotImplemented");
}

// CPython: 3.9 to 3.13 warn and answer True; 3.14 makes it a TypeError.
static int not_implemented_truth(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    (void)self;
    return warn_deprecated(ts, "NotImplemented should not be used in a boolean context") ? 1
                                                                                         : -1;
}

static Ref not_implemented_new(ThreadState *ts, const Value *arguments) ATTACHED {
    return the_only_one(ts, arguments, "NotImplementedType", NOT_IMPLEMENTED);
}

static const NativeDef NOT_IMPLEMENTED_METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", not_implemented_new, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec not_implemented_type_spec = {
    .name = "NotImplementedType",
    .kind = KIND_NOT_IMPLEMENTED,
    .base = KIND_INSTANCE,
    .size = sizeof(Object),
    .flags = TYPE_IMMUTABLE,
    .slots = {.repr = not_implemented_repr, .truth = not_implemented_truth},
    .methods = NOT_IMPLEMENTED_METHODS,
    .doc = "The type of the NotImplemented singleton.",
};

static Ref ellipsis_repr(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return str_intern_text(ts, "Ellipsis");
}

static Ref ellipsis_new(ThreadState *ts, const Value *arguments) ATTACHED {
    return the_only_one(ts, arguments, "EllipsisType", ELLIPSIS);
}

static const NativeDef ELLIPSIS_METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", ellipsis_new, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec ellipsis_type_spec = {
    .name = "ellipsis",
    .kind = KIND_ELLIPSIS,
    .base = KIND_INSTANCE,
    .size = sizeof(Object),
    .flags = TYPE_IMMUTABLE,
    .slots = {.repr = ellipsis_repr},
    .methods = ELLIPSIS_METHODS,
    .doc = "The type of the Ellipsis singleton.",
};
