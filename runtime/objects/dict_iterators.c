// The iterators over dicts: keys, values or items, forwards or backwards.
//
// An iterator remembers the number of items it started with; if the dict has another number,
// the iteration ends with RuntimeError. Keys that come and go in equal numbers show as more
// steps than items.
#include "runtime/objects/dict.h"
#include "runtime/objects/iterator_reduce.h"
#include "runtime/objects/list.h"

typedef struct DictIterator {
    Object head;
    Value dict; // NO_VALUE when exhausted
    int64_t position;
    int64_t length;    // of the dict when the iteration began
    int64_t remaining; // items still to come
    DictPart part;
    bool backwards;
} DictIterator;

Ref dict_iterator_new(ThreadState *ts, Value dict, DictPart part, bool backwards) {
    static const Kind kinds[2][3] = {
        {KIND_DICT_KEY_ITERATOR, KIND_DICT_VALUE_ITERATOR, KIND_DICT_ITEM_ITERATOR},
        {KIND_DICT_REVERSE_KEY_ITERATOR, KIND_DICT_REVERSE_VALUE_ITERATOR,
         KIND_DICT_REVERSE_ITEM_ITERATOR},
    };
    Type *type = builtin_type(ts, kinds[backwards][part]);
    DictIterator *iterator = object_new(ts, type, sizeof(DictIterator));
    if (!iterator) {
        return NO_REF;
    }
    iterator->dict = borrow(ref_take(ts, dict));
    iterator->position = backwards ? INT64_MAX : 0;
    iterator->length = dict_length(value_object(dict));
    iterator->remaining = iterator->length;
    iterator->part = part;
    iterator->backwards = backwards;
    return object_ref(iterator);
}

static void iterator_destroy(ThreadState *ts, Object *self) ATTACHED {
    DictIterator *iterator = (DictIterator *)(void *)self;
    Value dict = iterator->dict;
    iterator->dict = NO_VALUE;
    value_drop(ts, dict);
}

static void iterator_traverse(Object *self, Visitor visit, void *context) {
    DictIterator *iterator = (DictIterator *)(void *)self;
    if (!value_is_null(iterator->dict)) {
        visit(iterator->dict, context);
    }
}

static Ref iterator_self(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, self);
}

// The dict is given up, except while another thread may be using it through this iterator.
static void finish(ThreadState *ts, DictIterator *iterator) ATTACHED {
    store_relaxed(&iterator->remaining, 0);
    store_relaxed(&iterator->length, -1);
    if (!ts->is_parallel) {
        Value dict = iterator->dict;
        iterator->dict = NO_VALUE;
        value_drop(ts, dict);
    }
}

// One step while no other thread runs and nothing is unusual; the entry is borrowed. Null: the
// slow way must be gone.
static inline const DictEntry *step_alone(ThreadState *ts, DictIterator *iterator) ATTACHED {
    if (ts->is_parallel || value_is_null(iterator->dict) || iterator->backwards) {
        return NULL;
    }
    const Dict *dict = (const Dict *)(const void *)value_object(iterator->dict);
    const DictTable *table = dict->table;
    int64_t position = iterator->position;
    if (iterator->length != dict->length || iterator->remaining <= 0 ||
        position >= table->entry_count || value_is_null(table->entries[position].value)) {
        return NULL;
    }
    iterator->position++;
    iterator->remaining--;
    return &table->entries[position];
}

// The next entry as new references; false at the end or with the exception set.
static bool step(ThreadState *ts, DictIterator *iterator, Ref *key, Ref *value) ATTACHED {
    int64_t length = load_relaxed(&iterator->length);
    if (value_is_null(iterator->dict) || length == -1) {
        return false;
    }
    Object *dict = value_object(iterator->dict);
    if (UNLIKELY(length != dict_length(dict))) {
        store_relaxed(&iterator->length, -2); // every further step fails, too
        raise_error(ts, EXC_RUNTIME_ERROR, "dictionary changed size during iteration");
        return false;
    }
    int64_t position = load_relaxed(&iterator->position);
    if (!dict_entry_take(ts, dict, &position, iterator->backwards, key, value)) {
        finish(ts, iterator);
        return false;
    }
    // Two threads that share the iterator may both have counted: then the count proves nothing.
    if (UNLIKELY(load_relaxed(&iterator->remaining) == 0) && !iterator->backwards &&
        !ts->is_parallel) {
        ref_drop(ts, *key);
        ref_drop(ts, *value);
        finish(ts, iterator);
        raise_error(ts, EXC_RUNTIME_ERROR, "dictionary keys changed during iteration");
        return false;
    }
    store_relaxed(&iterator->remaining, load_relaxed(&iterator->remaining) - 1);
    store_relaxed(&iterator->position, position + (iterator->backwards ? -1 : 1));
    return true;
}

