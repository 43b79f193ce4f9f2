// set and frozenset: the table, and the slots of both types. Operators are in set_operations.c,
// methods in set_methods.c. See set.h for the table's rules.
#include "runtime/objects/set.h"

#include "runtime/objects/dict.h"
#include "runtime/objects/list.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"

#define LINEAR_PROBES 9

static bool is_unused(const SetEntry *entry) {
    return value_is_null(entry->key) && entry->hash == 0;
}

// A walk over the places where a key may stand.
typedef struct SetProbe {
    uint64_t perturb;
    int64_t i;      // the place where this run of linear probes began
    int64_t offset; // in the run
} SetProbe;

static SetProbe probe_start(const Set *set, int64_t hash) {
    return (SetProbe){(uint64_t)hash, hash & set->mask, 0};
}

static void probe_next(const Set *set, SetProbe *probe) {
    if (probe->offset < LINEAR_PROBES && probe->i + LINEAR_PROBES <= set->mask) {
        probe->offset++;
        return;
    }
    probe->perturb >>= 5;
    probe->i = (int64_t)(((uint64_t)probe->i * 5 + 1 + probe->perturb) & (uint64_t)set->mask);
    probe->offset = 0;
}

static SetEntry *probe_entry(const Set *set, const SetProbe *probe) {
    return &set->table[probe->i + probe->offset];
}

// --- searching ------------------------------------------------------------------------------

// Where a key stands, valid while the set's lock is held.
typedef struct SetPlace {
    SetEntry *entry; // of the key, or the unused place where it would go
    bool is_there;
    Ref held;
} SetPlace;

// One pass. Entered and left with the lock held. 1: done; 0: the set changed; -1: exception.
static int search(ThreadState *ts, Set *set, Value key, int64_t hash,
                  SetPlace *place) ATTACHED {
    SetProbe probe = probe_start(set, hash);
    for (;; probe_next(set, &probe)) {
        SetEntry *entry = probe_entry(set, &probe);
        if (is_unused(entry)) {
            place->entry = entry;
            place->is_there = false;
            return 1;
        }
        if (entry->hash != hash || value_is_null(entry->key)) {
            continue;
        }
        int equal = keys_compare_plainly(entry->key, key);
        if (UNLIKELY(equal == FIND_UNDECIDED)) {
            uint32_t changes = set->changes;
            Ref previous = place->held;
            place->held = slot_take_locked(ts, &entry->key);
            object_unlock(ts, &set->head);
            ref_drop(ts, previous);
            equal = value_equal(ts, borrow(place->held), key);
            object_lock(ts, &set->head);
            if (equal < 0) {
                return -1;
            }
            if (set->changes != changes) {
                return 0;
            }
        }
        if (equal) {
            place->entry = entry;
            place->is_there = true;
            return 1;
        }
    }
}

// Takes the lock and finds the key. False with the exception set, and not locked.
static bool find_and_lock(ThreadState *ts, Object *set, Value key, int64_t hash,
                          SetPlace *place) ATTACHED {
    place->held = NO_REF;
    object_lock(ts, set);
    int done;
    do {
        done = search(ts, (Set *)(void *)set, key, hash, place);
    } while (!done);
    if (done < 0) {
        object_unlock(ts, set);
        ref_drop(ts, place->held);
        return false;
    }
    return true;
}

static void release_place(ThreadState *ts, Object *set, SetPlace *place) ATTACHED {
    object_unlock(ts, set);
    ref_drop(ts, place->held);
}

// --- changing -------------------------------------------------------------------------------

static void insert_clean(Set *set, Value key, int64_t hash) {
    SetProbe probe = probe_start(set, hash);
    while (!is_unused(probe_entry(set, &probe))) {
        probe_next(set, &probe);
    }
    *probe_entry(set, &probe) = (SetEntry){hash, key};
}

