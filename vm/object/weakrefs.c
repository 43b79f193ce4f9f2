// Weak references: the table, and what happens when a target goes.
#include "vm/object/weakrefs.h"

#include <pthread.h>
#include <stdlib.h>

#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"

// The table: open addressing by address, each entry the head of a list.
struct WeakTable {
    pthread_mutex_t lock;
    WeakReference **heads; // null: empty; GONE: deleted
    size_t capacity;       // a power of two
    size_t used;           // with deleted entries
};

#define CAPACITY_MIN 64

static WeakReference gone_marker;
#define GONE (&gone_marker)

bool weakrefs_create(Interpreter *interpreter) {
    WeakTable *table = calloc(1, sizeof *table);
    WeakReference **heads = calloc(CAPACITY_MIN, sizeof *heads);
    if (!table || !heads) {
        free(table);
        free(heads);
        return false;
    }
    pthread_mutex_init(&table->lock, NULL);
    table->heads = heads;
    table->capacity = CAPACITY_MIN;
    interpreter->weakrefs = table;
    return true;
}

void weakrefs_destroy(Interpreter *interpreter) {
    WeakTable *table = interpreter->weakrefs;
    pthread_mutex_destroy(&table->lock);
    free(table->heads);
    free(table);
    interpreter->weakrefs = NULL;
}

static size_t place_of(const WeakTable *table, const Object *target) {
    uint64_t bits = (uintptr_t)target >> 4;
    return (size_t)(bits * 0x9E3779B97F4A7C15u >> 20) & (table->capacity - 1);
}

// The entry of the target, or null.
static WeakReference **find(const WeakTable *table, const Object *target) {
    size_t i = place_of(table, target);
    while (table->heads[i]) {
        if (table->heads[i] != GONE && table->heads[i]->target == target) {
            return &table->heads[i];
        }
        i = (i + 1) & (table->capacity - 1);
    }
    return NULL;
}

// Puts the head of a list that is not in the table into it; there is room.
static void insert(WeakTable *table, WeakReference *head) {
    size_t i = place_of(table, head->target);
    while (table->heads[i] && table->heads[i] != GONE) {
        i = (i + 1) & (table->capacity - 1);
    }
    table->used += !table->heads[i];
    table->heads[i] = head;
}

static bool grow(WeakTable *table) {
    WeakTable larger = *table;
    larger.capacity *= 2;
    larger.used = 0;
    larger.heads = calloc(larger.capacity, sizeof *larger.heads);
    if (!larger.heads) {
        return false;
    }
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->heads[i] && table->heads[i] != GONE) {
            insert(&larger, table->heads[i]);
        }
    }
    free(table->heads);
    table->heads = larger.heads;
    table->capacity = larger.capacity;
    table->used = larger.used;
    return true;
}

// A reference to an object that may be dying.
static bool try_retain(ThreadState *ts, Object *object) ATTACHED {
    if (load_relaxed(&object->owner) == ts->identity && !load_relaxed(&object->local)) {
        return false; // its destruction is put off
    }
    return object_try_retain(ts, object);
}

// The table's lock is held.
static Ref find_plain(ThreadState *ts, const WeakTable *table, const Object *target,
                      const Type *type) ATTACHED {
    WeakReference **entry = find(table, target);
    for (WeakReference *r = entry ? *entry : NULL; r; r = r->next) {
        if (r->head.type == type && value_is_null(r->callback) && try_retain(ts, &r->head)) {
            return object_ref(r);
        }
    }
    return NO_REF;
}

// The table's lock is held, and there is room.
static void enter(WeakTable *table, WeakReference *reference, Object *target) {
    WeakReference **entry = find(table, target);
    store_relaxed(&reference->target, target);
    if (entry) {
        reference->next = *entry;
        (*entry)->previous = reference;
        *entry = reference;
    } else {
        insert(table, reference);
    }
    or_relaxed(&target->flags, OBJECT_WEAKLY_REFERENCED);
}

Ref weakrefs_add(ThreadState *ts, WeakReference *reference, Object *target,
                 bool is_plain) ATTACHED RUNS_GUEST {
    WeakTable *table = ts->interpreter->weakrefs;
    if (ts->identity != GIL_IDENTITY || ts->is_parallel) {
        object_share(target);
        object_share(&reference->head); // whoever destroys the target calls it back
    }
    pthread_mutex_lock(&table->lock);
    Ref known = is_plain ? find_plain(ts, table, target, reference->head.type) : NO_REF;
    bool is_new = ref_is_null(known);
    bool ok = !is_new || table->used * 2 < table->capacity || grow(table);
    if (is_new && ok) {
        enter(table, reference, target);
    }
    pthread_mutex_unlock(&table->lock);
    if (is_new && ok) {
        return object_ref(reference);
    }
    ref_drop(ts, object_ref(reference));
    return ok ? known : raise_memory_error(ts);
}

