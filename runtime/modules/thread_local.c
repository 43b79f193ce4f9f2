// threading.local: an object whose attributes are each thread's own.
//
// A thread keeps one dict for every local it has used, in a dict of its own (local_storage of
// its ThreadState) whose keys are the locals' numbers. No other thread ever looks there, so no
// locks are needed, and everything goes when the thread ends. When a local goes first, what
// other threads keep for it stays until they end.
// CPython: is freed with the local.
#include "runtime/modules/thread_local.h"

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Local {
    Object head;
    uint64_t number;
    Value arguments; // Tuple: of __init__ in every thread
    Value keywords;  // Dict
} Local;

static Local *as_local(Value v) {
    return (Local *)value_object(v);
}

// The number of the next local. Addresses are used again, numbers are not.
static uint64_t next_number(ThreadState *ts) {
    return add_relaxed(&ts->interpreter->next_local, 1) + 1;
}

static Value local_key(const Local *local) {
    return value_from_int((int64_t)local->number);
}

// The thread's dict of dicts, made when it is first needed; null with MemoryError.
static Object *storage(ThreadState *ts) ATTACHED {
    if (value_is_null(ts->local_storage)) {
        ts->local_storage = borrow(dict_new(ts));
    }
    return value_is_null(ts->local_storage) ? NULL : value_object(ts->local_storage);
}

// Runs __init__ for the calling thread's fresh dict.
static bool initialize(ThreadState *ts, Value self) ATTACHED {
    Local *local = as_local(self);
    Ref method = value_get_attribute_text(ts, self, "__init__");
    if (ref_is_null(method)) {
        return false;
    }
    Ref result = value_call_unpacked(ts, borrow(method), local->arguments, local->keywords);
    ref_drop(ts, method);
    ref_drop(ts, result);
    return !ref_is_null(result);
}

// The calling thread's attributes of `self`: a Dict. In a thread that has not used it before
// __init__ runs first, unless this is a plain local.
static Ref local_dict(ThreadState *ts, Value self) ATTACHED {
    Object *dicts = storage(ts);
    if (!dicts) {
        return NO_REF;
    }
    Local *local = as_local(self);
    Ref dict = dict_get(ts, dicts, local_key(local));
    if (!ref_is_null(dict) || error_is_set(ts)) {
        return dict;
    }
    dict = dict_new(ts);
    if (ref_is_null(dict) || !dict_set(ts, dicts, local_key(local), borrow(dict))) {
        ref_drop(ts, dict);
        return NO_REF;
    }
    if (!value_is(self, KIND_THREAD_LOCAL) && !initialize(ts, self)) {
        Ref error = error_fetch(ts);
        dict_delete(ts, dicts, local_key(local));
        error_restore(ts, error);
        ref_drop(ts, dict);
        return NO_REF;
    }
    return dict;
}

static Ref local_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    bool has_arguments = ((Tuple *)value_object(arguments[1]))->length > 0 ||
                         ((Dict *)value_object(arguments[2]))->length > 0;
    if (has_arguments && type == builtin_type(ts, KIND_THREAD_LOCAL)) {
        return raise_error(ts, EXC_TYPE_ERROR, "Initialization arguments are not supported");
    }
    Local *local = object_new(ts, type, type->instance_size);
    if (!local) {
        return NO_REF;
    }
    local->number = next_number(ts);
    local->arguments = borrow(ref_take(ts, arguments[1]));
    local->keywords = borrow(ref_take(ts, arguments[2]));
    // The constructing thread's __init__ is run by the call of the class.
    Ref dict = dict_new(ts);
    Object *dicts = storage(ts);
    bool is_made =
        !ref_is_null(dict) && dicts && dict_set(ts, dicts, local_key(local), borrow(dict));
    ref_drop(ts, dict);
    if (!is_made) {
        ref_drop(ts, object_ref(local));
        return NO_REF;
    }
    return object_ref(local);
}

// The arguments were for __new__ and for a subclass's __init__.
static Ref local_initialize(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    (void)arguments;
    return owned(NONE);
}

