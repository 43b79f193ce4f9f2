// weakref.ref: a reference that does not keep its target alive. The table behind it is in
// vm/object/weakrefs.c.
#include "runtime/objects/weakref.h"

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/weakrefs.h"

static WeakReference *as_reference(Value v) {
    return (WeakReference *)(void *)value_object(v);
}

bool weakref_allows(const Type *type) {
    static const Kind KINDS[] = {KIND_FUNCTION,
                                 KIND_NATIVE_FUNCTION,
                                 KIND_METHOD,
                                 KIND_TYPE,
                                 KIND_SET,
                                 KIND_FROZENSET,
                                 KIND_GENERATOR,
                                 KIND_COROUTINE,
                                 KIND_ASYNC_GENERATOR,
                                 KIND_MODULE,
                                 KIND_CODE,
                                 KIND_DEQUE,
                                 KIND_ARRAY,
                                 KIND_MEMORYVIEW,
                                 KIND_TEXT_FILE,
                                 KIND_BUFFERED_READER,
                                 KIND_BUFFERED_WRITER,
                                 KIND_BUFFERED_RANDOM,
                                 KIND_FILE_IO,
                                 KIND_LOCK,
                                 KIND_RLOCK,
                                 KIND_CONTEXT,
                                 KIND_THREAD_LOCAL,
                                 KIND_RANDOM,
                                 KIND_FUTURE,
                                 KIND_SIMPLE_QUEUE,
                                 KIND_LOOP_HANDLE,
                                 KIND_GENERIC_ALIAS,
                                 KIND_UNION_TYPE};
    if (type->flags & TYPE_HEAP) {
        if (type->attributes_offset || type->layout != KIND_INSTANCE) {
            return true;
        }
        return type->flags & TYPE_WEAKLY_REFERENCEABLE;
    }
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (KINDS[i] == (Kind)type->layout) {
            return true;
        }
    }
    return false;
}

static Ref make(ThreadState *ts, Type *type, Object *target, Value callback,
                bool is_plain) ATTACHED {
    WeakReference *reference = object_new(ts, type, type->instance_size);
    if (!reference) {
        return NO_REF;
    }
    reference->hash = -1;
    reference->callback = value_is_null(callback) ? NO_VALUE : borrow(ref_take(ts, callback));
    return weakrefs_add(ts, reference, target, is_plain);
}

Ref weakref_plain(ThreadState *ts, Object *target) {
    Type *type = builtin_type(ts, KIND_WEAK_REFERENCE);
    Ref known = weakrefs_find_plain(ts, target, type);
    return ref_is_null(known) ? make(ts, type, target, NO_VALUE, true) : known;
}

static Ref reference_make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)(void *)value_object(a[0]);
    if (!value_is_object(a[1]) || !weakref_allows(value_type(ts, a[1]))) {
        return raise_error(ts, EXC_TYPE_ERROR, "cannot create weak reference to '%s' object",
                           value_type_name(ts, a[1]));
    }
    bool has_callback = !value_is_null(a[2]) && !value_is_none(a[2]);
    if (!has_callback && type == builtin_type(ts, KIND_WEAK_REFERENCE)) {
        return weakref_plain(ts, value_object(a[1]));
    }
    return make(ts, type, value_object(a[1]), has_callback ? a[2] : NO_VALUE, false);
}

// __new__ has done everything; a subclass's __init__ may call this one all the same.
static Ref reference_initialise(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    (void)arguments;
    return owned(NONE);
}

void weakref_call_back(ThreadState *ts, WeakReference *reference) {
    Value argument = object_value(reference);
    Ref result = value_call(ts, reference->callback, &argument, 1);
    if (ref_is_null(result)) {
        error_write_unraisable(ts, NULL, reference->callback);
    }
    ref_drop(ts, result);
}

static void reference_destroy(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    WeakReference *reference = (WeakReference *)(void *)object;
    weakrefs_remove(ts, reference);
    value_drop(ts, reference->callback);
}

static void reference_traverse(Object *object, Visitor visit, void *context) {
    visit(((WeakReference *)(void *)object)->callback, context);
}

static Ref reference_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                          Value names) ATTACHED {
    (void)arguments;
    if (n || !value_is_null(names)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "weakref.ReferenceType.__call__() takes no "
                           "arguments (%zu given)",
                           n);
    }
    Ref target = weakrefs_target(ts, as_reference(self));
    return ref_is_null(target) ? owned(NONE) : target;
}