// Gives the set a table of more than `minimum` places. Locked.
static bool resize(ThreadState *ts, Set *set, int64_t minimum) ATTACHED {
    int64_t size = SET_SMALL_SIZE;
    while (size <= minimum) {
        if (size > INT64_MAX / 2 / (int64_t)sizeof(SetEntry)) {
            raise_memory_error(ts);
            return false;
        }
        size *= 2;
    }
    SetEntry *old = set->table;
    int64_t old_size = set->mask + 1;
    SetEntry small[SET_SMALL_SIZE];
    SetEntry *fresh = set->small;
    if (size > SET_SMALL_SIZE) {
        fresh = buffer_new(ts, (size_t)size * sizeof(SetEntry));
        if (!fresh) {
            return false;
        }
    } else if (old == set->small) {
        memcpy(small, set->small, sizeof small);
        old = small;
    }
    memset(fresh, 0, (size_t)size * sizeof(SetEntry));
    set->table = fresh;
    set->mask = size - 1;
    set->fill = set->length;
    for (int64_t i = 0; i < old_size; i++) {
        if (!value_is_null(old[i].key)) {
            insert_clean(set, old[i].key, old[i].hash);
        }
    }
    set->changes++;
    if (old != small && old != set->small) {
        buffer_free(ts, old);
    }
    return true;
}

// Fills an unused place; grows the table as CPython does. Locked.
static bool add_locked(ThreadState *ts, Set *set, SetEntry *entry, Value key,
                       int64_t hash) ATTACHED {
    ref_take(ts, key);
    *entry = (SetEntry){hash, key};
    set->fill++;
    store_relaxed(&set->length, set->length + 1);
    set->changes++;
    if (set->fill * 5 < set->mask * 3) {
        return true;
    }
    return resize(ts, set, set->length > 50000 ? set->length * 2 : set->length * 4);
}

int set_add_hashed(ThreadState *ts, Object *set, Value key, int64_t hash) {
    SetPlace place;
    if (!find_and_lock(ts, set, key, hash, &place)) {
        return -1;
    }
    int result = 0;
    if (!place.is_there) {
        result = add_locked(ts, (Set *)(void *)set, place.entry, key, hash) ? 1 : -1;
    }
    release_place(ts, set, &place);
    return result;
}

int set_find_hashed(ThreadState *ts, Object *set, Value key, int64_t hash) {
    SetPlace place;
    if (!find_and_lock(ts, set, key, hash, &place)) {
        return -1;
    }
    bool is_there = place.is_there;
    release_place(ts, set, &place);
    return is_there;
}

int set_remove_hashed(ThreadState *ts, Object *object, Value key, int64_t hash) {
    Set *set = (Set *)(void *)object;
    SetPlace place;
    if (!find_and_lock(ts, object, key, hash, &place)) {
        return -1;
    }
    bool is_there = place.is_there;
    Ref removed = NO_REF;
    if (is_there) {
        removed = owned(place.entry->key);
        *place.entry = (SetEntry){-1, NO_VALUE};
        store_relaxed(&set->length, set->length - 1);
        set->changes++;
    }
    release_place(ts, object, &place);
    ref_drop(ts, removed);
    return is_there;
}

bool set_add(ThreadState *ts, Object *set, Value item) {
    int64_t hash = key_hash(ts, item);
    return hash != -1 && set_add_hashed(ts, set, item, hash) >= 0;
}

// The hash of an item looked for: a set stands for the equal frozenset.
static int64_t search_hash(ThreadState *ts, Value item, Ref *stand_in) ATTACHED {
    *stand_in = NO_REF;
    int64_t hash = key_hash(ts, item);
    if (hash != -1 || !value_has_layout(ts, item, KIND_SET) ||
        !error_matches(ts, EXC_TYPE_ERROR)) {
        return hash;
    }
    error_clear(ts);
    *stand_in = set_new_of_type(ts, builtin_type(ts, KIND_FROZENSET));
    if (ref_is_null(*stand_in)) {
        return -1;
    }
    if (!set_copy_into(ts, value_object(borrow(*stand_in)), value_object(item))) {
        ref_drop(ts, *stand_in);
        return -1;
    }
    return value_hash(ts, borrow(*stand_in));
}

int set_contains(ThreadState *ts, Object *set, Value item) {
    Ref stand_in;
    int64_t hash = search_hash(ts, item, &stand_in);
    if (hash == -1) {
        return -1;
    }
    int found = set_find_hashed(ts, set, ref_is_null(stand_in) ? item : borrow(stand_in), hash);
    ref_drop(ts, stand_in);
    return found;
}

int set_discard(ThreadState *ts, Object *set, Value item) {
    Ref stand_in;
    int64_t hash = search_hash(ts, item, &stand_in);
    if (hash == -1) {
        return -1;
    }
    int found =
        set_remove_hashed(ts, set, ref_is_null(stand_in) ? item : borrow(stand_in), hash);
    ref_drop(ts, stand_in);
    return found;
}

