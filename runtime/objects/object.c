// The type `object`: what every value can do, and plain instances.
#include "runtime/objects/object.h"

#include "runtime/objects/class_layout.h"
#include "runtime/objects/library.h"
#include "runtime/objects/list.h"
#include "runtime/objects/member_descriptor.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/type.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/weakrefs.h"
#include "vm/thread/world.h"

// The built-in type that a guest class is laid out like.
static const Type *layout_type(const Type *type) {
    while (type->flags & TYPE_HEAP) {
        type = type->base;
    }
    return type;
}

// Its slots; null for plain instances.
static const TypeSlots *layout_slots(const Type *type) {
    const Type *layout = layout_type(type);
    return layout->base ? &layout->slots : NULL;
}

static bool layout_has_attributes(const Type *type) {
    return layout_type(type)->attributes_offset != 0;
}

static Value *members_of(Object *self) {
    return (Value *)(void *)((char *)self + self->type->members_offset);
}

void guest_instance_destroy(ThreadState *ts, Object *self) {
    if (self->type->layout == KIND_WEAK_REFERENCE) {
        // Its target may go with its attributes, and must not call back what is going itself.
        weakrefs_remove(ts, (WeakReference *)(void *)self);
    }
    for (uint32_t i = 0; i < self->type->member_count; i++) {
        Value v = members_of(self)[i];
        slot_store(&members_of(self)[i], NO_VALUE);
        value_drop(ts, v);
    }
    if (self->type->attributes_offset) {
        attributes_destroy(ts, self);
    }
    const TypeSlots *slots = layout_slots(self->type);
    if (slots && slots->destroy) {
        slots->destroy(ts, self);
    }
}

void guest_instance_traverse(Object *self, Visitor visit, void *context) {
    for (uint32_t i = 0; i < self->type->member_count; i++) {
        visit(members_of(self)[i], context);
    }
    const TypeSlots *slots = layout_slots(self->type);
    bool has_own = slots && slots->traverse;
    // Each reference is visited once: a built-in type with attributes visits them itself.
    if (self->type->attributes_offset && !(has_own && layout_has_attributes(self->type))) {
        attributes_traverse(self, visit, context);
    }
    if (has_own) {
        slots->traverse(self, visit, context);
    }
}

// --- making ---

static bool has_arguments(const Value *arguments) {
    return ((Tuple *)value_object(arguments[1]))->length > 0 ||
           ((Dict *)value_object(arguments[2]))->length > 0;
}

// TypeError for a class with `__abstractmethods__`, which the module abc sets.
static bool check_abstract(ThreadState *ts, Type *type) ATTACHED {
    Ref names = type->flags & TYPE_HEAP
                    ? dict_get_str(ts, type->dict, known_name(ts, NAME_ABSTRACT_METHODS))
                    : NO_REF;
    int64_t n = ref_is_null(names) ? 0 : value_length(ts, borrow(names));
    if (n > 0) {
        Ref list = list_from_iterable(ts, borrow(names));
        Ref nothing = ref_is_null(list)
                          ? NO_REF
                          : value_call_method_text(ts, borrow(list), "sort", NULL, 0);
        Ref separator = ref_is_null(nothing) ? NO_REF : str_from_text(ts, "', '");
        Value argument = borrow(list);
        Ref joined = ref_is_null(separator)
                         ? NO_REF
                         : value_call_method_text(ts, borrow(separator), "join", &argument, 1);
        char *text = ref_is_null(joined) ? NULL : str_to_utf8(ts, borrow(joined), NULL);
        if (text) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "Can't instantiate abstract class %s without an implementation for "
                        "abstract method%s '%s'",
                        type->name, n == 1 ? "" : "s", text);
        }
        buffer_free(ts, text);
        ref_drop(ts, joined);
        ref_drop(ts, separator);
        ref_drop(ts, nothing);
        ref_drop(ts, list);
    }
    ref_drop(ts, names);
    return n == 0 && !error_is_set(ts);
}

