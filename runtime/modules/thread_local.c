// threading.local: an object whose attributes are each thread's own.
//
//     Local.entries                thread -> its Dict
//     ThreadState.local_storage    number of a Local -> weak reference to it
//     ThreadState.local_cache      number of a Local -> this thread's Dict, borrowed
//
// The local owns the dicts, so that they go with it, and the collector sees what it refers to.
// A thread finds its own dict in its cache, else in the entries, under the local's lock: only
// the thread itself, or the end of the local, takes its entry away, and whoever looks keeps the
// local alive, so what the cache borrows is there. When a thread ends it takes its entries out
// of all locals that it has used and that are still there.
#include "runtime/modules/thread_local.h"

#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct LocalEntry {
    uint64_t thread; // its id
    Object *dict;    // owned
} LocalEntry;

typedef struct Local {
    Object head;
    uint64_t number;
    Value arguments; // Tuple: of __init__ in every thread
    Value keywords;  // Dict
    // --- guarded by the object lock ---
    LocalEntry *entries;
    size_t n_entries, capacity;
} Local;

// Places in a thread's cache.
#define N_CACHED                                                                               \
    (sizeof((ThreadState){0}.local_cache) / sizeof((ThreadState){0}.local_cache[0]))

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

// Notes that the thread uses the local, for the thread's end. False with MemoryError.
static bool note_use(ThreadState *ts, Local *local) ATTACHED {
    if (value_is_null(ts->local_storage)) {
        ts->local_storage = borrow(dict_new(ts));
    }
    Ref reference = value_is_null(ts->local_storage) ? NO_REF : weakref_plain(ts, &local->head);
    bool is_noted = !ref_is_null(reference) && dict_set(ts, value_object(ts->local_storage),
                                                        local_key(local), borrow(reference));
    ref_drop(ts, reference);
    return is_noted;
}

// The thread's entry, or null. The object lock is held, or nobody else has the local.
static LocalEntry *find_entry(const ThreadState *ts, const Local *local) {
    for (size_t i = local->n_entries; i-- > 0;) {
        if (local->entries[i].thread == ts->id) {
            return &local->entries[i];
        }
    }
    return NULL;
}

// Enters a dict for the thread, which has none; takes the reference. False with MemoryError.
static bool add_entry(ThreadState *ts, Local *local, Ref dict) ATTACHED {
    object_lock(ts, &local->head);
    if (local->n_entries == local->capacity) {
        size_t capacity = local->capacity ? 2 * local->capacity : 2;
        LocalEntry *entries = buffer_resize(ts, local->entries, capacity * sizeof *entries);
        if (!entries) {
            object_unlock(ts, &local->head);
            ref_drop(ts, dict);
            return false;
        }
        local->entries = entries;
        local->capacity = capacity;
    }
    local->entries[local->n_entries++] = (LocalEntry){ts->id, value_object(borrow(dict))};
    object_unlock(ts, &local->head);
    return true;
}

// Takes the thread's entry out and drops its dict.
static void drop_entry(ThreadState *ts, Local *local) ATTACHED RUNS_GUEST {
    if (ts->local_cache[local->number % N_CACHED].number == local->number) {
        ts->local_cache[local->number % N_CACHED].number = 0;
    }
    Object *dict = NULL;
    object_lock(ts, &local->head);
    LocalEntry *entry = find_entry(ts, local);
    if (entry) {
        dict = entry->dict;
        *entry = local->entries[--local->n_entries];
    }
    object_unlock(ts, &local->head);
    if (dict) {
        object_release(ts, dict);
    }
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

// A new dict for the thread, entered: borrowed. Null with MemoryError.
static Object *make_entry(ThreadState *ts, Local *local) ATTACHED {
    Ref dict = note_use(ts, local) ? dict_new(ts) : NO_REF;
    Object *entered = ref_is_null(dict) ? NULL : value_object(borrow(dict));
    return entered && add_entry(ts, local, dict) ? entered : NULL;
}

// The calling thread's attributes of `self`: a Dict. In a thread that has not used it before
// __init__ runs first, unless this is a plain local.
static Ref local_dict(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Local *local = as_local(self);
    size_t place = local->number % N_CACHED;
    if (ts->local_cache[place].number == local->number) {
        return ref_take_object(ts, ts->local_cache[place].dict);
    }
    object_lock(ts, &local->head);
    LocalEntry *entry = find_entry(ts, local);
    Object *dict = entry ? entry->dict : NULL;
    object_unlock(ts, &local->head);
    if (!dict) {
        dict = make_entry(ts, local);
        if (!dict) {
            return NO_REF;
        }
        if (!value_is(self, KIND_THREAD_LOCAL) && !initialize(ts, self)) {
            Ref error = error_fetch(ts);
            drop_entry(ts, local);
            error_restore(ts, error);
            return NO_REF;
        }
    }
    ts->local_cache[place].number = local->number;
    ts->local_cache[place].dict = dict;
    return ref_take_object(ts, dict);
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
    if (!make_entry(ts, local)) {
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

void thread_locals_forget(ThreadState *ts) {
    Value used = ts->local_storage;
    ts->local_storage = NO_VALUE;
    int64_t position = 0;
    Ref number, reference;
    while (!value_is_null(used) &&
           dict_step(ts, value_object(used), &position, &number, &reference)) {
        Ref local =
            weakrefs_target(ts, (WeakReference *)(void *)value_object(borrow(reference)));
        if (!ref_is_null(local)) {
            drop_entry(ts, as_local(borrow(local)));
        }
        ref_drop(ts, local);
        ref_drop(ts, reference);
        ref_drop(ts, number);
    }
    value_drop(ts, used);
    // What a `__del__` has put into a local meanwhile goes with the local.
    Value again = ts->local_storage;
    ts->local_storage = NO_VALUE;
    value_drop(ts, again);
}

static void local_destroy(ThreadState *ts, Object *self) ATTACHED {
    Local *local = (Local *)self;
    drop_entry(ts, local);
    if (!value_is_null(ts->local_storage)) {
        dict_delete(ts, value_object(ts->local_storage), local_key(local));
    }
    for (size_t i = 0; i < local->n_entries; i++) {
        object_release(ts, local->entries[i].dict);
    }
    buffer_free(ts, local->entries);
    value_drop(ts, local->arguments);
    value_drop(ts, local->keywords);
}

static void local_traverse(Object *self, Visitor visit, void *context) {
    Local *local = (Local *)self;
    for (size_t i = 0; i < local->n_entries; i++) {
        visit(object_value(local->entries[i].dict), context);
    }
    visit(local->arguments, context);
    visit(local->keywords, context);
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