bool dict_item_iterator_step(ThreadState *ts, Object *self, Value *out) {
    DictIterator *iterator = (DictIterator *)(void *)self;
    const DictEntry *entry = step_alone(ts, iterator);
    if (LIKELY(entry != NULL)) {
        out[0] = borrow(ref_take(ts, entry->key));
        out[1] = borrow(ref_take(ts, entry->value));
        return true;
    }
    Ref key;
    Ref value;
    if (!step(ts, iterator, &key, &value)) {
        return false;
    }
    out[0] = borrow(key);
    out[1] = borrow(value);
    return true;
}

static Ref dict_iterator_next(ThreadState *ts, Object *self) ATTACHED {
    DictIterator *iterator = (DictIterator *)(void *)self;
    if (iterator->part == DICT_PART_ITEM) {
        Value pair[2];
        return dict_item_iterator_step(ts, self, pair) ? tuple_from_owned(ts, pair, 2) : NO_REF;
    }
    bool is_key = iterator->part == DICT_PART_KEY;
    const DictEntry *entry = step_alone(ts, iterator);
    if (LIKELY(entry != NULL)) {
        return ref_take(ts, is_key ? entry->key : entry->value);
    }
    Ref key;
    Ref value;
    if (!step(ts, iterator, &key, &value)) {
        return NO_REF;
    }
    ref_drop(ts, is_key ? value : key);
    return is_key ? key : value;
}

static Ref length_hint(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    DictIterator *iterator = (DictIterator *)(void *)value_object(arguments[0]);
    bool is_valid =
        !value_is_null(iterator->dict) &&
        load_relaxed(&iterator->length) == dict_length(value_object(iterator->dict));
    return owned(value_from_int(is_valid ? load_relaxed(&iterator->remaining) : 0));
}

// (iter, ([what is still to come],)); the iterator itself does not move.
static Ref iterator_reduce(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    DictIterator *iterator = (DictIterator *)(void *)value_object(arguments[0]);
    if (value_is_null(iterator->dict)) {
        return reduce_to_end(ts, list_new(ts, 0));
    }
    Ref copy = dict_iterator_new(ts, iterator->dict, iterator->part, iterator->backwards);
    if (!ref_is_null(copy)) {
        DictIterator *other = (DictIterator *)(void *)value_object(borrow(copy));
        other->position = load_relaxed(&iterator->position);
        other->length = load_relaxed(&iterator->length);
        other->remaining = load_relaxed(&iterator->remaining);
    }
    return reduce_to_rest(ts, copy);
}

static const NativeDef iterator_methods[] = {
    {"__length_hint__(self, /)", length_hint,
     "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__(self, /)", iterator_reduce, "Return state information for pickling.", 0},
    {NULL, NULL, NULL, 0},
};

#define DICT_ITERATOR_SPEC(variable, type_kind, type_name)                                     \
    const TypeSpec variable = {                                                                \
        .name = type_name,                                                                     \
        .kind = type_kind,                                                                     \
        .size = sizeof(DictIterator),                                                          \
        .flags = TYPE_DISALLOW_NEW,                                                            \
        .slots = {.destroy = iterator_destroy,                                                 \
                  .traverse = iterator_traverse,                                               \
                  .iterate = iterator_self,                                                    \
                  .next = dict_iterator_next},                                                 \
        .methods = iterator_methods,                                                           \
    }

DICT_ITERATOR_SPEC(dict_key_iterator_type_spec, KIND_DICT_KEY_ITERATOR, "dict_keyiterator");
DICT_ITERATOR_SPEC(dict_value_iterator_type_spec, KIND_DICT_VALUE_ITERATOR,
                   "dict_valueiterator");
DICT_ITERATOR_SPEC(dict_item_iterator_type_spec, KIND_DICT_ITEM_ITERATOR, "dict_itemiterator");
DICT_ITERATOR_SPEC(dict_reverse_key_iterator_type_spec, KIND_DICT_REVERSE_KEY_ITERATOR,
                   "dict_reversekeyiterator");
DICT_ITERATOR_SPEC(dict_reverse_value_iterator_type_spec, KIND_DICT_REVERSE_VALUE_ITERATOR,
                   "dict_reversevalueiterator");
DICT_ITERATOR_SPEC(dict_reverse_item_iterator_type_spec, KIND_DICT_REVERSE_ITEM_ITERATOR,
                   "dict_reverseitemiterator");
