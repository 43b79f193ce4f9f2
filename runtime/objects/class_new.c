// Making a class: layout, resolution order, namespace, slots, and the hooks that see it.
#include <stdlib.h>
#include <string.h>

#include "runtime/objects/class_layout.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/list.h"
#include "runtime/objects/object.h"
#include "runtime/objects/type.h"
#include "runtime/objects/types_boot.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/cell.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/weakrefs.h"

// The dict of the new class: a copy of the namespace with what every class has.
static bool fill_dict(ThreadState *ts, Type *type, Object *namespace) ATTACHED {
    Ref dict = dict_new(ts);
    if (ref_is_null(dict)) {
        return false;
    }
    type->dict = value_object(borrow(dict));
    if (!dict_update(ts, type->dict, object_value(namespace))) {
        return false;
    }
    if (dict_contains(ts, type->dict, known_name(ts, NAME_MODULE)) == 0 && ts->frame) {
        Ref module = dict_get_str(ts, ts->frame->globals, known_name(ts, NAME_NAME));
        bool ok = ref_is_null(module) ||
                  dict_set(ts, type->dict, known_name(ts, NAME_MODULE), borrow(module));
        ref_drop(ts, module);
        if (!ok) {
            return false;
        }
    }
    Ref qualified = dict_get_str(ts, type->dict, known_name(ts, NAME_QUALNAME));
    if (!ref_is_null(qualified)) {
        if (!value_is(borrow(qualified), KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "type __qualname__ must be a str, not %s",
                        value_type_name(ts, borrow(qualified)));
            ref_drop(ts, qualified);
            return false;
        }
        type->qualified_name = borrow(qualified);
        dict_delete(ts, type->dict, known_name(ts, NAME_QUALNAME));
    } else {
        type->qualified_name = borrow(ref_take(ts, type->name_object));
    }
    return true;
}

// A class without a text about it has None for one.
static bool settle_doc(ThreadState *ts, Type *type) ATTACHED {
    int found = dict_contains(ts, type->dict, known_name(ts, NAME_DOC));
    return found > 0 ||
           (found == 0 && dict_set(ts, type->dict, known_name(ts, NAME_DOC), NONE));
}

// Functions with a meaning of their own: __new__ is static, two hooks are class methods.
static bool wrap_special(ThreadState *ts, Type *type) ATTACHED {
    static const struct {
        KnownName name;
        Kind wrapper;
    } ROWS[] = {{NAME_NEW, KIND_STATIC_METHOD},
                {NAME_INIT_SUBCLASS, KIND_CLASS_METHOD},
                {NAME_CLASS_GETITEM, KIND_CLASS_METHOD}};
    for (size_t i = 0; i < 3; i++) {
        Value name = known_name(ts, ROWS[i].name);
        Ref value = dict_get_str(ts, type->dict, name);
        if (!ref_is_null(value) && value_is(borrow(value), KIND_FUNCTION)) {
            Value function = borrow(value);
            Ref wrapped =
                value_call(ts, object_value(builtin_type(ts, ROWS[i].wrapper)), &function, 1);
            bool ok = !ref_is_null(wrapped) && dict_set(ts, type->dict, name, borrow(wrapped));
            ref_drop(ts, wrapped);
            ref_drop(ts, value);
            if (!ok) {
                return false;
            }
            continue;
        }
        ref_drop(ts, value);
    }
    return true;
}

// __eq__ without __hash__ makes instances unhashable.
static bool settle_hash(ThreadState *ts, Type *type) ATTACHED {
    Ref equal = dict_get_text(ts, type->dict, "__eq__");
    bool has_equal = !ref_is_null(equal);
    ref_drop(ts, equal);
    return !has_equal || dict_contains(ts, type->dict, known_name(ts, NAME_HASH)) != 0 ||
           dict_set(ts, type->dict, known_name(ts, NAME_HASH), NONE);
}

