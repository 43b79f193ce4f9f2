// The methods of dict.
#include "runtime/objects/dict.h"
#include "runtime/objects/repr_guard.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/tuple.h"
#include "vm/exec/call.h"

static Object *self_of(const Value *arguments) {
    return value_object(arguments[0]);
}

static Ref dict_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)(void *)value_object(arguments[0]);
    Dict *dict = object_new(ts, type, type->instance_size);
    if (!dict) {
        return NO_REF;
    }
    dict->table = (DictTable *)&DICT_TABLE_EMPTY;
    return object_ref(dict);
}

// update(arguments, keywords): at most one positional argument.
static Ref update_with(ThreadState *ts, const char *name, const Value *arguments) ATTACHED {
    Tuple *given = as_tuple(arguments[1]);
    if (given->length > 1) {
        return raise_error(ts, EXC_TYPE_ERROR, "%s expected at most 1 argument, got %lld", name,
                           (long long)given->length);
    }
    if (given->length == 1 && !dict_update_from(ts, self_of(arguments), given->items[0])) {
        return NO_REF;
    }
    return dict_update(ts, self_of(arguments), arguments[2]) ? owned(NONE) : NO_REF;
}

static Ref dict_initialize(ThreadState *ts, const Value *arguments) ATTACHED {
    return update_with(ts, "dict", arguments);
}

static Ref dict_update_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return update_with(ts, "update", arguments);
}

static Ref dict_get_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref value = dict_get(ts, self_of(arguments), arguments[1]);
    if (ref_is_null(value) && !error_is_set(ts)) {
        return value_is_null(arguments[2]) ? owned(NONE) : ref_take(ts, arguments[2]);
    }
    return value;
}

static Ref dict_setdefault_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_set_default(ts, self_of(arguments), arguments[1],
                            value_is_null(arguments[2]) ? NONE : arguments[2]);
}

static Ref dict_pop_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t hash = 0;
    Ref value = NO_REF;
    // CPython: an empty dict does not ask for the hash.
    if (dict_length(self_of(arguments)) > 0) {
        hash = key_hash(ts, arguments[1]);
        if (hash == -1) {
            return NO_REF;
        }
        value = dict_take_out(ts, self_of(arguments), arguments[1], hash);
    }
    if (!ref_is_null(value) || error_is_set(ts)) {
        return value;
    }
    return value_is_null(arguments[2]) ? raise_key_error(ts, arguments[1])
                                       : ref_take(ts, arguments[2]);
}

static Ref dict_popitem_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref key;
    Ref value;
    if (!dict_take_last(ts, self_of(arguments), &key, &value)) {
        return raise_error(ts, EXC_KEY_ERROR, "popitem(): dictionary is empty");
    }
    return tuple_from_owned(ts, (Value[]){borrow(key), borrow(value)}, 2);
}

static Ref dict_clear_method(ThreadState *ts, const Value *arguments) ATTACHED {
    dict_clear(ts, self_of(arguments));
    return owned(NONE);
}

static Ref dict_copy_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_copy(ts, self_of(arguments));
}

static Ref dict_keys_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_view_new(ts, arguments[0], DICT_PART_KEY);
}

static Ref dict_values_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_view_new(ts, arguments[0], DICT_PART_VALUE);
}

static Ref dict_items_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_view_new(ts, arguments[0], DICT_PART_ITEM);
}

static Ref dict_reversed_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return dict_iterator_new(ts, arguments[0], DICT_PART_KEY, true);
}

static Ref dict_size_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Dict *dict = as_dict(arguments[0]);
    object_lock(ts, &dict->head);
    size_t size = dict_table_size(dict->table);
    object_unlock(ts, &dict->head);
    return owned(value_from_int((int64_t)(size + object_memory_size(&dict->head))));
}

static Ref dict_fromkeys_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Value value = value_is_null(arguments[2]) ? NONE : arguments[2];
    Ref result = value_call(ts, arguments[0], NULL, 0);
    Ref iterator = ref_is_null(result) ? NO_REF : value_iterate(ts, arguments[1]);
    bool done = !ref_is_null(iterator);
    while (done) {
        Ref key = iterator_next(ts, borrow(iterator));
        if (ref_is_null(key)) {
            done = !error_is_set(ts);
            break;
        }
        done = value_is(borrow(result), KIND_DICT)
                   ? dict_set(ts, value_object(borrow(result)), borrow(key), value)
                   : value_set_item(ts, borrow(result), borrow(key), value);
        ref_drop(ts, key);
    }
    ref_drop(ts, iterator);
    if (!done) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

Ref dict_repr(ThreadState *ts, Value self) {
    if (dict_length(value_object(self)) == 0) {
        return str_from_text(ts, "{}");
    }
    ReprGuard guard;
    int entered = repr_enter(ts, self, &guard);
    if (entered <= 0) {
        return entered < 0 ? NO_REF : str_from_text(ts, "{...}");
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool good = str_builder_char(&builder, '{');
    int64_t position = 0;
    Ref key;
    Ref value;
    for (bool first = true; good && dict_step(ts, value_object(self), &position, &key, &value);
         first = false) {
        good = (first || str_builder_text(&builder, ", ")) &&
               str_builder_repr(&builder, borrow(key)) && str_builder_text(&builder, ": ") &&
               str_builder_repr(&builder, borrow(value));
        ref_drop(ts, key);
        ref_drop(ts, value);
    }
    good = good && str_builder_char(&builder, '}');
    repr_leave(ts, &guard);
    if (!good) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

const NativeDef DICT_METHODS[] = {
    {"__new__(cls, *arguments, **keywords)", dict_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, *arguments, **keywords)", dict_initialize,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"get(self, key, default=None, /)", dict_get_method,
     "Return the value for key if key is in the dictionary, else default.", 0},
    {"setdefault(self, key, default=None, /)", dict_setdefault_method,
     "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value "
     "for key if key is in the dictionary, else default.",
     0},
    {"pop(self, key, default=<unrepresentable>, /)", dict_pop_method,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the "
     "key "
     "is not found, return the default if given; otherwise,\nraise a KeyError.",
     0},
    {"popitem(self, /)", dict_popitem_method,
     "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO "
     "(last-in, first-out) order.\nRaises KeyError if the dict is empty.",
     0},
    {"keys(self, /)", dict_keys_method,
     "D.keys() -> a set-like object providing a view on D's keys", 0},
    {"items(self, /)", dict_items_method,
     "D.items() -> a set-like object providing a view on D's items", 0},
    {"values(self, /)", dict_values_method,
     "D.values() -> an object providing a view on D's values", 0},
    {"update(self, *arguments, **keywords)", dict_update_method,
     "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present "
     "and "
     "has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and "
     "lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is "
     "followed by: for k in F:  D[k] = F[k]",
     0},
    {"fromkeys(cls, iterable, value=None, /)", dict_fromkeys_method,
     "Create a new dictionary with keys from iterable and values set to value.",
     NATIVE_CLASS_METHOD},
    {"clear(self, /)", dict_clear_method, "Remove all items from the dict.", 0},
    {"copy(self, /)", dict_copy_method, "Return a shallow copy of the dict.", 0},
    {"__reversed__(self, /)", dict_reversed_method,
     "Return a reverse iterator over the dict keys.", 0},
    {"__sizeof__(self, /)", dict_size_method, "Return the size of the dict in memory.", 0},
    {NULL, NULL, NULL, 0},
};