static void local_destroy(ThreadState *ts, Object *self) ATTACHED {
    Local *local = (Local *)self;
    if (!value_is_null(ts->local_storage)) {
        dict_delete(ts, value_object(ts->local_storage), local_key(local));
    }
    value_drop(ts, local->arguments);
    value_drop(ts, local->keywords);
}

static void local_traverse(Object *self, Visitor visit, void *context) {
    visit(((Local *)self)->arguments, context);
    visit(((Local *)self)->keywords, context);
}

static bool is_dict_name(ThreadState *ts, Value name) ATTACHED {
    Ref dict_name = str_intern_text(ts, "__dict__");
    bool is_same = value_same(borrow(dict_name), name);
    ref_drop(ts, dict_name);
    return is_same;
}

// The generic look-up, with this thread's dict as the instance's.
static Ref local_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    Ref dict = local_dict(ts, self);
    if (ref_is_null(dict) || is_dict_name(ts, name)) {
        return dict;
    }
    Type *type = value_type(ts, self);
    Ref in_class = type_lookup(ts, type, name);
    const TypeSlots *slots =
        ref_is_null(in_class) ? NULL : &value_type(ts, borrow(in_class))->slots;
    Ref result = NO_REF;
    if (!slots || !slots->descriptor_set || !slots->descriptor_get) {
        result = dict_get(ts, (Object *)value_object(borrow(dict)), name);
    }
    if (ref_is_null(result) && !error_is_set(ts) && slots) {
        result = slots->descriptor_get
                     ? slots->descriptor_get(ts, borrow(in_class), self, object_value(type))
                     : ref_take(ts, borrow(in_class));
    } else if (ref_is_null(result) && !error_is_set(ts)) {
        raise_no_attribute(ts, self, name);
    }
    ref_drop(ts, in_class);
    ref_drop(ts, dict);
    return result;
}

static bool set_in_dict(ThreadState *ts, Value self, Ref dict, Value name,
                        Value value) ATTACHED {
    Object *object = value_object(borrow(dict));
    if (!value_is_null(value)) {
        return dict_set(ts, object, name, value);
    }
    int is_deleted = dict_delete(ts, object, name);
    if (is_deleted == 0) {
        raise_no_attribute(ts, self, name);
    }
    return is_deleted == 1;
}

static bool local_set_attribute(ThreadState *ts, Value self, Value name, Value value) ATTACHED {
    if (is_dict_name(ts, name)) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "'%s' object attribute '__dict__' is read-only",
                    value_type_name(ts, self));
        return false;
    }
    Ref dict = local_dict(ts, self);
    if (ref_is_null(dict)) {
        return false;
    }
    Ref in_class = type_lookup(ts, value_type(ts, self), name);
    bool is_done;
    if (!ref_is_null(in_class) && value_type(ts, borrow(in_class))->slots.descriptor_set) {
        is_done = value_type(ts, borrow(in_class))
                      ->slots.descriptor_set(ts, borrow(in_class), self, value);
    } else {
        is_done = set_in_dict(ts, self, dict, name, value);
    }
    ref_drop(ts, in_class);
    ref_drop(ts, dict);
    return is_done;
}

static const NativeDef local_methods[] = {
    {"__new__(cls, /, *args, **kwargs)", local_make, "Create and return a new local.",
     NATIVE_STATIC_METHOD},
    {"__init__(self, /, *args, **kwargs)", local_initialize, "Nothing to be done.", 0},
    {0},
};

const TypeSpec thread_local_type_spec = {
    .name = "_thread._local",
    .kind = KIND_THREAD_LOCAL,
    .base = KIND_INSTANCE,
    .size = sizeof(Local),
    .flags = TYPE_BASE,
    .slots = {.destroy = local_destroy,
              .traverse = local_traverse,
              .get_attribute = local_get_attribute,
              .set_attribute = local_set_attribute},
    .methods = local_methods,
    .doc = "Thread-local data: every thread sees attributes of its own.",
};
