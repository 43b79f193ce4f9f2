// The module _interpqueues: queues between interpreters, by their numbers (shared_queue.h).
#include <stdlib.h>

#include "runtime/modules/seconds.h"
#include "runtime/modules/shared_queue.h"
#include "runtime/objects/library.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/type.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Process *process_of(const ThreadState *ts) {
    return ts->interpreter->process;
}

static bool read_number(ThreadState *ts, Value v, int64_t *out) ATTACHED RUNS_GUEST {
    return value_to_index(ts, v, EXC_OVERFLOW_ERROR, out);
}

static Ref raise_unknown(ThreadState *ts, int64_t id) ATTACHED RUNS_GUEST {
    return raise_module_error(ts, "concurrent.interpreters._queues", "QueueNotFoundError",
                              "queue %lld not found", (long long)id);
}

static Ref queues_create(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t maximum;
    int64_t unbound;
    if (!read_number(ts, arguments[0], &maximum) || !read_number(ts, arguments[1], &unbound)) {
        return NO_REF;
    }
    int64_t id = shared_queue_create(process_of(ts), maximum, (UnboundItem)unbound);
    return id < 0 ? raise_memory_error(ts) : int_from_i64(ts, id);
}

static Ref queues_list(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    int64_t *numbers;
    size_t n = shared_queue_list(process_of(ts), &numbers);
    Ref list = numbers ? list_new(ts, n) : raise_memory_error(ts);
    for (size_t i = 0; !ref_is_null(list) && i < n; i++) {
        Ref number = int_from_i64(ts, numbers[i]);
        if (ref_is_null(number) ||
            !list_append(ts, value_object(borrow(list)), borrow(number))) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        ref_drop(ts, number);
    }
    free(numbers);
    return list;
}

static Ref queues_bind(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_number(ts, arguments[0], &id)) {
        return NO_REF;
    }
    return shared_queue_hold(process_of(ts), id) ? owned(NONE) : raise_unknown(ts, id);
}

static Ref queues_release(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    if (!read_number(ts, arguments[0], &id)) {
        return NO_REF;
    }
    return shared_queue_drop(process_of(ts), id) ? owned(NONE) : raise_unknown(ts, id);
}

// Maximum, count and what becomes of unbound items.
static Ref queues_info(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    QueueInfo info;
    if (!read_number(ts, arguments[0], &id)) {
        return NO_REF;
    }
    if (!shared_queue_info(process_of(ts), id, &info)) {
        return raise_unknown(ts, id);
    }
    Value numbers[3];
    Ref maximum = int_from_i64(ts, info.maximum);
    numbers[0] = borrow(maximum);
    numbers[1] = value_from_int(info.count);
    numbers[2] = value_from_int(info.unbound);
    Ref tuple = ref_is_null(maximum) ? NO_REF : tuple_from_array(ts, numbers, 3);
    ref_drop(ts, maximum);
    return tuple;
}

// A timeout in seconds, None: for ever.
static bool read_timeout(ThreadState *ts, Value v, uint64_t *deadline_ns) ATTACHED RUNS_GUEST {
    int64_t ns;
    *deadline_ns = CLOCK_NEVER;
    if (value_is_none(v)) {
        return true;
    }
    if (!seconds_to_ns(ts, v, &ns)) {
        return false;
    }
    *deadline_ns = ns > 0 ? clock_deadline((uint64_t)ns) : 0;
    return true;
}

static Ref queues_put(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    int64_t unbound;
    uint64_t deadline_ns;
    int is_encoded = value_truth(ts, arguments[2]);
    if (is_encoded < 0 || !read_number(ts, arguments[0], &id) ||
        !read_number(ts, arguments[3], &unbound) ||
        !read_timeout(ts, arguments[4], &deadline_ns)) {
        return NO_REF;
    }
    QueueItem *item = calloc(1, sizeof *item);
    if (!item) {
        return raise_memory_error(ts);
    }
    item->sender = ts->interpreter->id;
    item->unbound = (UnboundItem)unbound;
    item->is_encoded = is_encoded;
    int packed = parcel_pack(ts, arguments[1], &item->parcel);
    QueueResult result =
        packed == 1 ? shared_queue_put(ts, id, item, deadline_ns) : QUEUE_FAILED;
    if (result != QUEUE_DONE) {
        queue_item_free(process_of(ts), item);
    }
    if (packed == 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "the object cannot be sent as it is");
    }
    return result == QUEUE_UNKNOWN  ? raise_unknown(ts, id)
           : result == QUEUE_FAILED ? NO_REF
                                    : owned(value_bool(result == QUEUE_DONE));
}

// (object, whether it is encoded, 0), or (None, False, what to do) if its sender has gone.
static Ref open_item(ThreadState *ts, const QueueItem *item) ATTACHED RUNS_GUEST {
    bool is_bound = item->sender >= 0;
    Ref object = is_bound ? parcel_unpack(ts, &item->parcel) : owned(NONE);
    if (ref_is_null(object)) {
        return NO_REF;
    }
    Value parts[3] = {borrow(object), value_bool(is_bound && item->is_encoded),
                      value_from_int(is_bound ? 0 : item->unbound)};
    Ref tuple = tuple_from_array(ts, parts, 3);
    ref_drop(ts, object);
    return tuple;
}

static Ref queues_get(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t id;
    uint64_t deadline_ns;
    if (!read_number(ts, arguments[0], &id) || !read_timeout(ts, arguments[1], &deadline_ns)) {
        return NO_REF;
    }
    QueueItem *item;
    Ref opened;
    switch (shared_queue_get(ts, id, &item, deadline_ns)) {
    case QUEUE_UNKNOWN:
        return raise_unknown(ts, id);
    case QUEUE_FAILED:
        return NO_REF;
    case QUEUE_NOT_YET:
        return owned(NONE);
    default:
        opened = open_item(ts, item);
        queue_item_free(process_of(ts), item);
        return opened;
    }
}

static Ref queues_register(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_is_class(ts, arguments[0])) {
        return raise_error(ts, EXC_TYPE_ERROR, "register() takes a class, not %s",
                           value_type_name(ts, arguments[0]));
    }
    Object *class = value_object(arguments[0]);
    object_make_immortal(class);
    store_release(&runtime_state(ts)->queue_class, class);
    return owned(NONE);
}

static const NativeDef FUNCTIONS[] = {
    {"create(maxsize, unbound, /)", queues_create, "Make a queue and return its number.", 0},
    {"list_all()", queues_list, "The numbers of all queues.", 0},
    {"bind(id, /)", queues_bind, "One more object stands for the queue.", 0},
    {"release(id, /)", queues_release, "One less; after the last the queue is gone.", 0},
    {"info(id, /)", queues_info,
     "How many items may be in it, how many are, and what becomes of unbound ones.", 0},
    {"put(id, obj, is_encoded, unbound, timeout, /)", queues_put,
     "Put an object in; False if the queue was full for too long.", 0},
    {"get(id, timeout, /)", queues_get,
     "Take an item out: (object, is_encoded, unbound); None if the queue was empty for too "
     "long.",
     0},
    {"register(cls, /)", queues_register,
     "Instances of the class, whose _id is a queue's number, can be sent.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec interpqueues_module_spec = {
    .name = "_interpqueues",
    .doc = "Queues between interpreters; see concurrent.interpreters.",
    .functions = FUNCTIONS,
};
