// The type `type`: calling classes, and the attributes of classes.
#include "runtime/objects/type.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/objects/dict.h"
#include "runtime/objects/generic_alias.h"
#include "runtime/objects/guest_slots.h"
#include "runtime/objects/instance_check.h"
#include "runtime/objects/str_builder.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/shape.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/world.h"

static Type *as_type(Value v) {
    return (Type *)value_object(v);
}

// function(first, *arguments, **names).
static Ref call_with_first(ThreadState *ts, Value function, Value first, const Value *arguments,
                           size_t n, Value names) ATTACHED {
    Value few[9];
    Value *all = n < 8 ? few : buffer_new(ts, (n + 1) * sizeof *all);
    if (!all) {
        return NO_REF;
    }
    all[0] = first;
    for (size_t i = 0; i < n; i++) {
        all[i + 1] = arguments[i];
    }
    Ref result = value_call_named(ts, function, all, n + 1, names);
    if (all != few) {
        buffer_free(ts, all);
    }
    return result;
}

// __init__ of the new instance; takes the reference to it and gives it back, NO_REF on failure.
static Ref initialise(ThreadState *ts, Ref instance, const Value *arguments, size_t n,
                      Value names) ATTACHED {
    Type *type = value_type(ts, borrow(instance));
    Ref initializer = type_lookup(ts, type, known_name(ts, NAME_INIT));
    if (ref_is_null(initializer)) {
        return error_is_set(ts) ? NO_REF : instance;
    }
    Ref result =
        call_with_first(ts, borrow(initializer), borrow(instance), arguments, n, names);
    ref_drop(ts, initializer);
    if (!ref_is_null(result) && !value_is_none(borrow(result))) {
        raise_error(ts, EXC_TYPE_ERROR, "__init__() should return None, not '%s'",
                    value_type_name(ts, borrow(result)));
        ref_drop(ts, result);
        result = NO_REF;
    }
    if (ref_is_null(result)) {
        ref_drop(ts, instance);
        return NO_REF;
    }
    return instance;
}

static Ref type_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                     Value names) ATTACHED {
    Type *type = as_type(self);
    if (type == builtin_type(ts, KIND_TYPE) && n == 1 && value_is_null(names)) {
        return ref_take_object(ts, value_type(ts, arguments[0]));
    }
    if (type->flags & TYPE_DISALLOW_NEW) {
        return raise_error(ts, EXC_TYPE_ERROR, "cannot create '%s' instances", type->name);
    }
    Ref found = type_lookup(ts, type, known_name(ts, NAME_NEW));
    if (ref_is_null(found)) {
        return error_is_set(ts) ? NO_REF
                                : raise_error(ts, EXC_TYPE_ERROR,
                                              "cannot create '%s' instances", type->name);
    }
    const TypeSlots *slots = &value_type(ts, borrow(found))->slots;
    Ref constructor = found;
    if (slots->descriptor_get) {
        constructor = slots->descriptor_get(ts, borrow(found), NO_VALUE, self);
        ref_drop(ts, found);
    }
    Ref instance = ref_is_null(constructor)
                       ? NO_REF
                       : call_with_first(ts, borrow(constructor), self, arguments, n, names);
    ref_drop(ts, constructor);
    if (ref_is_null(instance) || !type_is_subtype(value_type(ts, borrow(instance)), type)) {
        return instance;
    }
    return initialise(ts, instance, arguments, n, names);
}

