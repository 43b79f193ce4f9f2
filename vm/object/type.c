// Look-ups along the method resolution order, and the caches that make them rare.
//
// Two caches remember look-ups. Each thread has a table by (version, name) for look-ups made
// from C. Each type has its list of resolved names for inline caches, which hold an index into
// it. Neither counts the values it remembers: type_modified moves the version on and empties
// the list before a class dict drops a value, and a reader checks the version again after it
// has taken its reference (object_try_retain).
#include "vm/object/type.h"

#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/lookup_cache.h"
#include "vm/object/refcount.h"
#include "vm/object/shape.h"
#include "vm/object/weakrefs.h"

#define RESOLVED_MAX 4096

uint32_t version_next(Interpreter *interpreter) {
    uint32_t version = add_relaxed(&interpreter->next_version, 1u);
    if (UNLIKELY(version == 0 || version > UINT32_MAX / 2)) {
        store_relaxed(&interpreter->next_version, UINT32_MAX / 2 + 1);
        return 0;
    }
    return version;
}

bool type_is_subtype(const Type *type, const Type *base) {
    if (type == base) {
        return true;
    }
    if (value_is_null(type->mro)) {
        for (; type; type = type->base) {
            if (type == base) {
                return true;
            }
        }
        return false;
    }
    const Tuple *mro = (const Tuple *)value_object(type->mro);
    for (int64_t i = 0; i < mro->length; i++) {
        if (value_object(mro->items[i]) == &base->head) {
            return true;
        }
    }
    return false;
}

// The look-up itself.
static Ref lookup_in_mro(ThreadState *ts, Type *type, Value name) ATTACHED {
    Ref kept = NO_REF;
    Value order = slot_load_acquire(&type->mro);
    if (ts->is_parallel) {
        kept = ref_take(ts, order); // assigning __bases__ replaces it
    }
    const Tuple *mro = (const Tuple *)value_object(order);
    Ref found = NO_REF;
    for (int64_t i = 0; i < mro->length && ref_is_null(found); i++) {
        Type *class = (Type *)value_object(mro->items[i]);
        found = dict_get_str(ts, class->dict, name);
    }
    ref_drop(ts, kept);
    return found;
}

Ref type_lookup(ThreadState *ts, Type *type, Value name) {
    uint32_t version = load_acquire(&type->version);
    LookupEntry *entry = lookup_entry(ts, version, name);
    if (LIKELY(version != 0 && entry->version == version && value_same(entry->name, name))) {
        Value v = entry->value;
        if (value_is_null(v) || !value_is_object(v)) {
            return owned(v);
        }
        if (!ts->is_parallel) {
            return ref_take(ts, v);
        }
        if (object_try_retain(ts, value_object(v))) {
            if (load_seq_cst(&type->version) == version) {
                return owned(v);
            }
            object_release(ts, value_object(v));
        }
    }
    Ref found = lookup_in_mro(ts, type, name);
    if (version != 0 && load_seq_cst(&type->version) == version) {
        *entry = (LookupEntry){version, name, borrow(found)};
    }
    return found;
}

Ref type_resolved_take(ThreadState *ts, Type *type, uint32_t version, uint32_t index) {
    if (load_acquire(&type->version) != version) {
        return NO_REF;
    }
    ResolvedTable *table = load_acquire(&type->resolved);
    if (!table || index >= load_acquire(&table->count)) {
        return NO_REF;
    }
    Value v = slot_load_acquire(&table->entries[index].value);
    if (value_is_null(v) || !value_is_object(v)) {
        return owned(v);
    }
    if (!ts->is_parallel) {
        return ref_take(ts, v);
    }
    if (!object_retain_quickly(ts, value_object(v)) &&
        !object_try_retain(ts, value_object(v))) {
        return NO_REF;
    }
    if (load_seq_cst(&type->version) != version) {
        object_release(ts, value_object(v));
        return NO_REF;
    }
    return owned(v);
}

