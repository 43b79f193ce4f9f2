// The out-of-line half of reference counting: shared counts, merging, destruction.
//
// The protocol is PEP 703's biased counting. What must hold at any moment, for an object that
// lives:
//   * References held = local + (shared >> 2), where each may be off by what the other makes
//     up for (a reference counted by the owner and dropped by another thread makes `shared`
//     go down).
//   * COUNT_DEFAULT with count 0: what other threads have counted, if anything, they have
//     taken back: the owner alone frees it.
//   * A non-owner that would make the shared count negative does not subtract: it queues the
//     object to its owner together with the reference it drops, and the state becomes
//     COUNT_QUEUED. Exactly one thread makes that transition. So `local` cannot reach 0 before
//     the owner has merged.
//   * COUNT_MERGED: owner is OWNER_NONE, and whoever brings the count to 0 frees it.
//
// An owner whose thread has ended is not in the registry: then the thread that would queue
// merges itself, which is safe because nobody changes `local` any more. Nor does an owner that
// is detached: it is kept from attaching for the moment that merging takes. (CPython's queue
// waits until the owner is back; an object then dies late.)
#include "vm/object/refcount.h"

#include <pthread.h>
#include <stdlib.h>

#include "vm/object/heap.h"
#include "vm/object/owners.h"
#include "vm/object/racy.h"
#include "vm/object/split.h"
#include "vm/object/type.h"
#include "vm/object/weakrefs.h"

// Destructors nest this deep on the C stack before the rest is put off.
#define DESTROY_DEPTH_MAX 40

// Shared counts between two looks at what is being counted: a prime, so that a loop does not
// always show the same object.
#define SHARED_BETWEEN_CHECKS 251

// In an entry of `contended`: another object with the same place was seen since.
#define SEEN_ANOTHER ((uintptr_t)1)

// A queue that has had this many entries gives its memory back.
#define MERGE_ROOM_KEPT 4096

// The threads that own objects, by identity. `lock` also guards their merge queues.
struct OwnerRegistry {
    pthread_mutex_t lock;
    ThreadState **threads;
    size_t count;
    size_t capacity;
};

// An entry of a merge queue is an object whose count went negative, with the reference that was
// dropped. When the counts are re-homed it becomes an ordinary reference to be dropped by
// anybody, which the lowest bit tells.
static Object *plain_entry(Object *object) {
    return (Object *)((uintptr_t)object | 1);
}

static Object *entry_object(Object *entry) {
    return (Object *)((uintptr_t)entry & ~(uintptr_t)1);
}

// A thread's own statistics, read by others for reports.
static inline void count_up(uint64_t *number, uint64_t n) {
    store_relaxed(number, load_relaxed(number) + n);
}

static bool vector_push(ObjectVector *vector, Object *object) {
    if (vector->count == vector->capacity) {
        size_t capacity = vector->capacity ? vector->capacity * 2 : 32;
        Object **items = realloc(vector->items, capacity * sizeof *items);
        if (!items) {
            return false;
        }
        vector->items = items;
        vector->capacity = capacity;
    }
    vector->items[vector->count++] = object;
    return true;
}

bool owner_registry_create(Interpreter *interpreter) {
    OwnerRegistry *registry = calloc(1, sizeof *registry);
    if (!registry) {
        return false;
    }
    pthread_mutex_init(&registry->lock, NULL);
    interpreter->owners = registry;
    interpreter->next_identity = GIL_IDENTITY;
    return true;
}

void owner_registry_destroy(Interpreter *interpreter) {
    OwnerRegistry *registry = interpreter->owners;
    pthread_mutex_destroy(&registry->lock);
    free(registry->threads);
    free(registry);
    interpreter->owners = NULL;
}

bool refcount_register_owner(ThreadState *ts) {
    OwnerRegistry *registry = ts->interpreter->owners;
    bool ok = true;
    pthread_mutex_lock(&registry->lock);
    if (registry->count == registry->capacity) {
        size_t capacity = registry->capacity ? registry->capacity * 2 : 16;
        ThreadState **threads = realloc(registry->threads, capacity * sizeof(ThreadState *));
        ok = threads != NULL;
        if (ok) {
            registry->threads = threads;
            registry->capacity = capacity;
        }
    }
    if (ok) {
        registry->threads[registry->count++] = ts;
        ts->own_identity = ts->interpreter->next_identity++;
    }
    pthread_mutex_unlock(&registry->lock);
    return ok;
}

