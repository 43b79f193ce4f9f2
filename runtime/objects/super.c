// super: attribute look-up that begins behind a class in the resolution order of an object.
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/type.h"
#include "vm/exec/call.h"
#include "vm/exec/cell.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

// Who looks something up reads the three fields without a lock: other threads are stopped when
// __init__ changes those of an object that they may know.
typedef struct Super {
    Object head;
    Value type;        // the class behind which the search begins; NO_VALUE before __init__
    Value object;      // what attributes are bound to: instance or class; NO_VALUE if unbound
    Type *object_type; // whose resolution order is searched; owned
} Super;

static Super *as_super(Value v) {
    return (Super *)(void *)value_object(v);
}

// The class whose order is searched for super(type, object); null with TypeError. New
// reference.
static Type *supercheck(ThreadState *ts, Type *type, Value object) ATTACHED {
    if (value_is_class(ts, object) && type_is_subtype((Type *)value_object(object), type)) {
        object_retain(ts, value_object(object));
        return (Type *)value_object(object);
    }
    Type *own = value_type(ts, object);
    if (type_is_subtype(own, type)) {
        object_retain(ts, &own->head);
        return own;
    }
    Ref claimed;
    if (!value_find_attribute(ts, object, known_name(ts, NAME_CLASS), &claimed)) {
        return NULL;
    }
    if (!ref_is_null(claimed) && value_is_class(ts, borrow(claimed)) &&
        type_is_subtype((Type *)value_object(borrow(claimed)), type)) {
        return (Type *)value_object(borrow(claimed));
    }
    ref_drop(ts, claimed);
    const char *kind = value_is_class(ts, object) ? "type" : "instance of";
    const char *name =
        value_is_class(ts, object) ? ((Type *)value_object(object))->name : own->name;
    raise_error(ts, EXC_TYPE_ERROR,
                "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                kind, name, type->name);
    return NULL;
}

// The `__class__` cell among a frame's free variables; NO_REF with RuntimeError.
static Ref find_class_cell(ThreadState *ts, const Frame *frame) ATTACHED {
    const Code *code = frame->code;
    for (uint32_t i = 0; frame->function && i < code->n_free; i++) {
        if (!value_same(code->free_names[i], known_name(ts, NAME_CLASS))) {
            continue;
        }
        const Tuple *closure = (const Tuple *)value_object(frame->function->closure);
        Ref class = cell_get(ts, value_object(closure->items[i]));
        if (ref_is_null(class)) {
            return raise_error(ts, EXC_RUNTIME_ERROR, "super(): empty __class__ cell");
        }
        if (!value_is_class(ts, borrow(class))) {
            raise_error(ts, EXC_RUNTIME_ERROR, "super(): __class__ is not a type (%s)",
                        value_type_name(ts, borrow(class)));
            ref_drop(ts, class);
            return NO_REF;
        }
        return class;
    }
    return raise_error(ts, EXC_RUNTIME_ERROR, "super(): __class__ cell not found");
}

// super() without arguments: the class and the first parameter of the calling method.
static bool find_implicit(ThreadState *ts, Ref *class, Ref *object) ATTACHED {
    const Frame *frame = ts->frame;
    if (!frame) {
        raise_error(ts, EXC_RUNTIME_ERROR, "super(): no current frame");
        return false;
    }
    if (frame->code->n_parameters == 0) {
        raise_error(ts, EXC_RUNTIME_ERROR, "super(): no arguments");
        return false;
    }
    Value first = frame->registers[0];
    if (!value_is_unbound(first) && (frame->code->local_kinds[0] & LOCAL_CELL) &&
        value_is(first, KIND_CELL)) {
        *object = cell_get(ts, value_object(first));
    } else {
        *object = value_is_unbound(first) ? NO_REF : ref_take(ts, first);
    }
    if (ref_is_null(*object)) {
        raise_error(ts, EXC_RUNTIME_ERROR, "super(): arg[0] deleted");
        return false;
    }
    *class = find_class_cell(ts, frame);
    if (ref_is_null(*class)) {
        ref_drop(ts, *object);
        return false;
    }
    return true;
}

static Ref super_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    Super *self = object_new(ts, type, type->instance_size);
    return self ? object_ref(self) : NO_REF;
}