static Ref type_repr(ThreadState *ts, Value self) ATTACHED {
    Type *type = as_type(self);
    Ref module = value_get_attribute(ts, self, known_name(ts, NAME_MODULE));
    if (ref_is_null(module)) {
        error_clear(ts);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "<class '");
    bool is_builtin = ref_is_null(module) || !value_is(borrow(module), KIND_STR);
    if (!is_builtin) {
        Ref builtins = str_intern_text(ts, "builtins");
        is_builtin = str_equal(borrow(module), borrow(builtins));
    }
    if (!is_builtin) {
        ok = ok && str_builder_str(&builder, borrow(module)) && str_builder_char(&builder, '.');
    }
    ok = ok && str_builder_str(&builder, type->qualified_name) &&
         str_builder_text(&builder, "'>");
    ref_drop(ts, module);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref type_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    Type *type = as_type(self);
    Type *meta = value_type(ts, self);
    Ref in_meta = type_lookup(ts, meta, name);
    const TypeSlots *meta_slots =
        ref_is_null(in_meta) ? NULL : &value_type(ts, borrow(in_meta))->slots;
    if (meta_slots && meta_slots->descriptor_set && meta_slots->descriptor_get) {
        Ref value = meta_slots->descriptor_get(ts, borrow(in_meta), self, object_value(meta));
        ref_drop(ts, in_meta);
        return value;
    }
    Ref own = type_lookup(ts, type, name);
    if (!ref_is_null(own)) {
        ref_drop(ts, in_meta);
        const TypeSlots *slots = &value_type(ts, borrow(own))->slots;
        if (!slots->descriptor_get) {
            return own;
        }
        Ref value = slots->descriptor_get(ts, borrow(own), NO_VALUE, self);
        ref_drop(ts, own);
        return value;
    }
    if (meta_slots && meta_slots->descriptor_get) {
        Ref value = meta_slots->descriptor_get(ts, borrow(in_meta), self, object_value(meta));
        ref_drop(ts, in_meta);
        return value;
    }
    if (!ref_is_null(in_meta) || error_is_set(ts)) {
        return in_meta;
    }
    return raise_no_attribute(ts, self, name);
}

// The slots of the class and its subclasses follow a special method. They are read without a
// lock everywhere, so other threads are stopped meanwhile.
static bool update_slots(ThreadState *ts, Type *type, Value name) NO_CONTRACT_CHECK {
    const Str *text = (const Str *)value_object(name);
    bool is_special =
        text->length > 4 && text->is_ascii && text->data[0] == '_' && text->data[1] == '_';
    if (!is_special) {
        return true;
    }
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    bool ok = guest_slots_changed(ts, type, name);
    if (stops) {
        world_start(ts);
    }
    return ok;
}

bool class_set(ThreadState *ts, Type *type, Value name, Value value) {
    int64_t hash = key_hash(ts, name);
    Ref old = NO_REF;
    bool ok = hash != -1;
    if (ok && value_is_null(value)) {
        old = dict_take_out(ts, type->dict, name, hash);
        if (ref_is_null(old)) {
            raise_no_attribute(ts, object_value(type), name);
            return false;
        }
    } else if (ok) {
        ok = dict_replace(ts, type->dict, name, value, hash, &old);
    }
    // While `old`, the very value this thread took out, is alive: until then caches may hold
    // it.
    type_modified(ts, type);
    ok = ok && update_slots(ts, type, name);
    ref_drop(ts, old);
    return ok;
}

static bool type_set_attribute(ThreadState *ts, Value self, Value name, Value value) ATTACHED {
    Type *type = as_type(self);
    if (type->flags & TYPE_IMMUTABLE) {
        char *text = str_to_utf8(ts, name, NULL);
        raise_error(ts, EXC_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%s'",
                    text ? text : "?", type->name);
        buffer_free(ts, text);
        return false;
    }
    Ref in_meta = type_lookup(ts, value_type(ts, self), name);
    if (!ref_is_null(in_meta)) {
        const TypeSlots *slots = &value_type(ts, borrow(in_meta))->slots;
        if (slots->descriptor_set) {
            bool ok = slots->descriptor_set(ts, borrow(in_meta), self, value);
            ref_drop(ts, in_meta);
            return ok;
        }
        ref_drop(ts, in_meta);
    }
    return class_set(ts, type, name, value);
}