// Takes the table away, leaving an empty set. Locked. `small` receives an inline table; the
// result is where the keys are.
static SetEntry *detach_table(Set *set, SetEntry *small) {
    SetEntry *table = set->table;
    if (table == set->small) {
        memcpy(small, set->small, sizeof set->small);
        table = small;
    }
    memset(set->small, 0, sizeof set->small);
    set->table = set->small;
    set->mask = SET_SMALL_SIZE - 1;
    set->fill = 0;
    store_relaxed(&set->length, 0);
    set->changes++;
    return table;
}

void set_clear(ThreadState *ts, Object *object) {
    Set *set = (Set *)(void *)object;
    SetEntry small[SET_SMALL_SIZE];
    object_lock(ts, object);
    int64_t size = set->mask + 1;
    SetEntry *table = detach_table(set, small);
    object_unlock(ts, object);
    for (int64_t i = 0; i < size; i++) {
        value_drop(ts, table[i].key);
    }
    if (table != small) {
        buffer_free(ts, table);
    }
}

Ref set_pop(ThreadState *ts, Object *object) {
    Set *set = (Set *)(void *)object;
    Ref key = NO_REF;
    object_lock(ts, object);
    if (set->length > 0) {
        int64_t i = set->finger & set->mask;
        while (value_is_null(set->table[i].key)) {
            i = (i + 1) & set->mask;
        }
        key = owned(set->table[i].key);
        set->table[i] = (SetEntry){-1, NO_VALUE};
        store_relaxed(&set->length, set->length - 1);
        set->finger = i + 1;
        set->changes++;
    }
    object_unlock(ts, object);
    return key;
}

// --- whole sets -----------------------------------------------------------------------------

Ref set_new_of_type(ThreadState *ts, Type *type) {
    Set *set = object_new(ts, type, type->instance_size);
    if (!set) {
        return NO_REF;
    }
    set->table = set->small;
    set->mask = SET_SMALL_SIZE - 1;
    set->hash = -1;
    return object_ref(set);
}

Ref set_new(ThreadState *ts) {
    return set_new_of_type(ts, builtin_type(ts, KIND_SET));
}

bool set_snapshot(ThreadState *ts, Object *object, SetSnapshot *out) {
    Set *set = (Set *)(void *)object;
    *out = (SetSnapshot){NULL, 0};
    bool done = true;
    object_lock(ts, object);
    if (set->length > 0) {
        out->entries = buffer_new(ts, (size_t)set->length * sizeof(SetEntry));
        done = out->entries != NULL;
        for (int64_t i = 0; done && i <= set->mask; i++) {
            if (!value_is_null(set->table[i].key)) {
                ref_take(ts, set->table[i].key);
                out->entries[out->length++] = set->table[i];
            }
        }
    }
    object_unlock(ts, object);
    return done;
}

void set_snapshot_drop(ThreadState *ts, SetSnapshot *snapshot) {
    for (int64_t i = 0; i < snapshot->length; i++) {
        value_drop(ts, snapshot->entries[i].key);
    }
    buffer_free(ts, snapshot->entries);
}

// Makes room for `more` keys at once, as CPython does before it merges two sets.
static bool reserve(ThreadState *ts, Object *object, int64_t more) ATTACHED {
    Set *set = (Set *)(void *)object;
    bool done = true;
    object_lock(ts, object);
    if ((set->fill + more) * 5 >= set->mask * 3) {
        done = resize(ts, set, (set->length + more) * 2);
    }
    object_unlock(ts, object);
    return done;
}

bool set_copy_into(ThreadState *ts, Object *to, Object *from) {
    Set *target = (Set *)(void *)to;
    Set *source = (Set *)(void *)from;
    object_lock(ts, from);
    bool done = source->length * 5 < target->mask * 3 || resize(ts, target, source->length * 2);
    // CPython copies a table of the same size without deleted places as it stands.
    bool as_it_stands = source->mask == target->mask && source->fill == source->length;
    for (int64_t i = 0; done && i <= source->mask; i++) {
        SetEntry *entry = &source->table[i];
        if (value_is_null(entry->key)) {
            continue;
        }
        ref_take(ts, entry->key);
        if (as_it_stands) {
            target->table[i] = *entry;
        } else {
            insert_clean(target, entry->key, entry->hash);
        }
        target->fill++;
        target->length++;
    }
    object_unlock(ts, from);
    return done;
}