static void add_stats(CountStats *sum, const CountStats *part) {
    sum->plain += load_relaxed(&part->plain);
    sum->atomic += load_relaxed(&part->atomic);
    sum->queued += load_relaxed(&part->queued);
    sum->merged += load_relaxed(&part->merged);
    sum->split += load_relaxed(&part->split);
}

CountStats refcount_stats(Interpreter *interpreter) {
    OwnerRegistry *registry = interpreter->owners;
    pthread_mutex_lock(&registry->lock);
    CountStats sum = interpreter->ended_stats;
    for (size_t i = 0; i < registry->count; i++) {
        add_stats(&sum, &registry->threads[i]->count_stats);
    }
    pthread_mutex_unlock(&registry->lock);
    return sum;
}

// Takes the thread out of the registry if nothing is queued to it.
static bool try_retire(OwnerRegistry *registry, ThreadState *ts) {
    pthread_mutex_lock(&registry->lock);
    bool is_drained = ts->merge_queue.count == 0;
    for (size_t i = 0; is_drained && i < registry->count; i++) {
        if (registry->threads[i] == ts) {
            registry->threads[i] = registry->threads[--registry->count];
            add_stats(&ts->interpreter->ended_stats, &ts->count_stats);
            for (size_t kind = 0; kind < KIND_COUNT; kind++) {
                ts->interpreter->ended_lock_waits[kind] += ts->lock_waits[kind];
            }
            break;
        }
    }
    pthread_mutex_unlock(&registry->lock);
    return is_drained;
}

void refcount_retire_owner(ThreadState *ts) {
    // Others may go on queueing until the registry does not know the thread any more.
    while (!try_retire(ts->interpreter->owners, ts)) {
        refcount_merge_queued(ts);
    }
    free(ts->merge_queue.items);
    ts->merge_queue = (ObjectVector){0};
    free(ts->merging.items);
    ts->merging = (ObjectVector){0};
    free(ts->destroy_later.items);
    ts->destroy_later = (ObjectVector){0};
}

size_t owner_registry_threads(Interpreter *interpreter, void (*visit)(ThreadState *, void *),
                              void *context) {
    OwnerRegistry *registry = interpreter->owners;
    pthread_mutex_lock(&registry->lock);
    size_t count = registry->count;
    for (size_t i = 0; i < count; i++) {
        visit(registry->threads[i], context);
    }
    pthread_mutex_unlock(&registry->lock);
    return count;
}

void object_adopt(ThreadState *ts, Object *object, uint32_t count) {
    if (ts->refcount == REFCOUNT_BIASED) {
        store_relaxed(&object->shared, COUNT_DEFAULT);
        store_relaxed(&object->local, count);
        store_relaxed(&object->owner, ts->identity);
        return;
    }
    bool is_racy = ts->refcount == REFCOUNT_RACY;
    store_relaxed(&object->local, is_racy ? count : 0);
    store_relaxed(&object->owner, is_racy ? OWNER_RACY : OWNER_NONE);
    store_relaxed(&object->shared, (int32_t)(count * COUNT_ONE) | COUNT_MERGED);
}

// Runs `__del__` with one reference held, and gives that back: an object that did not come back
// to life is destroyed by it. The count decides, as always: other threads may have taken
// references through weak ones meanwhile.
static void finalize(ThreadState *ts, Object *object) ATTACHED {
    or_relaxed(&object->flags, OBJECT_FINALIZED);
    object_adopt(ts, object, 1);
    // An exception may be on its way while its frames are being cleared: `__del__` must not see
    // it.
    Value error = ts->error;
    ts->error = NO_VALUE;
    object->type->slots.finalize(ts, object_value(object));
    ts->error = error;
    object_release(ts, object);
}

static void destroy_now(ThreadState *ts, Object *object) ATTACHED {
    Type *type = object->type;
    if (UNLIKELY(type->slots.finalize != NULL) &&
        !(load_relaxed(&object->flags) & OBJECT_FINALIZED)) {
        finalize(ts, object);
        return;
    }
    if (UNLIKELY(load_relaxed(&object->flags) & OBJECT_WEAKLY_REFERENCED)) {
        weakrefs_clear(ts, object);
    }
    if (type->slots.destroy) {
        type->slots.destroy(ts, object);
    }
    bool counts_type = type->flags & TYPE_HEAP;
    object_free_memory(ts, object);
    if (counts_type) {
        object_release(ts, &type->head);
    }
}