static Ref type_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    return op == BINARY_OR ? union_of(ts, a, b) : owned(NOT_IMPLEMENTED);
}

// C[item]: the class's own __class_getitem__; `type` itself has none, but type[item].
static Ref type_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    Ref hook = NO_REF;
    if (!value_find_attribute(ts, self, known_name(ts, NAME_CLASS_GETITEM), &hook)) {
        return NO_REF;
    }
    if (ref_is_null(hook) && as_type(self) == builtin_type(ts, KIND_TYPE)) {
        return generic_alias_new(ts, self, key);
    }
    if (ref_is_null(hook)) {
        return raise_error(ts, EXC_TYPE_ERROR, "type '%s' is not subscriptable",
                           as_type(self)->name);
    }
    Ref result = value_call(ts, borrow(hook), &key, 1);
    ref_drop(ts, hook);
    return result;
}

static void type_destroy(ThreadState *ts, Object *self) ATTACHED {
    Type *type = (Type *)self;
    type_modified(ts, type);
    if (type->dict) {
        object_release(ts, type->dict);
    }
    value_drop(ts, type->name_object);
    value_drop(ts, type->qualified_name);
    value_drop(ts, type->mro);
    value_drop(ts, type->bases);
    value_drop(ts, type->subclasses);
    if (type->base) {
        object_release(ts, &type->base->head);
    }
    shape_free_all(type);
    buffer_retire(ts, type->resolved);
    buffer_retire(ts, (void *)(uintptr_t)type->name);
}

void type_free_buffers(Type *type) NO_CONTRACT_CHECK {
    shape_free_all(type);
    free(type->resolved);
    if (type->flags & TYPE_HEAP) {
        free((void *)(uintptr_t)type->name);
    }
}

static void type_traverse(Object *self, Visitor visit, void *context) {
    Type *type = (Type *)self;
    Value held[] = {type->mro, type->bases, type->subclasses};
    for (size_t i = 0; i < 3; i++) {
        visit(held[i], context);
    }
    if (type->base) {
        visit(object_value(&type->base->head), context);
    }
    if (type->dict) {
        visit(object_value(type->dict), context);
    }
}

// --- attributes of classes ---

// An entry of the class's own dict; `otherwise` if there is none.
static Ref own_entry(ThreadState *ts, Value self, KnownName name, Value otherwise) ATTACHED {
    Ref value = dict_get_str(ts, as_type(self)->dict, known_name(ts, name));
    return ref_is_null(value) && !error_is_set(ts) ? ref_take(ts, otherwise) : value;
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_type(self)->name_object);
}

static bool check_mutable(ThreadState *ts, Value self, const char *what, Value value) ATTACHED {
    if (as_type(self)->flags & TYPE_IMMUTABLE) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%s'",
                    what, as_type(self)->name);
        return false;
    }
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "cannot delete '%s' attribute of immutable type '%s'",
                    what, as_type(self)->name);
        return false;
    }
    return true;
}

// The same for an attribute that must be a str.
static bool check_text(ThreadState *ts, Value self, const char *what, Value value) ATTACHED {
    if (!check_mutable(ts, self, what, value)) {
        return false;
    }
    if (!value_has_layout(ts, value, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "can only assign string to %s.%s, not '%s'",
                    as_type(self)->name, what, value_type_name(ts, value));
        return false;
    }
    return true;
}

char *class_name_text(ThreadState *ts, Value name) {
    size_t length;
    char *text = str_to_utf8(ts, name, &length);
    if (text && strlen(text) != length) {
        buffer_free(ts, text);
        raise_error(ts, EXC_VALUE_ERROR, "type name must not contain null characters");
        return NULL;
    }
    return text;
}

// Messages read the name without a lock: other threads are stopped. Takes the text.
static void change_name(ThreadState *ts, Type *type, char *text) NO_CONTRACT_CHECK {
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    char *old = (char *)(uintptr_t)type->name;
    type->name = text;
    if (stops) {
        world_start(ts);
    }
    buffer_free(ts, old);
}

