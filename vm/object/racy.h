// Racy counts: what happens if you just remove the lock.
//
// With REFCOUNT_RACY every thread adds to and subtracts from `local` as if it were alone, and
// updates get lost. So that the interpreter survives it, the truth is kept beside it, in
// `shared`, merged and atomic as everywhere; only the truth decides what is really destroyed:
//
//     local reaches 0, the truth does not     it would have been freed in use: quarantined
//     the truth reaches 0, local does not     nobody would ever have freed it: it leaks, really
//     both reach 0                            freed
//
// A quarantined or leaked object is never reused. The cases are remembered for a report: what
// it was, where it was made, where the last counted reference went.
#ifndef GILT_VM_OBJECT_RACY_H
#define GILT_VM_OBJECT_RACY_H

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/thread_state.h"

#define RACY_CASES_MAX 32 // remembered of each sort

typedef struct RacyCase {
    const Object *object;     // still there, since it is never reused
    const char *type;         // its class's name, a copy
    GuestPlace made, dropped; // where it was made, and where its count reached zero
    uint64_t thread;          // the id of the thread that dropped it
    int64_t references;       // that there really were
} RacyCase;

typedef struct RacyCases {
    uint64_t count; // all of them
    size_t kept;
    RacyCase items[RACY_CASES_MAX];
} RacyCases;

typedef struct RacyReport {
    uint64_t updates;
    uint64_t lost_increments, lost_decrements;
    RacyCases freed_in_use;
    RacyCases leaked;
} RacyReport;

// Prepares for racy counts; false without memory.
bool racy_create(Interpreter *interpreter, PlaceHook place);
void racy_destroy(Interpreter *interpreter);

// Where the object was made, while counts were racy. Nothing for large objects.
void racy_remember_origin(ThreadState *ts, Object *object) ATTACHED;

// Adds to the racy count, as a thread does that believes it is alone.
void racy_count(ThreadState *ts, Object *object, int change) ATTACHED;
// Drops a reference from both counts. True if the object is dead by both: the caller destroys
// it.
bool racy_release(ThreadState *ts, Object *object) ATTACHED;

// What was lost so far; the caller frees it with free(). Null if counts were never racy, or
// without memory.
RacyReport *racy_report(Interpreter *interpreter) ANY_THREAD;

#endif