static Ref object_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    if (has_arguments(arguments)) {
        Type *object = builtin_type(ts, KIND_INSTANCE);
        if (type_overrides(ts, type, object, NAME_NEW)) {
            return raise_error(
                ts, EXC_TYPE_ERROR,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (!type_overrides(ts, type, object, NAME_INIT)) {
            return raise_error(ts, EXC_TYPE_ERROR, "%s() takes no arguments", type->name);
        }
    }
    if (type->layout != KIND_INSTANCE) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "object.__new__(%s) is not safe, use %s.__new__()", type->name,
                           builtin_type(ts, (Kind)type->layout)->name);
    }
    if (!check_abstract(ts, type)) {
        return NO_REF;
    }
    if (type->attributes_offset) {
        return instance_new(ts, type);
    }
    Object *plain = object_new(ts, type, type->instance_size);
    return plain ? object_ref(plain) : NO_REF;
}

static Ref object_initialise(ThreadState *ts, const Value *arguments) ATTACHED {
    if (has_arguments(arguments)) {
        Type *type = value_type(ts, arguments[0]);
        Type *object = builtin_type(ts, KIND_INSTANCE);
        if (type_overrides(ts, type, object, NAME_INIT)) {
            return raise_error(
                ts, EXC_TYPE_ERROR,
                "object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (!type_overrides(ts, type, object, NAME_NEW)) {
            return raise_error(
                ts, EXC_TYPE_ERROR,
                "%s.__init__() takes exactly one argument (the instance to initialize)",
                type->name);
        }
    }
    return owned(NONE);
}

// --- slots ---

static Ref object_repr(ThreadState *ts, Value self) ATTACHED {
    Type *type = value_type(ts, self);
    Ref module = value_get_attribute(ts, object_value(type), known_name(ts, NAME_MODULE));
    if (ref_is_null(module)) {
        return NO_REF;
    }
    Ref builtins = str_intern_text(ts, "builtins");
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_char(&builder, '<');
    if (value_is(borrow(module), KIND_STR) && !str_equal(borrow(module), borrow(builtins))) {
        ok = ok && str_builder_str(&builder, borrow(module)) && str_builder_char(&builder, '.');
    }
    ref_drop(ts, builtins);
    ref_drop(ts, module);
    Ref tail = str_format(ts, " object at %p>", (void *)(uintptr_t)self.bits);
    ok = ok && !ref_is_null(tail) && str_builder_str(&builder, type->qualified_name) &&
         str_builder_str(&builder, borrow(tail));
    ref_drop(ts, tail);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref object_str(ThreadState *ts, Value self) ATTACHED {
    return value_repr(ts, self);
}

static Ref object_format(ThreadState *ts, Value self, Value spec) ATTACHED {
    if (((Str *)value_object(spec))->length > 0) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "unsupported format string passed to %s.__format__",
                           value_type_name(ts, self));
    }
    return value_str(ts, self);
}

static int64_t object_hash(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    int64_t hash = (int64_t)(self.bits >> 4 | self.bits << 60);
    return hash == -1 ? -2 : hash;
}

// Identity, and != as the opposite of whatever == says.
static Ref object_compare(ThreadState *ts, CompareOperator op, Value self,
                          Value other) ATTACHED {
    if (op == COMPARE_EQUAL) {
        return owned(value_same(self, other) ? TRUE_VALUE : NOT_IMPLEMENTED);
    }
    if (op != COMPARE_NOT_EQUAL) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref equal = value_type(ts, self)->slots.compare(ts, COMPARE_EQUAL, self, other);
    if (ref_is_null(equal) || value_same(borrow(equal), NOT_IMPLEMENTED)) {
        return equal;
    }
    int truth = value_truth(ts, borrow(equal));
    ref_drop(ts, equal);
    return truth < 0 ? NO_REF : owned(value_bool(!truth));
}

// --- methods ---

static bool check_name(ThreadState *ts, Value name) ATTACHED {
    if (value_has_layout(ts, name, KIND_STR)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "attribute name must be string, not '%s'",
                value_type_name(ts, name));
    return false;
}

// object's own __getattribute__, whatever the class makes of it.
static Ref object_getattribute(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!check_name(ts, arguments[1])) {
        return NO_REF;
    }
    Ref name = str_intern(ts, arguments[1]);
    Ref result =
        ref_is_null(name) ? NO_REF : object_get_attribute(ts, arguments[0], borrow(name));
    ref_drop(ts, name);
    return result;
}