// What __set_name__ has raised gets a note that says for which attribute.
static void note_set_name(ThreadState *ts, Type *type, Value key, Value value) ATTACHED {
    Ref raised = error_fetch(ts);
    Ref shown = value_repr(ts, key);
    char *text = ref_is_null(shown) ? NULL : str_to_utf8(ts, borrow(shown), NULL);
    Ref note = text ? str_format(ts, "Error calling __set_name__ on '%s' instance %s in '%s'",
                                 value_type_name(ts, value), text, type->name)
                    : NO_REF;
    buffer_free(ts, text);
    ref_drop(ts, shown);
    Value argument = borrow(note);
    ref_drop(ts, ref_is_null(note)
                     ? NO_REF
                     : value_call_method_text(ts, borrow(raised), "add_note", &argument, 1));
    ref_drop(ts, note);
    error_clear(ts);
    error_restore(ts, raised);
}

// descriptor.__set_name__(class, name) for every value that has it.
static bool call_set_name(ThreadState *ts, Type *type) ATTACHED {
    Ref copy = dict_new(ts);
    bool ok = !ref_is_null(copy) &&
              dict_update(ts, value_object(borrow(copy)), object_value(type->dict));
    int64_t position = 0;
    Ref key;
    Ref value;
    while (ok && dict_step(ts, value_object(borrow(copy)), &position, &key, &value)) {
        Ref hook =
            type_lookup(ts, value_type(ts, borrow(value)), known_name(ts, NAME_SET_NAME));
        if (!ref_is_null(hook)) {
            Value arguments[3] = {borrow(value), object_value(type), borrow(key)};
            Ref result = value_call(ts, borrow(hook), arguments, 3);
            ok = !ref_is_null(result);
            ref_drop(ts, result);
            if (!ok) {
                note_set_name(ts, type, borrow(key), borrow(value));
            }
        } else {
            ok = !error_is_set(ts);
        }
        ref_drop(ts, hook);
        ref_drop(ts, key);
        ref_drop(ts, value);
    }
    ref_drop(ts, copy);
    return ok;
}

// super(class, class).__init_subclass__(**keywords)
static bool call_init_subclass(ThreadState *ts, Type *type, Object *keywords) ATTACHED {
    Value arguments[2] = {object_value(type), object_value(type)};
    Ref parent = value_call(ts, object_value(builtin_type(ts, KIND_SUPER)), arguments, 2);
    Ref hook = ref_is_null(parent) ? NO_REF
                                   : value_get_attribute(ts, borrow(parent),
                                                         known_name(ts, NAME_INIT_SUBCLASS));
    Ref result = ref_is_null(hook)
                     ? NO_REF
                     : value_call_unpacked(ts, borrow(hook), NO_VALUE,
                                           keywords ? object_value(keywords) : NO_VALUE);
    bool ok = !ref_is_null(result);
    ref_drop(ts, result);
    ref_drop(ts, hook);
    ref_drop(ts, parent);
    return ok;
}

static bool is_dead_subclass(Value entry) ATTACHED {
    return weakref_is_dead((WeakReference *)(void *)value_object(entry));
}

// Takes the weak references to classes that are gone out of a list of subclasses, each time it
// has grown to a power of two.
static void forget_dead_subclasses(ThreadState *ts, Value list) ATTACHED {
    int64_t length = load_relaxed(&((List *)(void *)value_object(list))->length);
    if (length >= 16 && !(length & (length - 1))) {
        list_remove_where(ts, value_object(list), is_dead_subclass);
    }
}

bool class_join_bases(ThreadState *ts, Type *type, const Tuple *bases) {
    for (int64_t i = 0; i < bases->length; i++) {
        Type *base = (Type *)value_object(bases->items[i]);
        object_lock(ts, &base->head);
        Ref list = slot_take_locked(ts, &base->subclasses);
        object_unlock(ts, &base->head);
        if (ref_is_null(list)) {
            list = list_new(ts, 1);
            if (ref_is_null(list)) {
                return false;
            }
            object_lock(ts, &base->head);
            Value winner = slot_load(&base->subclasses);
            Ref kept = ref_take(ts, value_is_null(winner) ? borrow(list) : winner);
            if (value_is_null(winner)) {
                slot_publish(&base->subclasses, borrow(list));
                list = NO_REF;
            }
            object_unlock(ts, &base->head);
            ref_drop(ts, list);
            list = kept;
        }
        Ref entry = weakref_plain(ts, &type->head);
        forget_dead_subclasses(ts, borrow(list));
        bool ok =
            !ref_is_null(entry) && list_append(ts, value_object(borrow(list)), borrow(entry));
        ref_drop(ts, entry);
        ref_drop(ts, list);
        if (!ok) {
            return false;
        }
    }
    return true;
}

