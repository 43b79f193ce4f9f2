// Interned strings: every name in a program is one object, so that comparing names is comparing
// pointers.
//
// The table is open addressing with linear probing over the strings' own hashes, at most half
// full, split into shards by the top bits of the hash so that threads starting up in parallel
// rarely meet. A shard's mutex is held for a few dozen instructions and never while anything
// else is called that could block; so taking it while attached is harmless.
//
// Invariant: a string in the table is exact, immortal, has its hash computed and carries
// OBJECT_INTERNED; entries are never removed, because immortal strings never die.
#include "runtime/objects/intern.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/str.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/refcount.h"

#define INTERN_SHARD_BITS     4
#define INTERN_SHARD_COUNT    (1 << INTERN_SHARD_BITS)
#define INTERN_FIRST_CAPACITY 128

typedef struct InternShard {
    pthread_mutex_t mutex;
    size_t count;
    size_t capacity; // a power of two
    Object **slots;
} InternShard;

struct InternTable {
    Value empty;
    Value latin1[256];
    InternShard shards[INTERN_SHARD_COUNT];
};

static InternShard *shard_for(InternTable *table, int64_t hash) {
    return &table->shards[(uint64_t)hash >> (64 - INTERN_SHARD_BITS)];
}

// The slot that holds a string equal to s, or the empty one where it belongs.
static Object **find_slot(InternShard *shard, Value s, int64_t hash) ATTACHED {
    size_t mask = shard->capacity - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        Object **slot = &shard->slots[i];
        if (!*slot || str_equal(object_value(*slot), s)) {
            return slot;
        }
    }
}

static bool grow_shard(InternShard *shard) ATTACHED {
    size_t capacity = shard->capacity * 2;
    Object **slots = calloc(capacity, sizeof *slots);
    if (!slots) {
        return false;
    }
    for (size_t i = 0; i < shard->capacity; i++) {
        Object *string = shard->slots[i];
        if (!string) {
            continue;
        }
        size_t j = (size_t)str_hash(object_value(string)) & (capacity - 1);
        while (slots[j]) {
            j = (j + 1) & (capacity - 1);
        }
        slots[j] = string;
    }
    free(shard->slots);
    shard->slots = slots;
    shard->capacity = capacity;
    return true;
}

// The string in the table that equals s, after adding s if there was none. NO_VALUE if there is
// no memory for a larger table. The shard is locked.
static Value find_or_add(InternShard *shard, Value s, int64_t hash) ATTACHED {
    if ((shard->count + 1) * 2 > shard->capacity && !grow_shard(shard)) {
        return NO_VALUE;
    }
    Object **slot = find_slot(shard, s, hash);
    if (!*slot) {
        Object *string = value_object(s);
        object_make_immortal(string);
        or_relaxed(&string->flags, (uint8_t)OBJECT_INTERNED);
        *slot = string;
        shard->count++;
    }
    return object_value(*slot);
}

// Whether no other thread can be counting s, so that it may become immortal here and now.
static bool is_own(const ThreadState *ts, Value s) {
    const Object *string = value_object(s);
    return !ts->is_parallel || (load_relaxed(&string->owner) == ts->identity &&
                                load_relaxed(&string->shared) == COUNT_DEFAULT);
}

static Ref intern_own(ThreadState *ts, InternShard *shard, Value s, int64_t hash) ATTACHED {
    pthread_mutex_lock(&shard->mutex);
    Value found = find_or_add(shard, s, hash);
    pthread_mutex_unlock(&shard->mutex);
    return value_is_null(found) ? raise_memory_error(ts) : owned(found);
}

Ref str_intern(ThreadState *ts, Value s) ATTACHED {
    if (load_relaxed(&value_object(s)->flags) & OBJECT_INTERNED) {
        return owned(s);
    }
    int64_t hash = str_hash(s);
    InternShard *shard = shard_for(ts->interpreter->interned, hash);
    if (is_own(ts, s)) {
        return intern_own(ts, shard, s, hash);
    }
    pthread_mutex_lock(&shard->mutex);
    Object *known = *find_slot(shard, s, hash);
    pthread_mutex_unlock(&shard->mutex);
    if (known) {
        return object_ref(known);
    }
    const Str *original = str_of(s);
    Str *copy = str_allocate(ts, original->length, str_bound(s));
    if (!copy) {
        return NO_REF;
    }
    memcpy(copy->data, original->data, (size_t)original->length * original->width);
    Ref interned = intern_own(ts, shard, object_value(copy), hash);
    ref_drop(ts, object_ref(copy));
    return interned;
}

Ref str_intern_text(ThreadState *ts, const char *zero_terminated) ATTACHED {
    Ref s = str_from_text(ts, zero_terminated);
    if (ref_is_null(s)) {
        return NO_REF;
    }
    Ref interned = str_intern(ts, borrow(s));
    ref_drop(ts, s);
    return interned;
}

static bool create_shards(InternTable *table) {
    for (size_t i = 0; i < INTERN_SHARD_COUNT; i++) {
        InternShard *shard = &table->shards[i];
        shard->slots = calloc(INTERN_FIRST_CAPACITY, sizeof *shard->slots);
        if (!shard->slots) {
            return false;
        }
        shard->capacity = INTERN_FIRST_CAPACITY;
    }
    return true;
}

// Makes one of the strings that are always there.
static Value add_fixed(ThreadState *ts, const uint8_t *character, int64_t length) ATTACHED {
    Str *string = str_allocate(ts, length, length ? *character : 0);
    if (!string) {
        return NO_VALUE;
    }
    memcpy(string->data, character, (size_t)length);
    return borrow(str_intern(ts, object_value(string)));
}

bool intern_table_create(ThreadState *ts) ATTACHED {
    InternTable *table = calloc(1, sizeof *table);
    if (!table) {
        raise_memory_error(ts);
        return false;
    }
    for (size_t i = 0; i < INTERN_SHARD_COUNT; i++) {
        pthread_mutex_init(&table->shards[i].mutex, NULL);
    }
    ts->interpreter->interned = table;
    if (!create_shards(table)) {
        raise_memory_error(ts);
        return false;
    }
    uint8_t character = 0;
    table->empty = add_fixed(ts, &character, 0);
    bool ok = !value_is_null(table->empty);
    for (int i = 0; ok && i < 256; i++) {
        character = (uint8_t)i;
        table->latin1[i] = add_fixed(ts, &character, 1);
        ok = !value_is_null(table->latin1[i]);
    }
    return ok;
}

void intern_table_destroy(Interpreter *interpreter) {
    InternTable *table = interpreter->interned;
    if (!table) {
        return;
    }
    interpreter->interned = NULL;
    for (size_t i = 0; i < INTERN_SHARD_COUNT; i++) {
        pthread_mutex_destroy(&table->shards[i].mutex);
        free(table->shards[i].slots);
    }
    free(table);
}

Value intern_latin1(const ThreadState *ts, uint8_t c) {
    return ts->interpreter->interned->latin1[c];
}

Value intern_empty(const ThreadState *ts) {
    return ts->interpreter->interned->empty;
}

size_t intern_table_count(Interpreter *interpreter) {
    size_t count = 0;
    for (size_t i = 0; i < INTERN_SHARD_COUNT; i++) {
        InternShard *shard = &interpreter->interned->shards[i];
        pthread_mutex_lock(&shard->mutex);
        count += shard->count;
        pthread_mutex_unlock(&shard->mutex);
    }
    return count;
}