static bool set_plainly(ThreadState *ts, Value self, Value name, Value value,
                        const char *method) ATTACHED {
    if (value_is_class(ts, self)) {
        raise_error(ts, EXC_TYPE_ERROR, "can't apply this %s to %s object", method,
                    value_type_name(ts, self));
        return false;
    }
    if (!check_name(ts, name)) {
        return false;
    }
    Ref interned = str_intern(ts, name);
    bool ok = !ref_is_null(interned) && object_set_attribute(ts, self, borrow(interned), value);
    ref_drop(ts, interned);
    return ok;
}

static Ref object_setattr(ThreadState *ts, const Value *arguments) ATTACHED {
    return set_plainly(ts, arguments[0], arguments[1], arguments[2], "__setattr__")
               ? owned(NONE)
               : NO_REF;
}

static Ref object_delattr(ThreadState *ts, const Value *arguments) ATTACHED {
    return set_plainly(ts, arguments[0], arguments[1], NO_VALUE, "__delattr__") ? owned(NONE)
                                                                                : NO_REF;
}

// The names of the instance and of its class, sorted by dir().
static Ref object_dir(ThreadState *ts, const Value *arguments) ATTACHED {
    Value self = arguments[0];
    Ref names = class_names(ts, value_type(ts, self));
    bool ok = !ref_is_null(names);
    if (ok && value_is_object(self) && value_type(ts, self)->attributes_offset) {
        Ref own = attributes_names(ts, value_object(self));
        ok = !ref_is_null(own);
        for (int64_t i = 0; ok && i < ((List *)value_object(borrow(own)))->length; i++) {
            Ref name = list_get(ts, value_object(borrow(own)), i);
            ok = !ref_is_null(name) &&
                 dict_set(ts, value_object(borrow(names)), borrow(name), NONE);
            ref_drop(ts, name);
        }
        ref_drop(ts, own);
    }
    Ref list = ok ? list_from_iterable(ts, borrow(names)) : NO_REF;
    ref_drop(ts, names);
    return list;
}

static Ref object_sizeof(ThreadState *ts, const Value *arguments) ATTACHED {
    Value self = arguments[0];
    size_t size = value_is_object(self) && !object_is_immortal(value_object(self))
                      ? object_memory_size(value_object(self))
                      : value_type(ts, self)->instance_size;
    return int_from_i64(ts, (int64_t)size);
}

static Ref object_init_subclass(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    (void)arguments;
    return owned(NONE);
}

static Ref object_subclass_hook(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)ts;
    (void)arguments;
    return owned(NOT_IMPLEMENTED);
}

static Ref object_get_class(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, value_type(ts, self));
}

// Changes the class in the header. It is read without a lock everywhere, so other threads are
// stopped. Takes the reference to `to` and returns the class that the object had, with the
// object's reference: another thread may have changed it before.
static Type *change_class(ThreadState *ts, Object *object, Type *to,
                          Shape *shape) NO_CONTRACT_CHECK {
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    Type *from = object->type;
    if (shape) {
        store_release(&object_attributes(object)->shape, shape);
    }
    store_relaxed(&object->kind, to->instance_kind);
    store_release(&object->type, to);
    if (stops) {
        world_start(ts);
    }
    return from;
}

// Whether two classes that add variables to the same base add the same names.
static bool add_same_members(ThreadState *ts, const Type *a, const Type *b) ATTACHED {
    if (!a->base || a->base != b->base || a->member_count != b->member_count) {
        return false;
    }
    Ref names = list_from_iterable(ts, object_value(a->dict));
    bool is_same = !ref_is_null(names);
    int64_t n = is_same ? list_length(value_object(borrow(names))) : 0;
    for (int64_t i = 0; is_same && i < n; i++) {
        Ref name = list_get(ts, value_object(borrow(names)), i);
        Ref mine = dict_get(ts, a->dict, borrow(name));
        if (!ref_is_null(mine) && value_is(borrow(mine), KIND_MEMBER_DESCRIPTOR)) {
            Ref other = dict_get(ts, b->dict, borrow(name));
            is_same =
                !ref_is_null(other) && member_descriptor_matches(borrow(mine), borrow(other));
            ref_drop(ts, other);
        }
        ref_drop(ts, mine);
        ref_drop(ts, name);
    }
    ref_drop(ts, names);
    return is_same && !error_is_set(ts);
}

