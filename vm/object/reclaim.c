// Quiescent-state reclamation: see reclaim.h for the words and the argument.
//
// The list of retired blocks and the epoch are under one mutex: retiring is rare (a list
// outgrows its buffer, a dict its table) next to the reads it makes safe, which touch nothing
// here.
#include "vm/object/reclaim.h"

#include <pthread.h>
#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/object/owners.h"

// Retired blocks before the other threads are asked to report.
#define RETIRED_BEFORE_ASKING 64

typedef struct RetiredBlock {
    void *memory;
    uint64_t epoch;
} RetiredBlock;

struct Reclaimer {
    pthread_mutex_t lock;
    uint64_t epoch;       // atomic: read by threads that report
    RetiredBlock *blocks; // in the order of their epochs
    size_t count;
    size_t capacity;
};

typedef struct OldestReader {
    uint64_t epoch;
    uint64_t wanted; // threads behind this epoch are asked to report; 0: nobody is asked
    ThreadState *self;
} OldestReader;

bool reclaimer_create(Interpreter *interpreter) {
    Reclaimer *reclaimer = calloc(1, sizeof *reclaimer);
    if (!reclaimer) {
        return false;
    }
    pthread_mutex_init(&reclaimer->lock, NULL);
    reclaimer->epoch = 1;
    interpreter->reclaimer = reclaimer;
    return true;
}

void reclaim_all(Interpreter *interpreter) {
    Reclaimer *reclaimer = interpreter->reclaimer;
    pthread_mutex_lock(&reclaimer->lock);
    for (size_t i = 0; i < reclaimer->count; i++) {
        free(reclaimer->blocks[i].memory);
    }
    reclaimer->count = 0;
    pthread_mutex_unlock(&reclaimer->lock);
}

void reclaimer_destroy(Interpreter *interpreter) {
    Reclaimer *reclaimer = interpreter->reclaimer;
    reclaim_all(interpreter);
    pthread_mutex_destroy(&reclaimer->lock);
    free(reclaimer->blocks);
    free(reclaimer);
    interpreter->reclaimer = NULL;
}

void reclaim_quiescent(ThreadState *ts) {
    uint64_t epoch = load_seq_cst(&ts->interpreter->reclaimer->epoch);
    store_seq_cst(&ts->quiescent_epoch, epoch);
}

// Lowers the oldest epoch to that of a thread that is attached, and asks it to report if it is
// behind.
static void look_at_reader(ThreadState *ts, void *context) {
    OldestReader *oldest = context;
    if (ts == oldest->self || load_seq_cst(&ts->status) != THREAD_ATTACHED) {
        return;
    }
    uint64_t epoch = load_seq_cst(&ts->quiescent_epoch);
    if (epoch < oldest->epoch) {
        oldest->epoch = epoch;
    }
    if (epoch < oldest->wanted) {
        or_acq_rel(&ts->pending, PENDING_QUIESCENT);
    }
}

// Frees the blocks that no reader can be looking at. The retiring thread itself has let go of
// them.
static void free_unreachable(ThreadState *ts, Reclaimer *reclaimer) {
    OldestReader oldest = {.epoch = reclaimer->epoch, .self = ts};
    oldest.wanted = reclaimer->count >= RETIRED_BEFORE_ASKING ? reclaimer->epoch : 0;
    // The unlinking stores before, the readers' states after: pairs with the attaching thread's
    // sequentially consistent change of its status.
    fence_seq_cst();
    owner_registry_threads(ts->interpreter, look_at_reader, &oldest);
    size_t done = 0;
    while (done < reclaimer->count && reclaimer->blocks[done].epoch <= oldest.epoch) {
        free(reclaimer->blocks[done++].memory);
    }
    for (size_t i = done; i < reclaimer->count; i++) {
        reclaimer->blocks[i - done] = reclaimer->blocks[i];
    }
    reclaimer->count -= done;
}

void reclaim_retire(ThreadState *ts, void *memory) {
    Reclaimer *reclaimer = ts->interpreter->reclaimer;
    pthread_mutex_lock(&reclaimer->lock);
    if (reclaimer->count == reclaimer->capacity) {
        size_t capacity = reclaimer->capacity ? reclaimer->capacity * 2 : 64;
        RetiredBlock *blocks = realloc(reclaimer->blocks, capacity * sizeof *blocks);
        if (!blocks) {
            pthread_mutex_unlock(&reclaimer->lock);
            return; // no memory to remember it: leaked, never freed too early
        }
        reclaimer->blocks = blocks;
        reclaimer->capacity = capacity;
    }
    uint64_t epoch = reclaimer->epoch + 1;
    store_seq_cst(&reclaimer->epoch, epoch);
    reclaimer->blocks[reclaimer->count++] = (RetiredBlock){memory, epoch};
    if (reclaimer->count % 16 == 0) {
        free_unreachable(ts, reclaimer);
    }
    pthread_mutex_unlock(&reclaimer->lock);
}