// Stores the three fields, whose references it takes; the old ones are dropped.
static void replace_fields(ThreadState *ts, Super *self, Ref class, Ref object,
                           Type *searched) NO_CONTRACT_CHECK {
    bool stops = ts->is_parallel && !object_is_only_reference(ts, &self->head);
    if (stops) {
        world_stop(ts);
    }
    Super old = {.type = self->type, .object = self->object, .object_type = self->object_type};
    self->type = borrow(class);
    self->object = borrow(object);
    self->object_type = searched;
    if (stops) {
        world_start(ts);
    }
    value_drop(ts, old.type);
    value_drop(ts, old.object);
    if (old.object_type) {
        object_release(ts, &old.object_type->head);
    }
}

// Takes the references to class and object (which may be none).
static bool super_set(ThreadState *ts, Super *self, Ref class, Ref object) ATTACHED {
    Type *searched = NULL;
    if (!ref_is_null(object)) {
        searched = supercheck(ts, (Type *)value_object(borrow(class)), borrow(object));
        if (!searched) {
            ref_drop(ts, class);
            ref_drop(ts, object);
            return false;
        }
    }
    replace_fields(ts, self, class, object, searched);
    return true;
}

static Ref super_initialise(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref class = NO_REF;
    Ref object = NO_REF;
    if (value_is_null(arguments[1])) {
        if (!find_implicit(ts, &class, &object)) {
            return NO_REF;
        }
    } else {
        if (!value_is_class(ts, arguments[1])) {
            return raise_error(ts, EXC_TYPE_ERROR, "super() argument 1 must be a type, not %s",
                               value_type_name(ts, arguments[1]));
        }
        class = ref_take(ts, arguments[1]);
        if (!value_is_null(arguments[2]) && !value_is_none(arguments[2])) {
            object = ref_take(ts, arguments[2]);
        }
    }
    return super_set(ts, as_super(arguments[0]), class, object) ? owned(NONE) : NO_REF;
}

// Whether the order from index i on is that of `next` alone, as with single inheritance.
static bool is_rest(const Tuple *mro, int64_t i, const Type *next) {
    const Tuple *rest = (const Tuple *)value_object(next->mro);
    if (rest->length != mro->length - i) {
        return false;
    }
    for (int64_t j = 0; j < rest->length; j++) {
        if (!value_same(rest->items[j], mro->items[i + j])) {
            return false;
        }
    }
    return true;
}

// The attribute in the classes behind self->type; NO_REF without an exception if none has it.
static Ref find_behind(ThreadState *ts, const Super *self, Value name) ATTACHED {
    Ref order = ref_take(ts, self->object_type->mro);
    const Tuple *mro = (const Tuple *)value_object(borrow(order));
    int64_t i = 0;
    while (i < mro->length && !value_same(mro->items[i], self->type)) {
        i++;
    }
    Ref found = NO_REF;
    Type *next = i + 1 < mro->length ? (Type *)value_object(mro->items[i + 1]) : NULL;
    if (next && !ts->is_parallel && is_rest(mro, i + 1, next)) {
        found = type_lookup(ts, next, name); // which remembers what it finds
        i = mro->length;
    }
    for (i++; i < mro->length && ref_is_null(found) && !error_is_set(ts); i++) {
        found = dict_get_str(ts, ((Type *)value_object(mro->items[i]))->dict, name);
    }
    ref_drop(ts, order);
    return found;
}

static Ref super_get_attribute(ThreadState *ts, Value v, Value name) ATTACHED {
    const Super *self = as_super(v);
    if (!self->object_type || value_same(name, known_name(ts, NAME_CLASS))) {
        return object_get_attribute(ts, v, name);
    }
    Ref found = find_behind(ts, self, name);
    if (ref_is_null(found)) {
        return error_is_set(ts) ? NO_REF : object_get_attribute(ts, v, name);
    }
    const TypeSlots *slots = &value_type(ts, borrow(found))->slots;
    if (!slots->descriptor_get) {
        return found;
    }
    // Guest code may call __init__ of this very object.
    Ref object = ref_take(ts, self->object);
    Ref type = ref_take_object(ts, self->object_type);
    bool on_class = value_same(borrow(object), borrow(type));
    Ref bound = slots->descriptor_get(ts, borrow(found), on_class ? NO_VALUE : borrow(object),
                                      borrow(type));
    ref_drop(ts, type);
    ref_drop(ts, object);
    ref_drop(ts, found);
    return bound;
}