static bool set_name(ThreadState *ts, Value self, Value value) ATTACHED {
    char *text = check_text(ts, self, "__name__", value) ? class_name_text(ts, value) : NULL;
    if (!text) {
        return false;
    }
    change_name(ts, as_type(self), text);
    world_replace(ts, &as_type(self)->name_object, ref_take(ts, value));
    return true;
}

static Ref get_qualname(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_type(self)->qualified_name);
}

static bool set_qualname(ThreadState *ts, Value self, Value value) ATTACHED {
    if (!check_text(ts, self, "__qualname__", value)) {
        return false;
    }
    world_replace(ts, &as_type(self)->qualified_name, ref_take(ts, value));
    return true;
}

// The types of builtins have no entry: their instances have no __module__.
static Ref get_module(ThreadState *ts, Value self) ATTACHED {
    Ref module = dict_get_str(ts, as_type(self)->dict, known_name(ts, NAME_MODULE));
    bool is_builtin = !(as_type(self)->flags & TYPE_HEAP);
    if (error_is_set(ts) ||
        (!ref_is_null(module) && !(is_builtin && !value_is(borrow(module), KIND_STR)))) {
        return module;
    }
    ref_drop(ts, module); // that of functions: a descriptor, for their instances
    return is_builtin ? str_intern_text(ts, "builtins") : owned(NONE);
}

static bool set_module(ThreadState *ts, Value self, Value value) ATTACHED {
    return check_mutable(ts, self, "__module__", value) &&
           class_set(ts, as_type(self), known_name(ts, NAME_MODULE), value);
}

static Ref get_doc(ThreadState *ts, Value self) ATTACHED {
    Ref doc = own_entry(ts, self, NAME_DOC, NONE);
    if (ref_is_null(doc) || !(as_type(self)->flags & TYPE_HEAP)) {
        return doc;
    }
    const TypeSlots *slots = &value_type(ts, borrow(doc))->slots;
    if (!slots->descriptor_get) {
        return doc;
    }
    Ref described = slots->descriptor_get(ts, borrow(doc), NO_VALUE, self);
    ref_drop(ts, doc);
    return described;
}

static bool set_doc(ThreadState *ts, Value self, Value value) ATTACHED {
    return check_mutable(ts, self, "__doc__", value) &&
           class_set(ts, as_type(self), known_name(ts, NAME_DOC), value);
}

static Ref get_dict(ThreadState *ts, Value self) ATTACHED {
    Value dict = object_value(as_type(self)->dict);
    return value_call(ts, object_value(builtin_type(ts, KIND_MAPPING_PROXY)), &dict, 1);
}

static Ref get_bases(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_type(self)->bases);
}

static bool set_bases(ThreadState *ts, Value self, Value value) ATTACHED {
    return class_set_bases(ts, as_type(self), value);
}

static Ref get_base(ThreadState *ts, Value self) ATTACHED {
    Type *base = as_type(self)->base;
    return base ? ref_take_object(ts, base) : owned(NONE);
}

static Ref get_mro(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_type(self)->mro);
}

static Ref get_annotations(ThreadState *ts, Value self) ATTACHED {
    Value name = known_name(ts, NAME_ANNOTATIONS);
    Ref annotations = dict_get_str(ts, as_type(self)->dict, name);
    if (!ref_is_null(annotations) || error_is_set(ts)) {
        return annotations;
    }
    if (as_type(self)->flags & TYPE_IMMUTABLE) {
        return raise_no_attribute(ts, self, name);
    }
    annotations = dict_new(ts);
    if (!ref_is_null(annotations) &&
        !dict_set(ts, as_type(self)->dict, name, borrow(annotations))) {
        ref_drop(ts, annotations);
        return NO_REF;
    }
    return annotations;
}