static int64_t reference_hash(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    WeakReference *reference = as_reference(self);
    int64_t known = load_relaxed(&reference->hash);
    if (known != -1) {
        return known;
    }
    Ref target = weakrefs_target(ts, reference);
    if (ref_is_null(target)) {
        raise_error(ts, EXC_TYPE_ERROR, "weak object has gone away");
        return -1;
    }
    int64_t hash = value_hash(ts, borrow(target));
    ref_drop(ts, target);
    if (hash != -1) {
        store_relaxed(&reference->hash, hash);
    }
    return hash;
}

static Ref reference_compare(ThreadState *ts, CompareOperator op, Value self,
                             Value other) ATTACHED RUNS_GUEST {
    if ((op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL) ||
        !value_has_layout(ts, other, KIND_WEAK_REFERENCE)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = weakrefs_target(ts, as_reference(self));
    Ref b = weakrefs_target(ts, as_reference(other));
    Ref result = NO_REF;
    if (ref_is_null(a) || ref_is_null(b)) {
        result = owned(value_bool(value_same(self, other) == (op == COMPARE_EQUAL)));
    } else if (native_enter(ts, " in comparison")) {
        result = value_compare(ts, op, borrow(a), borrow(b));
        native_leave(ts);
    }
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static Ref reference_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref target = weakrefs_target(ts, as_reference(self));
    if (ref_is_null(target)) {
        return str_format(ts, "<weakref at %p; dead>", (void *)value_object(self));
    }
    Ref name = NO_REF;
    Ref text = NO_REF;
    if (value_find_attribute(ts, borrow(target), known_name(ts, NAME_NAME), &name)) {
        bool has_name = !ref_is_null(name) && value_has_layout(ts, borrow(name), KIND_STR);
        char *shown = has_name ? str_to_utf8(ts, borrow(name), NULL) : NULL;
        text = str_format(ts,
                          shown ? "<weakref at %p; to '%s' at %p (%s)>"
                                : "<weakref at %p; to '%s' at %p>",
                          (void *)value_object(self), value_type(ts, borrow(target))->name,
                          (void *)value_object(borrow(target)), shown ? shown : "");
        buffer_free(ts, shown);
    }
    ref_drop(ts, name);
    ref_drop(ts, target);
    return text;
}

static Ref get_callback(ThreadState *ts, Value self) ATTACHED {
    Value callback = as_reference(self)->callback;
    Ref target = weakrefs_target(ts, as_reference(self));
    bool is_gone = ref_is_null(target);
    ref_drop(ts, target);
    return value_is_null(callback) || is_gone ? owned(NONE) : ref_take(ts, callback);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, object, callback=None, /)", reference_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, object, callback=None, /)", reference_initialise, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__callback__", get_callback, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec weak_reference_type_spec = {
    .name = "weakref.ReferenceType",
    .kind = KIND_WEAK_REFERENCE,
    .size = sizeof(WeakReference),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = reference_destroy,
              .traverse = reference_traverse,
              .repr = reference_repr,
              .hash = reference_hash,
              .compare = reference_compare,
              .call = reference_call},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
};

// --- the module _weakref --------------------------------------------------------------------

static Ref count_function(ThreadState *ts, const Value *a) ATTACHED {
    Ref list = value_is_object(a[0]) ? weakrefs_list(ts, value_object(a[0])) : list_new(ts, 0);
    int64_t n = ref_is_null(list) ? 0 : ((List *)(void *)value_object(borrow(list)))->length;
    bool ok = !ref_is_null(list);
    ref_drop(ts, list);
    return ok ? int_from_i64(ts, n) : NO_REF;
}

static Ref list_function(ThreadState *ts, const Value *a) ATTACHED {
    return value_is_object(a[0]) ? weakrefs_list(ts, value_object(a[0])) : list_new(ts, 0);
}

static const NativeDef FUNCTIONS[] = {
    {"getweakrefcount(object, /)", count_function,
     "Return the number of weak references to 'object'.", 0},
    {"getweakrefs(object, /)", list_function,
     "Return a list of all weak references to 'object'.", 0},
    {NULL, NULL, NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    Value type = object_value(builtin_type(ts, KIND_WEAK_REFERENCE));
    Object *dict = ((Module *)module)->dict;
    return dict_set_text(ts, dict, "ref", type) &&
           dict_set_text(ts, dict, "ReferenceType", type);
}

const ModuleSpec weakref_module_spec = {
    .name = "_weakref",
    .doc = "Weak references.",
    .functions = FUNCTIONS,
    .set_up = set_up,
};