// The captured __class__ cell of the class body gets the class.
static bool fill_class_cell(ThreadState *ts, Type *type) ATTACHED {
    Ref cell = dict_get_str(ts, type->dict, known_name(ts, NAME_CLASSCELL));
    if (ref_is_null(cell)) {
        return !error_is_set(ts);
    }
    if (!value_is(borrow(cell), KIND_CELL)) {
        raise_error_repr(ts, EXC_TYPE_ERROR, "__classcell__ must be a nonlocal cell, not ",
                         object_value(value_type(ts, borrow(cell))), "");
        ref_drop(ts, cell);
        return false;
    }
    ref_drop(ts, cell_swap(ts, value_object(borrow(cell)), ref_take_object(ts, type)));
    ref_drop(ts, cell);
    return dict_delete(ts, type->dict, known_name(ts, NAME_CLASSCELL)) >= 0;
}

// Which patterns its instances match says the first class that says so.
static void inherit_pattern_flags(Type *type) {
    const Tuple *mro = (const Tuple *)value_object(type->mro);
    uint32_t found = 0;
    for (int64_t i = 1; i < mro->length && !found; i++) {
        const Type *ancestor = (const Type *)value_object(mro->items[i]);
        found = load_relaxed(&ancestor->flags) & (TYPE_SEQUENCE | TYPE_MAPPING);
    }
    type->flags |= found;
}

static bool set_up_class(ThreadState *ts, Type *type, Value name, const Tuple *bases,
                         Object *namespace) ATTACHED {
    type->name_object = borrow(ref_take(ts, name));
    type->name = class_name_text(ts, name);
    type->bases = borrow(ref_take_object(ts, (void *)(uintptr_t)bases));
    Ref mro = type->name ? class_linearise(ts, type, bases) : NO_REF;
    type->mro = borrow(mro);
    if (ref_is_null(mro) || !fill_dict(ts, type, namespace) || !fill_class_cell(ts, type) ||
        !wrap_special(ts, type) || !settle_hash(ts, type) || !class_lay_out(ts, type) ||
        !settle_doc(ts, type) || !class_ask_order(ts, type)) {
        return false;
    }
    inherit_pattern_flags(type);
    type->version = version_next(ts->interpreter);
    return guest_slots_update(ts, type);
}

Ref class_new(ThreadState *ts, Type *metatype, Value name, Value bases_value, Object *namespace,
              Object *keywords) {
    Value object_class = object_value(builtin_type(ts, KIND_INSTANCE));
    bool has_bases = ((Tuple *)value_object(bases_value))->length > 0;
    Ref bases = has_bases ? ref_take(ts, bases_value) : tuple_from_array(ts, &object_class, 1);
    const Tuple *tuple = ref_is_null(bases) ? NULL : (const Tuple *)value_object(borrow(bases));
    Type *base = tuple ? class_best_base(ts, tuple) : NULL;
    metatype = base ? class_metatype(ts, metatype, tuple) : NULL;
    Type *type = metatype ? object_new(ts, metatype, metatype->instance_size) : NULL;
    if (!type) {
        ref_drop(ts, bases);
        return NO_REF;
    }
    type->flags =
        TYPE_HEAP | TYPE_BASE | (base->flags & (TYPE_EXCEPTION | TYPE_IMMORTAL_WHEN_SHARED));
    type->base = base;
    type->layout = base->layout;
    type->slots = base->slots;
    type->slots.destroy = guest_instance_destroy;
    type->slots.traverse = guest_instance_traverse;
    object_retain(ts, &base->head);
    bool ok = set_up_class(ts, type, name, tuple, namespace) &&
              class_join_bases(ts, type, tuple) && call_set_name(ts, type) &&
              call_init_subclass(ts, type, keywords);
    ref_drop(ts, bases);
    if (!ok) {
        ref_drop(ts, object_ref(type));
        return NO_REF;
    }
    return object_ref(type);
}