void weakrefs_remove(ThreadState *ts, WeakReference *reference) ATTACHED {
    WeakTable *table = ts->interpreter->weakrefs;
    pthread_mutex_lock(&table->lock);
    if (reference->target) {
        if (!reference->previous) {
            WeakReference **entry = find(table, reference->target);
            *entry = reference->next ? reference->next : GONE;
        } else {
            reference->previous->next = reference->next;
        }
        if (reference->next) {
            reference->next->previous = reference->previous;
        }
        store_relaxed(&reference->target, NULL);
    }
    pthread_mutex_unlock(&table->lock);
}

Ref weakrefs_target(ThreadState *ts, WeakReference *reference) ATTACHED {
    WeakTable *table = ts->interpreter->weakrefs;
    pthread_mutex_lock(&table->lock);
    Object *target = reference->target;
    bool lives = target && try_retain(ts, target);
    pthread_mutex_unlock(&table->lock);
    return lives ? object_ref(target) : NO_REF;
}

Ref weakrefs_find_plain(ThreadState *ts, Object *target, const Type *type) ATTACHED {
    WeakTable *table = ts->interpreter->weakrefs;
    pthread_mutex_lock(&table->lock);
    Ref found = find_plain(ts, table, target, type);
    pthread_mutex_unlock(&table->lock);
    return found;
}

Ref weakrefs_list(ThreadState *ts, Object *target) ATTACHED {
    WeakTable *table = ts->interpreter->weakrefs;
    for (size_t room = 4;; room *= 2) {
        Value *found = malloc(room * sizeof *found);
        if (!found) {
            return raise_memory_error(ts);
        }
        size_t n = 0;
        pthread_mutex_lock(&table->lock);
        WeakReference **entry = find(table, target);
        WeakReference *r = entry ? *entry : NULL;
        for (; r && n < room; r = r->next) {
            if (try_retain(ts, &r->head)) {
                found[n++] = object_value(r);
            }
        }
        pthread_mutex_unlock(&table->lock);
        if (!r) {
            Ref list = list_from_owned(ts, found, n);
            free(found);
            return list;
        }
        for (size_t i = 0; i < n; i++) {
            value_drop(ts, found[i]);
        }
        free(found);
    }
}

// Takes the target's list out of the table; each reference loses its target.
static WeakReference *take_list(WeakTable *table, Object *target) {
    WeakReference **entry = find(table, target);
    if (!entry) {
        return NULL;
    }
    WeakReference *first = *entry;
    *entry = GONE;
    for (WeakReference *r = first; r; r = r->next) {
        store_relaxed(&r->target, NULL);
    }
    and_relaxed(&target->flags, (uint8_t)~OBJECT_WEAKLY_REFERENCED);
    return first;
}

void weakrefs_clear(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    WeakTable *table = ts->interpreter->weakrefs;
    WeakReference *called =
        NULL; // those with callbacks, each with a reference taken, newest first
    WeakReference **end = &called;
    pthread_mutex_lock(&table->lock);
    WeakReference *r = take_list(table, object);
    while (r) {
        WeakReference *next = r->next;
        r->next = r->previous = NULL;
        if (!value_is_null(r->callback) && try_retain(ts, &r->head)) {
            *end = r;
            end = &r->next;
        }
        r = next;
    }
    pthread_mutex_unlock(&table->lock);
    Value error = ts->error; // an exception may be on its way
    ts->error = NO_VALUE;
    while (called) {
        WeakReference *next = called->next;
        called->next = NULL;
        weakref_call_back(ts, called);
        ref_drop(ts, object_ref(called));
        called = next;
    }
    ts->error = error;
}

void weakrefs_forget(ThreadState *ts, Object *object, bool (*is_garbage)(const Object *),
                     WeakReference ***later, size_t *n_later) STOPPED {
    WeakReference *r = take_list(ts->interpreter->weakrefs, object);
    while (r) {
        WeakReference *next = r->next;
        r->next = r->previous = NULL;
        bool is_dead = object_is_dead(&r->head); // but its destruction is put off
        if (!value_is_null(r->callback) && !is_dead && !is_garbage(&r->head)) {
            WeakReference **grown = realloc(*later, (*n_later + 1) * sizeof *grown);
            if (grown) { // without memory the callback is not called
                *later = grown;
                grown[(*n_later)++] = r;
            }
        }
        r = next;
    }
}

void weakrefs_share_targets(Interpreter *interpreter) STOPPED {
    WeakTable *table = interpreter->weakrefs;
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->heads[i] && table->heads[i] != GONE) {
            object_share(table->heads[i]->target);
            for (WeakReference *r = table->heads[i]; r; r = r->next) {
                object_share(&r->head);
            }
        }
    }
}
