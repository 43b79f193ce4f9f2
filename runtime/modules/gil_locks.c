// What the event log knows of locks, as guest values.
#include "runtime/modules/gil_locks.h"

#include <stdlib.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/observe/place.h"
#include "vm/thread/event_log.h"

Ref gil_watch(ThreadState *ts, const Value *arguments) {
    int is_on = value_is_null(arguments[0]) ? 1 : value_truth(ts, arguments[0]);
    if (is_on < 0) {
        return NO_REF;
    }
    // A timeline that is being recorded goes on, from here.
    const EventLog *log = ts->interpreter->event_log;
    uint64_t capacity = log->is_on ? log->capacity : 0;
    if (is_on) {
        event_log_start(ts, capacity);
    } else if (capacity == 0) {
        event_log_stop(ts);
    }
    return owned(NONE);
}

static bool put_lock(ThreadState *ts, Object *dict, const LockRecord *lock) ATTACHED {
    char place[128];
    place_file_line(place, sizeof place, lock->created);
    return dict_put_text(ts, dict, "number", int_from_u64(ts, lock->number)) &&
           dict_put_text(ts, dict, "kind",
                         str_from_text(ts, lock->kind == WAIT_RLOCK ? "RLock" : "Lock")) &&
           dict_put_text(ts, dict, "made", str_from_text(ts, place)) &&
           dict_put_text(ts, dict, "taken", int_from_u64(ts, lock->acquisitions)) &&
           dict_put_text(ts, dict, "contended", int_from_u64(ts, lock->contentions)) &&
           dict_put_text(ts, dict, "wait_ns", int_from_u64(ts, lock->wait_ns)) &&
           dict_put_text(ts, dict, "longest_wait_ns", int_from_u64(ts, lock->longest_wait_ns));
}

Ref gil_locks(ThreadState *ts, const Value *arguments) {
    (void)arguments;
    LockRecord *locks;
    size_t n = event_log_locks(ts, &locks);
    if (!locks) {
        return raise_memory_error(ts);
    }
    Ref list = list_new(ts, n);
    bool ok = !ref_is_null(list);
    for (size_t i = 0; ok && i < n; i++) {
        Ref dict = dict_new(ts);
        ok = !ref_is_null(dict) && put_lock(ts, value_object(borrow(dict)), &locks[i]) &&
             list_append(ts, value_object(borrow(list)), borrow(dict));
        ref_drop(ts, dict);
    }
    free(locks);
    if (!ok) {
        ref_drop(ts, list);
        return NO_REF;
    }
    return list;
}