// Exchanges the contents. `other` is private; the lock of `set` is held.
static void swap_locked(Set *set, Set *other) {
    SetEntry small[SET_SMALL_SIZE];
    int64_t length = set->length;
    int64_t fill = set->fill;
    int64_t mask = set->mask;
    SetEntry *table = detach_table(set, small);
    memcpy(set->small, other->small, sizeof set->small);
    set->table = other->table == other->small ? set->small : other->table;
    set->mask = other->mask;
    set->fill = other->fill;
    store_relaxed(&set->length, other->length);
    memcpy(other->small, small, sizeof small);
    other->table = table == small ? other->small : table;
    other->mask = mask;
    other->fill = fill;
    other->length = length;
}

void set_swap(ThreadState *ts, Object *set, Object *other) {
    object_lock(ts, set);
    swap_locked((Set *)(void *)set, (Set *)(void *)other);
    object_unlock(ts, set);
}

// Gives a set that has never held a key since it was cleared the table of a copy of `other`.
// 1 done, 0 the set is not that empty, -1 exception.
static int update_unused(ThreadState *ts, Object *set, Object *other) ATTACHED {
    if (set_length(set) != 0) {
        return 0;
    }
    Ref copy = set_new(ts);
    if (ref_is_null(copy) || !set_copy_into(ts, value_object(borrow(copy)), other)) {
        ref_drop(ts, copy);
        return -1;
    }
    object_lock(ts, set);
    bool is_unused_set = ((Set *)(void *)set)->fill == 0;
    if (is_unused_set) {
        swap_locked((Set *)(void *)set, as_set(borrow(copy)));
    }
    object_unlock(ts, set);
    ref_drop(ts, copy);
    return is_unused_set;
}

static bool update_from_set(ThreadState *ts, Object *set, Object *other) ATTACHED {
    SetSnapshot keys;
    if (set == other || set_length(other) == 0) {
        return true;
    }
    int updated = update_unused(ts, set, other);
    if (updated) {
        return updated > 0;
    }
    if (!set_snapshot(ts, other, &keys)) {
        return false;
    }
    bool done = reserve(ts, set, keys.length);
    for (int64_t i = 0; done && i < keys.length; i++) {
        done = set_add_hashed(ts, set, keys.entries[i].key, keys.entries[i].hash) >= 0;
    }
    set_snapshot_drop(ts, &keys);
    return done;
}

bool set_update(ThreadState *ts, Object *set, Value iterable) {
    if (is_set(ts, iterable)) {
        return update_from_set(ts, set, value_object(iterable));
    }
    if (value_is(iterable, KIND_DICT) &&
        !reserve(ts, set, dict_length(value_object(iterable)))) {
        return false;
    }
    if (value_is(iterable, KIND_LIST) || value_is(iterable, KIND_TUPLE)) {
        ListSnapshot items;
        if (!items_from_iterable(ts, iterable, &items)) {
            return false;
        }
        bool done = true;
        for (int64_t i = 0; done && i < items.length; i++) {
            done = set_add(ts, set, items.items[i]);
        }
        list_snapshot_drop(ts, &items);
        return done;
    }
    Ref iterator = value_iterate(ts, iterable);
    if (ref_is_null(iterator)) {
        return false;
    }
    bool done = true;
    while (done) {
        Ref item = iterator_next(ts, borrow(iterator));
        if (ref_is_null(item)) {
            done = !error_is_set(ts);
            break;
        }
        done = set_add(ts, set, borrow(item));
        ref_drop(ts, item);
    }
    ref_drop(ts, iterator);
    return done;
}

Ref frozenset_from_array(ThreadState *ts, const Value *items, size_t n) {
    Ref set = set_new_of_type(ts, builtin_type(ts, KIND_FROZENSET));
    for (size_t i = 0; !ref_is_null(set) && i < n; i++) {
        if (!set_add(ts, value_object(borrow(set)), items[i])) {
            ref_drop(ts, set);
            set = NO_REF;
        }
    }
    return set;
}

Ref set_step(ThreadState *ts, Object *object, int64_t *position) {
    Set *set = (Set *)(void *)object;
    Ref key = NO_REF;
    object_lock(ts, object);
    int64_t i = *position;
    while (i <= set->mask && value_is_null(set->table[i].key)) {
        i++;
    }
    if (i <= set->mask) {
        key = slot_take_locked(ts, &set->table[i].key);
    }
    *position = i + 1;
    object_unlock(ts, object);
    return key;
}