static bool set_annotations(ThreadState *ts, Value self, Value value) ATTACHED {
    Value name = known_name(ts, NAME_ANNOTATIONS);
    bool is_delete = value_is_null(value);
    if (!check_mutable(ts, self, "__annotations__", is_delete ? NONE : value)) {
        return false;
    }
    int present = is_delete ? dict_contains(ts, as_type(self)->dict, name) : 1;
    if (present == 0) {
        raise_error_value(ts, EXC_ATTRIBUTE_ERROR, name);
    }
    return present > 0 && class_set(ts, as_type(self), name, value);
}

static Ref get_type_params(ThreadState *ts, Value self) ATTACHED {
    Ref found = dict_get_text(ts, as_type(self)->dict, "__type_params__");
    return ref_is_null(found) && !error_is_set(ts) ? tuple_new(ts, 0) : found;
}

static bool set_type_params(ThreadState *ts, Value self, Value value) ATTACHED {
    return check_mutable(ts, self, "__type_params__", value) &&
           dict_set_text(ts, as_type(self)->dict, "__type_params__", value);
}

static Ref type_new_method(ThreadState *ts, const Value *arguments) ATTACHED {
    const Tuple *given = (const Tuple *)value_object(arguments[1]);
    if (given->length != 3) {
        return raise_error(ts, EXC_TYPE_ERROR, "type() takes 1 or 3 arguments");
    }
    if (!value_has_layout(ts, given->items[0], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "type.__new__() argument 1 must be str, not %s",
                           value_type_name(ts, given->items[0]));
    }
    if (!value_has_layout(ts, given->items[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "type.__new__() argument 2 must be tuple, not %s",
                           value_type_name(ts, given->items[1]));
    }
    if (!value_has_layout(ts, given->items[2], KIND_DICT)) {
        return raise_error(ts, EXC_TYPE_ERROR, "type.__new__() argument 3 must be dict, not %s",
                           value_type_name(ts, given->items[2]));
    }
    return class_new(ts, as_type(arguments[0]), given->items[0], given->items[1],
                     value_object(given->items[2]), value_object(arguments[2]));
}

static Ref type_init(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    (void)arguments;
    return owned(NONE);
}

static Ref type_mro(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = as_type(arguments[0]);
    Ref order = class_linearise(ts, type, (const Tuple *)value_object(type->bases));
    Ref list = ref_is_null(order) ? NO_REF : list_from_iterable(ts, borrow(order));
    ref_drop(ts, order);
    return list;
}

static Ref type_subclasses(ThreadState *ts, const Value *arguments) ATTACHED {
    Value entries = slot_load_acquire(&as_type(arguments[0])->subclasses);
    Ref result = list_new(ts, 0);
    for (int64_t i = 0; !ref_is_null(result) && !value_is_null(entries); i++) {
        List *list = (List *)(void *)value_object(entries);
        if (i >= load_relaxed(&list->length)) {
            break;
        }
        Ref entry = list_get(ts, &list->head, i);
        Ref class =
            ref_is_null(entry)
                ? NO_REF
                : weakrefs_target(ts, (WeakReference *)(void *)value_object(borrow(entry)));
        bool ok =
            ref_is_null(class) || list_append(ts, value_object(borrow(result)), borrow(class));
        ref_drop(ts, class);
        ref_drop(ts, entry);
        if (!ok) {
            ref_drop(ts, result);
            return NO_REF;
        }
    }
    return result;
}

static Ref type_prepare(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return dict_new(ts);
}

static Ref type_instancecheck(ThreadState *ts, const Value *arguments) ATTACHED {
    int result = instance_check_plain(ts, arguments[1], arguments[0]);
    return result < 0 ? NO_REF : owned(value_bool(result));
}

static Ref type_subclasscheck(ThreadState *ts, const Value *arguments) ATTACHED {
    int result = subclass_check_plain(ts, arguments[1], arguments[0]);
    return result < 0 ? NO_REF : owned(value_bool(result));
}

Ref class_names(ThreadState *ts, Type *type) {
    Ref names = dict_new(ts);
    if (ref_is_null(names)) {
        return NO_REF;
    }
    Ref order = ref_take(ts, type->mro); // comparing keys may give the class another
    const Tuple *mro = (const Tuple *)value_object(borrow(order));
    bool ok = true;
    for (int64_t i = mro->length; ok && i > 0; i--) {
        ok = dict_update(ts, value_object(borrow(names)),
                         object_value(as_type(mro->items[i - 1])->dict));
    }
    ref_drop(ts, order);
    if (!ok) {
        ref_drop(ts, names);
        return NO_REF;
    }
    return names;
}

// Every name of the class and its bases, as a list.
static Ref type_dir(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref names = class_names(ts, as_type(arguments[0]));
    bool ok = !ref_is_null(names);
    Ref list = ok ? list_from_iterable(ts, borrow(names)) : NO_REF;
    ref_drop(ts, names);
    return list;
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", type_new_method, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, *args, **kwargs)", type_init, NULL, 0},
    {"mro(self, /)", type_mro, "Return a type's method resolution order.", 0},
    {"__subclasses__(self, /)", type_subclasses, "Return a list of immediate subclasses.", 0},
    {"__prepare__(cls, *args, **kwargs)", type_prepare,
     "Create the namespace for the class statement.", NATIVE_CLASS_METHOD},
    {"__instancecheck__(self, instance, /)", type_instancecheck,
     "Check if an object is an instance.", 0},
    {"__subclasscheck__(self, subclass, /)", type_subclasscheck,
     "Check if a class is a subclass.", 0},
    {"__dir__(self, /)", type_dir, NULL, 0},
    {NULL, NULL, NULL, 0},
};

