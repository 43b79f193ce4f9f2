// Quiescent-state reclamation: see reclaim.h for the words and the argument.
//
// Every thread keeps its own list of what it has retired, so that retiring shares nothing.
// About a hundred blocks get one stamp together: that is when the epoch moves and the other
// threads are looked at. What a thread leaves behind when it ends goes to a list that all
// share.
#include "vm/object/reclaim.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/base/clock.h"
#include "vm/object/heap.h"
#include "vm/object/owners.h"

// Blocks that get one stamp, or fewer that hold this many bytes.
#define BATCH_COUNT 128
#define BATCH_SIZE  ((size_t)1 << 20)

// Retired blocks before the other threads are asked to report.
#define RETIRED_BEFORE_ASKING 256

// Bytes that may wait for other threads; above, the world is stopped for them, but not more
// often than this.
#define WAITING_MAX      ((size_t)4 << 20)
#define WAITING_PAUSE_NS (CLOCK_SECOND_NS / 50)

struct Reclaimer {
    uint64_t epoch; // atomic
    pthread_mutex_t lock;
    RetiredBlocks left; // under lock: of threads that have ended
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

static void free_blocks(Interpreter *interpreter, RetiredBlocks *blocks, size_t n) {
    for (size_t i = 0; i < n; i++) {
        blocks->size -= malloc_usable_size(blocks->items[i].memory);
        heap_free_block(interpreter, blocks->items[i].memory);
    }
    for (size_t i = n; i < blocks->count; i++) {
        blocks->items[i - n] = blocks->items[i];
    }
    blocks->count -= n;
    blocks->stamped -= n < blocks->stamped ? n : blocks->stamped;
}

void reclaim_all(Interpreter *interpreter) {
    Reclaimer *reclaimer = interpreter->reclaimer;
    for (ThreadState *ts = interpreter->threads; ts; ts = ts->next) {
        free_blocks(interpreter, &ts->retired, ts->retired.count);
        ts->retired.stamped_size = 0;
    }
    pthread_mutex_lock(&reclaimer->lock);
    free_blocks(interpreter, &reclaimer->left, reclaimer->left.count);
    pthread_mutex_unlock(&reclaimer->lock);
}

void reclaimer_destroy(Interpreter *interpreter) {
    Reclaimer *reclaimer = interpreter->reclaimer;
    reclaim_all(interpreter);
    pthread_mutex_destroy(&reclaimer->lock);
    free(reclaimer->left.items);
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

// The newest epoch that every reader has reached. The retiring thread itself has let go of what
// it retires.
static uint64_t reached_by_all(ThreadState *ts, bool asks) {
    uint64_t epoch = load_seq_cst(&ts->interpreter->reclaimer->epoch);
    OldestReader oldest = {.epoch = epoch, .wanted = asks ? epoch : 0, .self = ts};
    // The unlinking stores before, the readers' states after: pairs with the attaching thread's
    // sequentially consistent change of its status.
    fence_seq_cst();
    owner_registry_threads(ts->interpreter, look_at_reader, &oldest);
    return oldest.epoch;
}

// How many blocks at the front are old enough; the stamps rise.
static size_t count_reached(const RetiredBlocks *blocks, uint64_t epoch) {
    size_t n = 0;
    while (n < blocks->stamped && blocks->items[n].epoch <= epoch) {
        n++;
    }
    return n;
}

static bool add_block(RetiredBlocks *blocks, RetiredBlock block) {
    if (blocks->count == blocks->capacity) {
        size_t capacity = blocks->capacity ? blocks->capacity * 2 : BATCH_COUNT;
        RetiredBlock *items = realloc(blocks->items, capacity * sizeof *items);
        if (!items) {
            return false;
        }
        blocks->items = items;
        blocks->capacity = capacity;
    }
    blocks->items[blocks->count++] = block;
    blocks->size += malloc_usable_size(block.memory);
    return true;
}

// Gives the blocks that have none a stamp of their own: all of them have been unlinked.
static void stamp(ThreadState *ts) {
    uint64_t epoch = add_seq_cst(&ts->interpreter->reclaimer->epoch, 1u) + 1;
    for (size_t i = ts->retired.stamped; i < ts->retired.count; i++) {
        ts->retired.items[i].epoch = epoch;
    }
    ts->retired.stamped = ts->retired.count;
}

// Frees what can be freed of the blocks that ended threads have left.
static void free_left(Interpreter *interpreter, uint64_t epoch) {
    Reclaimer *reclaimer = interpreter->reclaimer;
    pthread_mutex_lock(&reclaimer->lock);
    free_blocks(interpreter, &reclaimer->left, count_reached(&reclaimer->left, epoch));
    pthread_mutex_unlock(&reclaimer->lock);
}

void reclaim_retire(ThreadState *ts, void *memory) {
    RetiredBlocks *retired = &ts->retired;
    if (!add_block(retired, (RetiredBlock){memory, 0})) {
        return; // no memory to remember it: leaked, never freed too early
    }
    bool is_large = retired->size - retired->stamped_size >= BATCH_SIZE;
    if (retired->count - retired->stamped < BATCH_COUNT && !is_large) {
        return;
    }
    stamp(ts);
    uint64_t epoch = reached_by_all(ts, is_large || retired->count >= RETIRED_BEFORE_ASKING);
    free_blocks(ts->interpreter, retired, count_reached(retired, epoch));
    retired->stamped_size = retired->size; // all have a stamp now
    if (retired->size > WAITING_MAX) {
        heap_ask_for_trim(ts, WAITING_PAUSE_NS);
    }
    free_left(ts->interpreter, epoch);
}

void reclaim_thread_done(ThreadState *ts) {
    Reclaimer *reclaimer = ts->interpreter->reclaimer;
    if (ts->retired.count) {
        pthread_mutex_lock(&reclaimer->lock);
        stamp(ts); // inside, so that the shared stamps rise
        for (size_t i = 0; i < ts->retired.count; i++) {
            RetiredBlock block = {ts->retired.items[i].memory, load_relaxed(&reclaimer->epoch)};
            if (add_block(&reclaimer->left, block)) {
                reclaimer->left.stamped = reclaimer->left.count;
            }
        }
        pthread_mutex_unlock(&reclaimer->lock);
    }
    free(ts->retired.items);
    ts->retired = (RetiredBlocks){0};
}