Ref super_find_method(ThreadState *ts, Value v, Value name, Value *object) {
    const Super *self = as_super(v);
    if (!self->object_type || value_same(self->object, object_value(self->object_type))) {
        return NO_REF;
    }
    Ref found = find_behind(ts, self, name);
    if (!ref_is_null(found) && !(value_type(ts, borrow(found))->flags & TYPE_METHOD_LIKE)) {
        ref_drop(ts, found);
        return NO_REF;
    }
    *object = self->object;
    return found;
}

static Ref super_get(ThreadState *ts, Value v, Value instance, Value owner) ATTACHED {
    (void)owner;
    const Super *self = as_super(v);
    if (value_is_null(instance) || value_is_none(instance) || self->object_type ||
        value_is_null(self->type)) {
        return ref_take(ts, v);
    }
    Type *type = builtin_type(ts, KIND_SUPER);
    if (self->head.type != type) {
        Ref class = ref_take(ts, self->type);
        Value arguments[] = {borrow(class), instance};
        Ref made = value_call(ts, object_value(self->head.type), arguments, 2);
        ref_drop(ts, class);
        return made;
    }
    Super *bound = object_new(ts, type, sizeof(Super));
    if (!bound) {
        return NO_REF;
    }
    Ref result = object_ref(bound);
    if (!super_set(ts, bound, ref_take(ts, self->type), ref_take(ts, instance))) {
        ref_drop(ts, result);
        return NO_REF;
    }
    return result;
}

static Ref super_repr(ThreadState *ts, Value v) ATTACHED {
    const Super *self = as_super(v);
    const char *name =
        value_is_null(self->type) ? "NULL" : ((Type *)value_object(self->type))->name;
    if (self->object_type) {
        return str_format(ts, "<super: <class '%s'>, <%s object>>", name,
                          self->object_type->name);
    }
    return str_format(ts, "<super: <class '%s'>, NULL>", name);
}

static void super_destroy(ThreadState *ts, Object *object) ATTACHED {
    Super *self = (Super *)(void *)object;
    value_drop(ts, self->type);
    value_drop(ts, self->object);
    if (self->object_type) {
        object_release(ts, &self->object_type->head);
    }
}

static void super_traverse(Object *object, Visitor visit, void *context) {
    Super *self = (Super *)(void *)object;
    visit(self->type, context);
    visit(self->object, context);
    visit(object_value(self->object_type), context);
}

static Ref or_none(ThreadState *ts, Value v) ATTACHED {
    return value_is_null(v) ? owned(NONE) : ref_take(ts, v);
}

static Ref get_this_class(ThreadState *ts, Value self) ATTACHED {
    return or_none(ts, as_super(self)->type);
}

static Ref get_self(ThreadState *ts, Value self) ATTACHED {
    return or_none(ts, as_super(self)->object);
}

static Ref get_self_class(ThreadState *ts, Value self) ATTACHED {
    return or_none(ts, object_value(as_super(self)->object_type));
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", super_make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, type=None, obj=None, /)", super_initialise, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__thisclass__", get_this_class, getset_refuse, "the class invoking super()"},
    {"__self__", get_self, getset_refuse, "the instance invoking super(); may be None"},
    {"__self_class__", get_self_class, getset_refuse,
     "the type of the instance invoking super(); may be None"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec super_type_spec = {
    .name = "super",
    .kind = KIND_SUPER,
    .base = KIND_INSTANCE,
    .size = sizeof(Super),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = super_destroy,
              .traverse = super_traverse,
              .repr = super_repr,
              .get_attribute = super_get_attribute,
              .descriptor_get = super_get},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)",
};
