// Split counts: objects whose count each thread keeps for itself.
//
// An object that many threads count again and again is one cache line that all of them want,
// and each waits for it: without a GIL a shared dict that nobody changes makes two threads
// slower than one. So when several threads are seen changing a merged count at the same moment,
// the object gets a row in every thread's table instead. Each thread counts in its own row,
// plainly; the count is the header's base and all rows together:
//
//     owner   OWNER_SPLIT
//     local   the number of the row
//     shared  the base, as a merged count plus COUNT_SPLIT, so that it never looks dead
//
// (Sloppy counters: Boyd-Wickizer et al., "An Analysis of Linux Scalability to Many Cores",
// 2010. CPython 3.14 counts types and code objects without a GIL by thread.)
//
// The price is that nobody sees the count reach zero. For that each row also keeps the lowest
// value it has had. The base and all lowest values together are a bound below: an object can
// only be dead when they are at most zero. Whoever makes a new low checks that, and asks for a
// safe point (PENDING_ADD_UP) at which the world is stopped and the rows are added up. The
// object is then an ordinary merged one for good. The collector, a change of the dial and the
// end of all other threads add everything up, too.
#ifndef GILT_VM_OBJECT_SPLIT_H
#define GILT_VM_OBJECT_SPLIT_H

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

// So many objects can be split at a time.
#define SPLIT_MAX 2048

// The table, empty; false: no memory.
bool split_create(Interpreter *interpreter);
// Nothing happens if there is none.
void split_destroy(Interpreter *interpreter);

// The caller holds a counted reference: splits the object's count if it is merged. Whether it
// did.
bool split_begin(ThreadState *ts, Object *object) ATTACHED;

// A thread's own part of one object's count. Only that thread writes while the world runs.
typedef struct SplitRow {
    int32_t delta;
    int32_t lowest; // the lowest `delta` since the object was split: at most 0
} SplitRow;

// The rows of a thread. Listed from its first count until its end.
struct SplitRows {
    SplitRows *next;
    SplitRow rows[SPLIT_MAX];
};

// The out-of-line halves: the thread has no rows yet or any more, or makes a new low.
void split_retain_slow(ThreadState *ts, Object *object) ATTACHED;
void split_release_slow(ThreadState *ts, Object *object) ATTACHED;

// One reference more. The caller has seen OWNER_SPLIT (acquire) since its last safe point.
static inline void split_retain(ThreadState *ts, Object *object) ATTACHED {
    if (LIKELY(ts->split_rows != NULL)) {
        SplitRow *row = &ts->split_rows->rows[load_relaxed(&object->local)];
        store_relaxed(&row->delta, row->delta + 1);
    } else {
        split_retain_slow(ts, object);
    }
}

// One reference less. The same holds.
static inline void split_release(ThreadState *ts, Object *object) ATTACHED {
    SplitRow *row = ts->split_rows ? &ts->split_rows->rows[load_relaxed(&object->local)] : NULL;
    if (LIKELY(row && row->delta > row->lowest)) {
        store_relaxed(&row->delta, row->delta - 1);
    } else {
        split_release_slow(ts, object);
    }
}

// The bound was made lower (by a new low, or in the base by a thread that had not seen yet that
// the object is split): if the object may be dead now, asks for a safe point.
void split_check_low(ThreadState *ts, const Object *object) ATTACHED;

// What is in the rows, without the base. Other threads may be changing it.
int64_t split_sum(const Interpreter *interpreter, const Object *object) ATTACHED;

// Adds up: what may be dead, or everything. What turns out to be dead is destroyed at the
// calling thread's next safe point.
void split_add_up_low(ThreadState *ts) STOPPED;
void split_add_up_all(ThreadState *ts) STOPPED;

// The thread ends: what is in its rows goes to the bases. From here on it counts there.
void split_thread_done(ThreadState *ts) ATTACHED;

#endif