// Frees an object nobody refers to. Long chains (a list of a million nodes) are freed one after
// the other instead of one inside the other.
static inline void destroy(ThreadState *ts, Object *object) ATTACHED {
    const Type *type = object->type;
    if (!type->slots.destroy && !type->slots.finalize && !(type->flags & TYPE_HEAP)) {
        object_free_memory(ts, object); // it holds nothing: a str, a float, an int
        return;
    }
    // Nobody finds it from here on: not a weak reference, not the collector, which may run
    // inside the destruction of what the object holds.
    object_make_dying(object);
    if (ts->destroy_depth >= DESTROY_DEPTH_MAX && vector_push(&ts->destroy_later, object)) {
        return;
    }
    ts->destroy_depth++;
    destroy_now(ts, object);
    ts->destroy_depth--;
    while (UNLIKELY(ts->destroy_later.count > 0) && ts->destroy_depth == 0) {
        Object *later = ts->destroy_later.items[--ts->destroy_later.count];
        ts->destroy_depth++;
        destroy_now(ts, later);
        ts->destroy_depth--;
    }
}

void object_release_last(ThreadState *ts, Object *object) {
    // Acquire: pairs with the release in other threads' counting, so that what they wrote is
    // seen.
    int32_t shared = load_acquire(&object->shared);
    if (LIKELY(shared == 0)) {
        destroy(ts, object);
        return;
    }
    if (shared >= COUNT_IMMORTAL_MIN) {
        return;
    }
    store_relaxed(&object->owner, OWNER_NONE);
    int32_t merged;
    do {
        merged = (shared & ~COUNT_STATE_MASK) | COUNT_MERGED;
    } while (!compare_exchange_acq_rel(&object->shared, &shared, merged));
    if (merged == COUNT_DEAD) {
        destroy(ts, object);
    }
}

// Whether this thread owns the object: only while operations are being counted does an owner
// come here.
static bool count_plainly(ThreadState *ts, const Object *object) {
    bool is_owner = load_relaxed(&object->owner) == ts->identity;
    count_up(&ts->count_stats.plain, is_owner);
    return is_owner;
}

// The counts become one, less the reference that was queued. The caller is the owner, or the
// owner's thread has ended or is held. Returns the count that remains.
static int32_t merge(Object *object) {
    int32_t shared = load_acquire(&object->shared);
    int32_t local = (int32_t)load_relaxed(&object->local);
    int32_t count;
    // Before the exchange: after it another thread may drop the last reference, and the memory
    // may be a new object's.
    store_relaxed(&object->local, 0);
    store_relaxed(&object->owner, OWNER_NONE);
    do {
        count = (shared >> 2) + local - 1;
    } while (
        !compare_exchange_acq_rel(&object->shared, &shared, count * COUNT_ONE | COUNT_MERGED));
    return count;
}

// Keeps a thread that is detached from attaching, until let_go. The registry is locked.
static bool hold_detached(ThreadState *ts) {
    uint32_t status = THREAD_DETACHED;
    // Pairs with the detaching: what the thread has counted is seen.
    return compare_exchange_seq_cst(&ts->status, &status, THREAD_HELD);
}

static void let_go(ThreadState *ts) {
    store_seq_cst(&ts->status, THREAD_DETACHED);
}

static ThreadState *find_owner(const OwnerRegistry *registry, uint32_t identity) {
    for (size_t i = 0; i < registry->count; i++) {
        if (registry->threads[i]->own_identity == identity) {
            return registry->threads[i];
        }
    }
    return NULL;
}

// Puts the object, with one reference, into its owner's queue. The registry is locked.
static void queue_to(ThreadState *owner, Object *object) ATTACHED {
    if (vector_push(&owner->merge_queue, object)) {
        or_acq_rel(&owner->pending, PENDING_MERGE);
    } else {
        object_make_immortal(object); // no memory: the object is leaked, never misused
    }
}

// Hands the object, with one reference, to its owner; merges here if the owner's thread has
// ended or is detached.
static void hand_to_owner(ThreadState *ts, Object *object) ATTACHED {
    OwnerRegistry *registry = ts->interpreter->owners;
    int32_t count = 1;
    pthread_mutex_lock(&registry->lock);
    ThreadState *owner = find_owner(registry, load_relaxed(&object->owner));
    bool is_held = owner && hold_detached(owner);
    if (!owner || is_held) {
        count_up(&ts->count_stats.merged, 1u);
        count = merge(object);
    } else {
        count_up(&ts->count_stats.queued, 1u);
        queue_to(owner, object);
    }
    if (is_held) {
        let_go(owner);
    }
    pthread_mutex_unlock(&registry->lock);
    if (count == 0) {
        destroy(ts, object);
    }
}

