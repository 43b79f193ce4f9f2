// Split counts: rows, the bound below, adding up.
#include "vm/object/split.h"

#include <pthread.h>
#include <stdlib.h>

#include "vm/object/refcount.h"

// Guarded by `lock`; objects and rows are found without it by those who hold what they point
// to.
struct SplitTable {
    pthread_mutex_t lock;
    SplitRows *threads;
    uint32_t used;              // rows ever used
    uint32_t n_free;            // of those, the ones on the free list
    uint32_t free[SPLIT_MAX];   // numbers of rows
    Object *objects[SPLIT_MAX]; // by row, null: free
};

bool split_create(Interpreter *interpreter) {
    SplitTable *table = calloc(1, sizeof *table);
    if (!table) {
        return false;
    }
    pthread_mutex_init(&table->lock, NULL);
    interpreter->split = table;
    return true;
}

void split_destroy(Interpreter *interpreter) {
    if (interpreter->split) {
        pthread_mutex_destroy(&interpreter->split->lock);
        free(interpreter->split);
        interpreter->split = NULL;
    }
}

// --- counting ---

// The thread's own row, null if it has none: without memory, and when it ends.
static SplitRow *own_row(ThreadState *ts, const Object *object) ATTACHED {
    SplitRows *own = ts->split_rows;
    if (UNLIKELY(!own)) {
        own = ts->split_is_over ? NULL : calloc(1, sizeof *own);
        if (!own) {
            return NULL;
        }
        SplitTable *table = ts->interpreter->split;
        pthread_mutex_lock(&table->lock);
        own->next = table->threads;
        table->threads = own;
        pthread_mutex_unlock(&table->lock);
        ts->split_rows = own;
    }
    return &own->rows[load_relaxed(&object->local)];
}

// Whether the object may be dead. The table is locked.
static bool is_low(const SplitTable *table, const Object *object) {
    uint32_t number = load_relaxed(&object->local);
    int64_t bound = (load_relaxed(&object->shared) - COUNT_SPLIT) >> 2;
    for (const SplitRows *thread = table->threads; thread; thread = thread->next) {
        bound += load_relaxed(&thread->rows[number].lowest);
    }
    return bound <= 0;
}

// Of two threads that lower the bound at the same time the later to take the lock sees both:
// each has stored its own before.
void split_check_low(ThreadState *ts, const Object *object) {
    SplitTable *table = ts->interpreter->split;
    pthread_mutex_lock(&table->lock);
    bool is_wanted = is_low(table, object);
    pthread_mutex_unlock(&table->lock);
    if (is_wanted) {
        // A thread that is ending comes to no safe point any more.
        ThreadState *adder = ts->split_is_over ? ts->interpreter->main_thread : ts;
        or_acq_rel(&adder->pending, PENDING_ADD_UP);
    }
}

void split_retain_slow(ThreadState *ts, Object *object) {
    SplitRow *row = own_row(ts, object);
    if (LIKELY(row != NULL)) {
        store_relaxed(&row->delta, row->delta + 1);
    } else {
        add_relaxed(&object->shared, COUNT_ONE);
    }
}

void split_release_slow(ThreadState *ts, Object *object) {
    SplitRow *row = own_row(ts, object);
    if (LIKELY(row != NULL)) {
        int32_t delta = row->delta - 1;
        store_relaxed(&row->delta, delta);
        if (LIKELY(delta >= row->lowest)) {
            return;
        }
        store_relaxed(&row->lowest, delta);
    } else {
        add_acq_rel(&object->shared, -COUNT_ONE);
    }
    split_check_low(ts, object);
}

int64_t split_sum(const Interpreter *interpreter, const Object *object) {
    SplitTable *table = interpreter->split;
    int64_t sum = 0;
    pthread_mutex_lock(&table->lock);
    for (const SplitRows *thread = table->threads; thread; thread = thread->next) {
        sum += load_relaxed(&thread->rows[load_relaxed(&object->local)].delta);
    }
    pthread_mutex_unlock(&table->lock);
    return sum;
}

// --- splitting and adding up ---