// Whether instances of both have the same fields and variables at the same places.
static bool have_same_fields(ThreadState *ts, Type *from, Type *to) ATTACHED {
    Type *a = class_solid_base(from);
    Type *b = class_solid_base(to);
    return a == b || (from->layout != KIND_EXCEPTION && add_same_members(ts, a, b));
}

// obj.__class__ = C: only between guest classes, and those of modules, whose instances look
// alike in memory.
static bool object_set_class(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value)) {
        raise_error(ts, EXC_TYPE_ERROR, "can't delete __class__ attribute");
        return false;
    }
    if (!value_is_class(ts, value)) {
        raise_error(ts, EXC_TYPE_ERROR, "__class__ must be set to a class, not '%s' object",
                    value_type_name(ts, value));
        return false;
    }
    Type *from = value_type(ts, self);
    Type *to = (Type *)value_object(value);
    bool are_modules = from->layout == KIND_MODULE && to->layout == KIND_MODULE;
    if (!(from->flags & to->flags & TYPE_HEAP) && !are_modules) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "__class__ assignment only supported for mutable types or ModuleType "
                    "subclasses");
        return false;
    }
    if (from->layout != to->layout ||
        (from->instance_kind != to->instance_kind && !are_modules) ||
        from->instance_size != to->instance_size ||
        from->attributes_offset != to->attributes_offset ||
        from->member_count != to->member_count || !have_same_fields(ts, from, to)) {
        error_clear(ts);
        raise_error(ts, EXC_TYPE_ERROR,
                    "__class__ assignment: '%s' object layout differs from '%s'", to->name,
                    from->name);
        return false;
    }
    // Shapes belong to a class: the attributes move to a dict under the old one, and take the
    // dictionary shape of the new.
    Object *object = value_object(self);
    Shape *shape = from->attributes_offset ? shape_dictionary(ts, to) : NULL;
    Ref dict = shape ? attributes_dictionary(ts, object) : NO_REF;
    if (from->attributes_offset && ref_is_null(dict)) {
        return false;
    }
    ref_drop(ts, dict);
    object_retain(ts, &to->head);
    from = change_class(ts, object, to, shape);
    object_release(ts, &from->head);
    return true;
}

// How objects are taken apart is written in the guest language.
static Ref object_reduce(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Value both[2] = {arguments[0], value_from_int(0)};
    return library_call(ts, "copyreg", "_reduce", both, 2);
}

static Ref object_reduce_ex(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return library_call(ts, "copyreg", "_reduce_ex", arguments, 2);
}

static Ref object_getstate(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return library_call(ts, "copyreg", "_state_of", arguments, 1);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", object_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"__init__(self, /, *args, **kwargs)", object_initialise,
     "Initialize self.  See help(type(self)) for accurate signature.", 0},
    {"__getattribute__(self, name, /)", object_getattribute, "Return getattr(self, name).", 0},
    {"__setattr__(self, name, value, /)", object_setattr,
     "Implement setattr(self, name, value).", 0},
    {"__delattr__(self, name, /)", object_delattr, "Implement delattr(self, name).", 0},
    {"__dir__(self, /)", object_dir, "Default dir() implementation.", 0},
    {"__reduce__(self, /)", object_reduce, "Helper for pickle.", 0},
    {"__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle.", 0},
    {"__getstate__(self, /)", object_getstate, "Helper for pickle.", 0},
    {"__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes.", 0},
    {"__init_subclass__(cls, /)", object_init_subclass,
     "This method is called when a class is subclassed.\n\nThe default implementation does "
     "nothing. It may be\noverridden to extend subclasses.",
     NATIVE_CLASS_METHOD},
    {"__subclasshook__(cls, object, /)", object_subclass_hook,
     "Abstract classes can override this to customize issubclass().", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__class__", object_get_class, object_set_class, "the object's class"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec object_type_spec = {
    .name = "object",
    .kind = KIND_INSTANCE,
    .base = KIND_INSTANCE,
    .size = sizeof(Object),
    .flags = TYPE_BASE,
    .slots = {.repr = object_repr,
              .str = object_str,
              .format = object_format,
              .hash = object_hash,
              .compare = object_compare},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
           "returns a new featureless\ninstance that has no instance attributes and cannot be "
           "given any.\n",
};