// Several threads count the object at the same time. One that is merged is split; one that
// belongs to a thread is merged first, as if it had been dropped once too often.
static void split_or_merge(ThreadState *ts, Object *object) ATTACHED {
    int32_t shared = load_relaxed(&object->shared);
    int32_t state = shared & COUNT_STATE_MASK;
    if (state == COUNT_QUEUED || state == COUNT_MERGED) {
        count_up(&ts->count_stats.split, split_begin(ts, object));
    } else if (compare_exchange_acq_rel(&object->shared, &shared,
                                        (shared + COUNT_ONE - state) | COUNT_QUEUED)) {
        hand_to_owner(ts, object); // with one more reference, which the queue gives back
    }
}

static uint32_t hash_address(const Object *object) {
    return (uint32_t)(((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 32);
}

// This thread counts an object of another, of which it holds a reference, at the same moment as
// somebody else, or again and again. When that is seen twice in short time it will go on, so a
// function becomes immortal, and others are split.
static void note_contended(ThreadState *ts, Object *object) ATTACHED {
    if (load_relaxed(&object->flags) & OBJECT_ALWAYS_COUNTED) {
        return;
    }
    uintptr_t *seen = &ts->contended[hash_address(object) % CONTENDED_SEEN];
    if ((*seen & ~SEEN_ANOTHER) != (uintptr_t)object) {
        // Of two that share a place one stays until it is seen again.
        *seen = *seen && !(*seen & SEEN_ANOTHER) ? *seen | SEEN_ANOTHER : (uintptr_t)object;
    } else if (load_relaxed(&object->type)->flags & TYPE_IMMORTAL_WHEN_HOT) {
        *seen = 0;
        object_make_immortal(object);
    } else if (ts->is_parallel && ts->refcount == REFCOUNT_BIASED) {
        *seen = 0;
        split_or_merge(ts, object);
    }
}

// This thread has counted an object of another, and now and then looks which. So calling one
// function in two threads soon shares no count; functions that are only handed from thread to
// thread go on being freed.
static inline void note_shared(ThreadState *ts, Object *object) ATTACHED {
    count_up(&ts->count_stats.atomic, 1u);
    if (LIKELY(--ts->shared_until_check > 0)) {
        return;
    }
    ts->shared_until_check = SHARED_BETWEEN_CHECKS;
    note_contended(ts, object);
}

// The shared count itself, or what else there is but a split one.
static void retain_atomically(ThreadState *ts, Object *object) ATTACHED {
    if (count_plainly(ts, object)) {
        store_relaxed(&object->local, load_relaxed(&object->local) + 1);
        return;
    }
    if (load_relaxed(&object->shared) >= COUNT_IMMORTAL_MIN) {
        return;
    }
    if (load_relaxed(&object->type)->flags & TYPE_IMMORTAL_WHEN_SHARED) {
        object_make_immortal(object);
        return;
    }
    uint32_t owner = load_relaxed(&object->owner);
    add_relaxed(&object->shared, COUNT_ONE); // of one that is split meanwhile: its base
    if (UNLIKELY(owner == OWNER_RACY)) {
        racy_count(ts, object, 1);
    }
    note_shared(ts, object);
}

void object_retain_shared(ThreadState *ts, Object *object) {
    if (LIKELY(load_acquire(&object->owner) == OWNER_SPLIT)) { // so its row is known
        split_retain(ts, object);
    } else {
        retain_atomically(ts, object);
    }
}

// Takes a reference out of the shared count; false if another thread was quicker, and then sees
// the new count.
static bool try_release(ThreadState *ts, Object *object, int32_t *shared) ATTACHED RUNS_GUEST {
    bool must_queue = *shared == COUNT_DEFAULT || *shared == COUNT_SHARED;
    int32_t next = must_queue ? COUNT_QUEUED : *shared - COUNT_ONE;
    if (!compare_exchange_acq_rel(&object->shared, shared, next)) {
        return false;
    }
    if (must_queue) {
        hand_to_owner(ts, object);
    } else if (next == COUNT_DEAD) {
        destroy(ts, object);
    } else if (UNLIKELY(next >= COUNT_SPLIT / 2)) {
        split_check_low(ts, object);
    }
    return true;
}

static void release_atomically(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    if (count_plainly(ts, object)) {
        uint32_t local = load_relaxed(&object->local) - 1;
        store_relaxed(&object->local, local);
        if (local == 0) {
            object_release_last(ts, object);
        }
        return;
    }
    int32_t shared = load_relaxed(&object->shared);
    if (shared >= COUNT_IMMORTAL_MIN) {
        return;
    }
    if (UNLIKELY(load_relaxed(&object->owner) == OWNER_RACY)) {
        if (racy_release(ts, object)) {
            destroy(ts, object);
        }
        return;
    }
    count_up(&ts->count_stats.atomic, 1u);
    while (shared < COUNT_IMMORTAL_MIN && !try_release(ts, object, &shared)) {
        note_contended(ts, object);
        if (load_acquire(&object->owner) == OWNER_SPLIT) {
            split_release(ts, object);
            return;
        }
    }
}

void object_release_shared(ThreadState *ts, Object *object) {
    if (LIKELY(load_acquire(&object->owner) == OWNER_SPLIT)) {
        split_release(ts, object);
    } else {
        release_atomically(ts, object);
    }
}

// The next entry of the queue, in the order they came; null if it is empty. What is being
// worked off stays where refcount_rehome_all finds it: a destructor may change the mode.
static Object *next_queued(ThreadState *ts) {
    if (ts->merging_next == ts->merging.count) {
        OwnerRegistry *registry = ts->interpreter->owners;
        ObjectVector empty = ts->merging;
        empty.count = 0;
        if (empty.capacity > MERGE_ROOM_KEPT) {
            free(empty.items);
            empty = (ObjectVector){0};
        }
        pthread_mutex_lock(&registry->lock);
        ts->merging = ts->merge_queue;
        ts->merge_queue = empty;
        pthread_mutex_unlock(&registry->lock);
        ts->merging_next = 0;
    }
    return ts->merging.count ? ts->merging.items[ts->merging_next++] : NULL;
}

void refcount_merge_queued(ThreadState *ts) {
    Object *entry;
    while ((entry = next_queued(ts))) {
        Object *object = entry_object(entry);
        if (entry != object) {
            object_release(ts, object);
            continue;
        }
        count_up(&ts->count_stats.merged, 1u);
        if (merge(object) == 0) {
            destroy(ts, object);
        }
    }
}

void object_release_later(ThreadState *ts, Object *object) {
    OwnerRegistry *registry = ts->interpreter->owners;
    pthread_mutex_lock(&registry->lock);
    if (vector_push(&ts->merge_queue, plain_entry(object))) {
        or_acq_rel(&ts->pending, PENDING_MERGE);
    } // else there is no memory: the object is leaked
    pthread_mutex_unlock(&registry->lock);
}

void refcount_inherit_queue(ThreadState *ts, ThreadState *gone) {
    OwnerRegistry *registry = ts->interpreter->owners;
    pthread_mutex_lock(&registry->lock);
    for (size_t i = 0; i < gone->merge_queue.count; i++) {
        if (vector_push(&ts->merge_queue, gone->merge_queue.items[i])) {
            or_acq_rel(&ts->pending, PENDING_MERGE);
        } // else there is no memory: the object is leaked
    }
    gone->merge_queue.count = 0;
    pthread_mutex_unlock(&registry->lock);
}

void object_make_immortal(Object *object) {
    int32_t shared = load_relaxed(&object->shared);
    while (shared < COUNT_IMMORTAL_MIN &&
           !compare_exchange_acq_rel(&object->shared, &shared, COUNT_IMMORTAL)) {
    }
    store_relaxed(&object->owner, OWNER_NONE);
}

int64_t object_count(const Interpreter *interpreter, const Object *object) {
    uint32_t owner = load_acquire(&object->owner);
    int64_t shared = load_relaxed(&object->shared) >> 2;
    return owner == OWNER_RACY ? shared // local tells lies then
           : owner == OWNER_SPLIT
               ? shared - COUNT_SPLIT / COUNT_ONE + split_sum(interpreter, object)
               : (int64_t)load_relaxed(&object->local) + shared;
}

// Takes a reference to an object that may be dying, unless nobody but its owner has ever
// counted it.
bool object_try_retain(ThreadState *ts, Object *object) {
    if (load_relaxed(&object->owner) == ts->identity) {
        store_relaxed(&object->local, load_relaxed(&object->local) + 1);
        return true;
    }
    int32_t shared = load_acquire(&object->shared);
    for (;;) {
        if (shared >= COUNT_IMMORTAL_MIN) {
            return true;
        }
        if (load_acquire(&object->owner) == OWNER_SPLIT) {
            split_retain(ts, object); // it lives until it is added up
            return true;
        }
        bool is_merged = (shared & COUNT_STATE_MASK) == COUNT_MERGED;
        if (shared == COUNT_DEFAULT || (is_merged && shared <= COUNT_DEAD)) {
            return false;
        }
        if (compare_exchange_acq_rel(&object->shared, &shared, shared + COUNT_ONE)) {
            break;
        }
    }
    if (UNLIKELY(load_relaxed(&object->owner) == OWNER_RACY)) {
        racy_count(ts, object, 1);
    }
    note_shared(ts, object);
    return true;
}

void object_share(Object *object) {
    int32_t shared = load_relaxed(&object->shared);
    while ((shared & COUNT_STATE_MASK) == COUNT_DEFAULT && shared < COUNT_IMMORTAL_MIN &&
           !compare_exchange_acq_rel(&object->shared, &shared, shared | COUNT_SHARED)) {
    }
}

Ref slot_take_locked(ThreadState *ts, const Value *slot) {
    Value v = slot_load(slot);
    if (value_is_null(v) || !value_is_object(v)) {
        return owned(v);
    }
    Object *object = value_object(v);
    if (load_relaxed(&object->owner) == ts->identity) {
        object_retain(ts, object);
        return owned(v);
    }
    if (load_relaxed(&object->type)->flags & TYPE_IMMORTAL_WHEN_SHARED) {
        object_make_immortal(object);
    }
    int32_t shared = load_relaxed(&object->shared);
    int32_t next;
    do {
        if (shared >= COUNT_IMMORTAL_MIN) {
            return owned(v);
        }
        if (load_acquire(&object->owner) == OWNER_SPLIT) {
            split_retain(ts, object);
            return owned(v);
        }
        bool is_default = (shared & COUNT_STATE_MASK) == COUNT_DEFAULT;
        next = (shared + COUNT_ONE) | (is_default ? COUNT_SHARED : 0);
    } while (!compare_exchange_acq_rel(&object->shared, &shared, next));
    if (UNLIKELY(load_relaxed(&object->owner) == OWNER_RACY)) {
        racy_count(ts, object, 1);
    }
    note_shared(ts, object);
    return owned(v);
}

// What the counts of all objects are to become.
typedef struct Home {
    Interpreter *interpreter;
    RefcountMode mode;
    uint32_t identity;
} Home;

static void rehome(Object *object, void *context) NO_CONTRACT_CHECK {
    const Home *home = context;
    int32_t shared = load_relaxed(&object->shared);
    if (shared >= COUNT_IMMORTAL_MIN || object_is_dead(object)) {
        return;
    }
    int32_t count = (int32_t)object_count(home->interpreter, object);
    bool is_plain = home->mode == REFCOUNT_BIASED;
    bool is_racy = home->mode == REFCOUNT_RACY;
    store_relaxed(&object->local, is_plain || is_racy ? (uint32_t)count : 0);
    store_relaxed(&object->shared, is_plain ? COUNT_DEFAULT : count * COUNT_ONE | COUNT_MERGED);
    store_relaxed(&object->owner, is_plain  ? home->identity
                                  : is_racy ? OWNER_RACY
                                            : OWNER_NONE);
}

// Moves what a queue holds behind `all`, as plain references.
static void gather_queue(ObjectVector *all, ObjectVector *queue,
                         size_t from) NO_CONTRACT_CHECK {
    for (size_t i = from; i < queue->count; i++) {
        Object *object = entry_object(queue->items[i]);
        if (!vector_push(all, plain_entry(object))) {
            object_make_immortal(object); // leaked, never misused
        }
    }
    queue->count = 0;
}

void refcount_rehome_all(ThreadState *ts, RefcountMode mode, uint32_t identity) {
    OwnerRegistry *registry = ts->interpreter->owners;
    ObjectVector all = {0};
    Home home = {ts->interpreter, mode, identity};
    split_add_up_all(ts);
    heap_each_object(ts->interpreter, rehome, &home);
    pthread_mutex_lock(&registry->lock);
    for (size_t i = 0; i < registry->count; i++) {
        ThreadState *thread = registry->threads[i];
        gather_queue(&all, &thread->merging, thread->merging_next);
        thread->merging_next = 0;
        gather_queue(&all, &thread->merge_queue, 0);
    }
    free(ts->merge_queue.items);
    ts->merge_queue = all;
    if (all.count > 0) {
        or_acq_rel(&ts->pending, PENDING_MERGE);
    }
    pthread_mutex_unlock(&registry->lock);
}