// Takes a row for the object; SPLIT_MAX if there is none. The table is locked.
static uint32_t take_row(SplitTable *table) {
    return table->n_free > 0         ? table->free[--table->n_free]
           : table->used < SPLIT_MAX ? table->used++
                                     : SPLIT_MAX;
}

static void give_row_back(SplitTable *table, uint32_t number) {
    table->objects[number] = NULL;
    table->free[table->n_free++] = number;
}

// Raises the count out of the reach of whoever still counts in the header. False if it is not
// merged, or split or immortal already.
static bool raise_base(Object *object) {
    int32_t shared = load_acquire(&object->shared);
    do {
        if ((shared & COUNT_STATE_MASK) != COUNT_MERGED || shared >= COUNT_SPLIT / 2) {
            return false;
        }
    } while (!compare_exchange_acq_rel(&object->shared, &shared, shared + COUNT_SPLIT));
    return true;
}

bool split_begin(ThreadState *ts, Object *object) {
    SplitTable *table = ts->interpreter->split;
    pthread_mutex_lock(&table->lock);
    bool is_merged = load_acquire(&object->owner) == OWNER_NONE;
    uint32_t number = is_merged ? take_row(table) : SPLIT_MAX;
    bool is_split = false;
    if (number < SPLIT_MAX) {
        store_relaxed(&object->local, number); // before the base tells of it
        is_split = raise_base(object);
        if (is_split) {
            table->objects[number] = object;
            store_release(&object->owner, OWNER_SPLIT);
        } else {
            store_relaxed(&object->local, 0);
            give_row_back(table, number);
        }
    }
    pthread_mutex_unlock(&table->lock);
    return is_split;
}

// The rows of an object become one count. The table is locked, or nobody else runs.
static void add_up(ThreadState *ts, SplitTable *table, uint32_t number) STOPPED {
    Object *object = table->objects[number];
    int64_t count = (load_relaxed(&object->shared) - COUNT_SPLIT) >> 2;
    for (SplitRows *thread = table->threads; thread; thread = thread->next) {
        count += thread->rows[number].delta;
        thread->rows[number] = (SplitRow){0, 0};
    }
    give_row_back(table, number);
    store_relaxed(&object->local, 0);
    if (load_relaxed(&object->owner) != OWNER_SPLIT) {
        return; // it has become immortal meanwhile
    }
    CHECK(count >= 0, "a split count went below zero");
    bool is_dead = count == 0;
    store_relaxed(&object->shared, (int32_t)(count + is_dead) * COUNT_ONE | COUNT_MERGED);
    store_relaxed(&object->owner, OWNER_NONE);
    if (is_dead) {
        object_release_later(ts, object);
    }
}

static void add_up_rows(ThreadState *ts, bool low_ones_only) STOPPED {
    SplitTable *table = ts->interpreter->split;
    for (uint32_t number = 0; number < table->used; number++) {
        Object *object = table->objects[number];
        if (object && (!low_ones_only || is_low(table, object))) {
            // What changes hands among threads is not split again.
            or_relaxed(&object->flags, low_ones_only ? OBJECT_ALWAYS_COUNTED : 0);
            add_up(ts, table, number);
        }
    }
}

void split_add_up_low(ThreadState *ts) {
    add_up_rows(ts, true);
}

void split_add_up_all(ThreadState *ts) {
    add_up_rows(ts, false);
}

static void unlink_rows(SplitTable *table, const SplitRows *own) {
    SplitRows **link = &table->threads;
    while (*link != own) {
        link = &(*link)->next;
    }
    *link = own->next;
}

void split_thread_done(ThreadState *ts) {
    SplitTable *table = ts->interpreter->split;
    SplitRows *own = ts->split_rows;
    ts->split_is_over = true;
    ts->split_rows = NULL;
    if (!own) {
        return;
    }
    pthread_mutex_lock(&table->lock);
    unlink_rows(table, own);
    // The bound below can only rise: nothing is to be checked.
    for (uint32_t number = 0; number < table->used; number++) {
        Object *object = table->objects[number];
        const SplitRow *row = &own->rows[number];
        if (object && row->delta != 0) {
            add_acq_rel(&object->shared, row->delta * COUNT_ONE);
        }
    }
    pthread_mutex_unlock(&table->lock);
    free(own);
}