// The table with room for one more entry; the type's lock is held. Null: no memory, or too many
// names.
static ResolvedTable *resolved_with_room(Type *type, ResolvedTable **outgrown) {
    ResolvedTable *table = type->resolved;
    uint32_t count = table ? table->count : 0;
    if (table && count < table->capacity) {
        return table;
    }
    uint32_t capacity = count ? count * 2 : 8;
    if (capacity > RESOLVED_MAX) {
        return NULL;
    }
    ResolvedTable *wider = malloc(sizeof *wider + capacity * sizeof(ResolvedEntry));
    if (!wider) {
        return NULL;
    }
    wider->count = count;
    wider->capacity = capacity;
    for (uint32_t i = 0; i < count; i++) {
        wider->entries[i] = table->entries[i];
    }
    store_release(&type->resolved, wider);
    *outgrown = table;
    return wider;
}

// The index of (name, value) in the type's list of resolved names; false if it cannot be
// remembered.
static bool resolved_remember(ThreadState *ts, Type *type, uint32_t version, Value name,
                              Value value, uint32_t *index) ATTACHED {
    ResolvedTable *outgrown = NULL;
    bool remembered = false;
    object_lock(ts, &type->head);
    ResolvedTable *table = type->resolved;
    uint32_t count = table ? table->count : 0;
    if (load_relaxed(&type->version) == version) {
        for (uint32_t i = 0; i < count && !remembered; i++) {
            *index = i;
            remembered = value_same(table->entries[i].name, name) &&
                         value_same(slot_load(&table->entries[i].value), value);
        }
        if (!remembered && (table = resolved_with_room(type, &outgrown))) {
            *index = count;
            slot_store(&table->entries[count].name, name);
            slot_publish(&table->entries[count].value, value);
            store_release(&table->count, count + 1); // pairs with type_resolved_take
            remembered = true;
        }
    }
    object_unlock(ts, &type->head);
    buffer_retire(ts, outgrown);
    return remembered;
}

bool type_overrides(ThreadState *ts, Type *type, Type *base, KnownName name) {
    if (type == base) {
        return false;
    }
    Ref own = type_lookup(ts, type, known_name(ts, name));
    Ref inherited = type_lookup(ts, base, known_name(ts, name));
    bool is_same = value_same(borrow(own), borrow(inherited));
    ref_drop(ts, own);
    ref_drop(ts, inherited);
    return !is_same;
}

Ref type_lookup_cached(ThreadState *ts, Type *type, Value name, uint32_t *version,
                       uint32_t *index) {
    *version = load_acquire(&type->version);
    Ref found = type_lookup(ts, type, name);
    if (ref_is_null(found) || *version == 0 ||
        !resolved_remember(ts, type, *version, name, borrow(found), index)) {
        *version = 0;
    }
    return found;
}

void type_modified(ThreadState *ts, Type *type) {
    store_seq_cst(&type->version, version_next(ts->interpreter));
    slot_store(&type->initializer, NO_VALUE);
    shape_renumber(ts, type);
    object_lock(ts, &type->head);
    ResolvedTable *table = type->resolved;
    for (uint32_t i = 0; table && i < table->count; i++) {
        slot_store(&table->entries[i].value, NO_VALUE);
    }
    if (table) {
        store_release(&table->count, 0);
    }
    Ref subclasses = slot_take_locked(ts, &type->subclasses);
    object_unlock(ts, &type->head);
    if (!ref_is_null(subclasses)) {
        List *list = (List *)value_object(borrow(subclasses));
        for (int64_t i = 0; i < load_acquire(&list->length); i++) {
            Ref entry = list_get(ts, &list->head, i);
            if (ref_is_null(entry)) {
                error_clear(ts);
                break;
            }
            Ref subclass =
                weakrefs_target(ts, (WeakReference *)(void *)value_object(borrow(entry)));
            ref_drop(ts, entry);
            if (!ref_is_null(subclass)) {
                type_modified(ts, (Type *)value_object(borrow(subclass)));
                ref_drop(ts, subclass);
            }
        }
        ref_drop(ts, subclasses);
    }
}