// The bits of CPython's tp_flags that mean something here: whether the class is a built-in one,
// may be subclassed, has abstract methods, and which built-in type it derives from.
static Ref get_flags(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    static const struct {
        Kind kind;
        int bit;
    } LAYOUTS[] = {{KIND_INT, 24}, {KIND_LIST, 25}, {KIND_TUPLE, 26},     {KIND_BYTES, 27},
                   {KIND_STR, 28}, {KIND_DICT, 29}, {KIND_EXCEPTION, 30}, {KIND_TYPE, 31}};
    const Type *type = as_type(self);
    uint32_t own = load_relaxed(&type->flags);
    int64_t flags = own & TYPE_HEAP ? 1 << 9 : 1 << 8;
    flags |= own & TYPE_BASE ? 1 << 10 : 0;
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof *LAYOUTS; i++) {
        flags |= type->layout == LAYOUTS[i].kind ? (int64_t)1 << LAYOUTS[i].bit : 0;
    }
    Ref abstract = dict_get_text(ts, type->dict, "__abstractmethods__");
    int is_abstract = ref_is_null(abstract) ? 0 : value_truth(ts, borrow(abstract));
    ref_drop(ts, abstract);
    if (is_abstract < 0 || error_is_set(ts)) {
        return NO_REF;
    }
    return int_from_i64(ts, flags | (is_abstract ? 1 << 20 : 0));
}

static const GetSetDef ATTRIBUTES[] = {
    {"__flags__", get_flags, NULL, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__base__", get_base, NULL, NULL},
    {"__mro__", get_mro, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__type_params__", get_type_params, set_type_params, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec type_type_spec = {
    .name = "type",
    .kind = KIND_TYPE,
    .base = KIND_INSTANCE,
    .size = sizeof(Type),
    .flags = TYPE_BASE | TYPE_IMMORTAL_WHEN_SHARED,
    .slots =
        {
            .destroy = type_destroy,
            .traverse = type_traverse,
            .repr = type_repr,
            .call = type_call,
            .get_attribute = type_get_attribute,
            .set_attribute = type_set_attribute,
            .get_item = type_get_item,
            .binary = type_binary,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};
