// The ends of a dict's order: popitem, and what collections.OrderedDict is made of.
//
// CPython keeps a linked list beside the dict. Here the order is that of the table's entries:
// an item that moves to the end is appended again, one that moves to the beginning gets a new
// table.
#include "runtime/objects/dict.h"

// Taking the first item steps over so many deleted entries, and a part of the items, before the
// table is replaced by one without them.
#define SKIP_MAX  64
#define SKIP_PART 16

// The first live entry at or behind `from`, stepping forward or backward; the dict is locked
// and has one.
static int64_t live_entry(const DictTable *table, int64_t from, int step) {
    while (value_is_null(table->entries[from].value)) {
        from += step;
    }
    return from;
}

// Gives the dict a table in which the entry `moved`, if there is one, is the first or the last.
// Locked. False with MemoryError set.
static bool reorder(ThreadState *ts, Dict *dict, int64_t moved, bool last) ATTACHED {
    DictTable *old = dict->table;
    DictTable *table = dict_table_new(ts, dict_table_room_for(dict->length));
    if (!table) {
        return false;
    }
    const DictEntry *entries = old->entries;
    if (moved >= 0 && !last) {
        dict_table_append(table, entries[moved].key, entries[moved].value, entries[moved].hash);
    }
    for (int64_t i = 0; i < old->entry_count; i++) {
        if (i != moved && !value_is_null(entries[i].value)) {
            dict_table_append(table, entries[i].key, entries[i].value, entries[i].hash);
        }
    }
    if (moved >= 0 && last) {
        dict_table_append(table, entries[moved].key, entries[moved].value, entries[moved].hash);
    }
    // Pairs with the acquire of the readers: the table is complete.
    store_release(&dict->table, table);
    dict_table_retire(ts, object_is_private(ts, &dict->head), old);
    return true;
}

// Moves the entry `index`. Locked. False with MemoryError set.
static bool move_entry(ThreadState *ts, Dict *dict, int64_t index, bool last) ATTACHED {
    DictTable *table = dict->table;
    int64_t end =
        last ? live_entry(table, (int64_t)table->entry_count - 1, -1) : live_entry(table, 0, 1);
    if (index == end) {
        return true;
    }
    if (!last || !dict_table_has_room(table)) {
        return reorder(ts, dict, index, last);
    }
    int64_t hash = table->entries[index].hash;
    Ref key;
    Ref value;
    dict_table_remove(table, index, &key, &value);
    dict_table_append(table, borrow(key), borrow(value), hash); // the references move with it
    return true;
}

bool dict_move_to_end(ThreadState *ts, Object *dict, Value key, bool last) {
    int64_t hash = key_hash(ts, key);
    DictPlace place;
    if (hash == -1 || !dict_find_and_lock(ts, dict, key, hash, &place)) {
        return false;
    }
    bool is_there = place.index >= 0;
    bool done = is_there && move_entry(ts, (Dict *)(void *)dict, place.index, last);
    dict_place_release(ts, dict, &place);
    if (!is_there) {
        raise_key_error(ts, key);
    }
    return done;
}

bool dict_take_last(ThreadState *ts, Object *object, Ref *key, Ref *value) {
    Dict *dict = (Dict *)(void *)object;
    object_lock(ts, object);
    bool is_any = dict->length > 0;
    if (is_any) {
        DictTable *table = dict->table;
        int64_t last = (int64_t)table->entry_count - 1;
        int64_t i = last;
        while (value_is_null(table->entries[i].value)) {
            i -= table->entries[i].hash;
        }
        dict_table_remove(table, i, key, value);
        store_relaxed(&dict->length, dict->length - 1);
        if (ts->is_parallel) {
            // An entry is not used again while readers may look; the next one steps over all.
            store_relaxed(&table->entries[last].hash, last - i + 1);
        } else {
            // The room stays used up: some index slot must remain that was never filled.
            table->entry_capacity -= (uint32_t)(last + 1 - i);
            table->entry_count = (uint32_t)i;
        }
    }
    object_unlock(ts, object);
    return is_any;
}

bool dict_take_first(ThreadState *ts, Object *object, Ref *key, Ref *value) {
    Dict *dict = (Dict *)(void *)object;
    object_lock(ts, object);
    bool is_any = dict->length > 0;
    if (is_any) {
        int64_t first = live_entry(dict->table, 0, 1);
        if (first > SKIP_MAX + dict->length / SKIP_PART) {
            if (reorder(ts, dict, FIND_ABSENT, true)) {
                first = 0;
            } else {
                error_clear(ts); // it goes on being slow
            }
        }
        dict_table_remove(dict->table, first, key, value);
        store_relaxed(&dict->length, dict->length - 1);
    }
    object_unlock(ts, object);
    return is_any;
}
