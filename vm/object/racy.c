// Racy counts: see racy.h.
//
// An update is a load, an addition and a store, as three separate instructions of a thread that
// knows nothing of others. The store is made with an exchange, which changes nothing about what
// gets lost, and tells what it has overwritten.
#include "vm/object/racy.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "vm/object/heap.h"
#include "vm/object/refcount.h"
#include "vm/object/type.h"

struct RacyCounts {
    pthread_mutex_t lock;
    PlaceHook place;
    // --- atomic ---
    uint64_t updates, lost_increments, lost_decrements;
    // --- guarded by lock ---
    RacyCases freed_in_use, leaked;
};

bool racy_create(Interpreter *interpreter, PlaceHook place) {
    if (!interpreter->racy) {
        struct RacyCounts *racy = calloc(1, sizeof *racy);
        if (!racy) {
            return false;
        }
        pthread_mutex_init(&racy->lock, NULL);
        racy->place = place;
        interpreter->racy = racy;
    }
    return true;
}

static void free_names(RacyCases *cases) {
    for (size_t i = 0; i < cases->kept; i++) {
        free((char *)(uintptr_t)cases->items[i].type);
    }
}

void racy_destroy(Interpreter *interpreter) {
    struct RacyCounts *racy = interpreter->racy;
    if (racy) {
        free_names(&racy->freed_in_use);
        free_names(&racy->leaked);
        pthread_mutex_destroy(&racy->lock);
        free(racy);
        interpreter->racy = NULL;
    }
}

void racy_remember_origin(ThreadState *ts, Object *object) {
    if (ts->refcount == REFCOUNT_RACY) {
        heap_set_origin(object, ts->interpreter->racy->place(ts, false));
    }
}

void racy_count(ThreadState *ts, Object *object, int change) {
    struct RacyCounts *racy = ts->interpreter->racy;
    uint32_t seen = load_relaxed(&object->local);
    uint32_t overwritten = exchange_acq_rel(&object->local, seen + (uint32_t)change);
    int32_t lost = (int32_t)(overwritten - seen);
    add_relaxed(&racy->updates, 1u);
    if (lost > 0) {
        add_relaxed(&racy->lost_increments, (uint64_t)lost);
    } else if (lost < 0) {
        add_relaxed(&racy->lost_decrements, (uint64_t)-lost);
    }
}

static void remember(ThreadState *ts, RacyCases *cases, const Object *object,
                     int64_t references) ATTACHED {
    struct RacyCounts *racy = ts->interpreter->racy;
    GuestPlace dropped = racy->place(ts, false);
    pthread_mutex_lock(&racy->lock);
    cases->count++;
    if (cases->kept < RACY_CASES_MAX) {
        cases->items[cases->kept++] = (RacyCase){
            .object = object,
            .type = strdup(object->type->name),
            .made = heap_origin(object),
            .dropped = dropped,
            .thread = ts->id,
            .references = references,
        };
    }
    pthread_mutex_unlock(&racy->lock);
}

bool racy_release(ThreadState *ts, Object *object) {
    struct RacyCounts *racy = ts->interpreter->racy;
    // The reference still counts in truth while the racy count is changed: the object lives.
    racy_count(ts, object, -1);
    bool is_zero = load_relaxed(&object->local) == 0;
    if (is_zero && (load_relaxed(&object->shared) >> 2) > 1 &&
        !(or_relaxed(&object->flags, OBJECT_QUARANTINED) & OBJECT_QUARANTINED)) {
        remember(ts, &racy->freed_in_use, object, (load_relaxed(&object->shared) >> 2) - 1);
    }
    if (add_acq_rel(&object->shared, -COUNT_ONE) - COUNT_ONE != COUNT_DEAD) {
        return false;
    }
    // The last reference: nobody else touches the counts any more.
    bool is_quarantined = load_relaxed(&object->flags) & OBJECT_QUARANTINED;
    if (load_relaxed(&object->local) == 0 && !is_quarantined) {
        return true;
    }
    if (!is_quarantined) {
        remember(ts, &racy->leaked, object, 0);
    }
    return false;
}

RacyReport *racy_report(Interpreter *interpreter) {
    struct RacyCounts *racy = interpreter->racy;
    RacyReport *report = racy ? calloc(1, sizeof *report) : NULL;
    if (report) {
        report->updates = load_relaxed(&racy->updates);
        report->lost_increments = load_relaxed(&racy->lost_increments);
        report->lost_decrements = load_relaxed(&racy->lost_decrements);
        pthread_mutex_lock(&racy->lock);
        report->freed_in_use = racy->freed_in_use;
        report->leaked = racy->leaked;
        pthread_mutex_unlock(&racy->lock);
    }
    return report;
}
