// How the built-in types come into being.
//
// A type has a name, a dict, a tuple of bases: objects, which need types to be made. So there
// are two passes: first all Type structs get their C fields (then strings, tuples and dicts can
// be made), then they get their names, resolution orders and dicts.
#include "runtime/objects/types_boot.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/objects/generic_alias.h"
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/intern.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/objects/slot_wrapper.h"
#include "runtime/objects/static_method.h"
#include "runtime/objects/type.h"
#include "vm/base/check.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/refcount.h"

#define TYPE_SPEC(name) extern const TypeSpec name;
#include "runtime/objects/types.def"
#undef TYPE_SPEC
extern const TypeSpec exception_type_spec;

static const TypeSpec *const SPECS[] = {
#define TYPE_SPEC(name) &name,
#include "runtime/objects/types.def"
#undef TYPE_SPEC
};

#define SPEC_COUNT (sizeof SPECS / sizeof *SPECS)

void type_inherit_slots(TypeSlots *slots, const TypeSlots *base) {
    // TypeSlots is nothing but function pointers.
    void (**own)(void) = (void (**)(void))slots;
    void (*const *inherited)(void) = (void (*const *)(void))base;
    for (size_t i = 0; i < sizeof(TypeSlots) / sizeof *own; i++) {
        if (!own[i]) {
            own[i] = inherited[i];
        }
    }
}

// The C fields; `base` is null for object.
static void fill_type(Interpreter *interpreter, Type *type, const TypeSpec *spec, Type *base) {
    type->head = (Object){
        .type = interpreter->types[KIND_TYPE],
        .owner = OWNER_NONE,
        .shared = COUNT_IMMORTAL,
        .kind = KIND_TYPE,
    };
    type->name = spec->name;
    type->flags = spec->flags | TYPE_IMMUTABLE | (base ? base->flags & TYPE_EXCEPTION : 0);
    type->layout = (uint16_t)(base && base->base ? base->layout : spec->kind);
    type->instance_kind =
        (uint16_t)(spec->kind == KIND_INSTANCE ? KIND_NATIVE_INSTANCE : spec->kind);
    type->instance_size = spec->size;
    type->attributes_offset = spec->attributes_offset;
    type->base = base;
    type->slots = spec->slots;
    if (base) {
        if (!type->attributes_offset && base->base) {
            type->attributes_offset = base->attributes_offset;
        }
        type_inherit_slots(&type->slots, &base->slots);
    }
}

static bool first_pass(Interpreter *interpreter) {
    Type *block = calloc(SPEC_COUNT + EXCEPTION_COUNT, sizeof *block);
    interpreter->exceptions = calloc(EXCEPTION_COUNT, sizeof *interpreter->exceptions);
    if (!block || !interpreter->exceptions) {
        free(block);
        return false;
    }
    RuntimeState *state = interpreter->runtime;
    state->types = block;
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        interpreter->types[SPECS[i]->kind] = &block[i];
    }
    Type *object = interpreter->types[KIND_INSTANCE];
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        const TypeSpec *spec = SPECS[i];
        if (spec->kind == KIND_INSTANCE) {
            fill_type(interpreter, object, spec, NULL);
        }
    }
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        const TypeSpec *spec = SPECS[i];
        if (spec->kind != KIND_INSTANCE) {
            fill_type(interpreter, interpreter->types[spec->kind], spec,
                      interpreter->types[spec->base]);
        }
    }
    return true;
}

// The classes of exceptions.def; BaseException is a type of the first pass already.
static void make_exception_types(Interpreter *interpreter) {
    static const struct {
        const char *name;
        ExceptionId base;
    } ROWS[] = {
#define EXCEPTION(id, name, base) {name, EXC_##base},
#include "vm/object/exceptions.def"
#undef EXCEPTION
    };
    Type *block = ((RuntimeState *)interpreter->runtime)->types + SPEC_COUNT;
    interpreter->exceptions[EXC_BASE_EXCEPTION] = interpreter->types[KIND_EXCEPTION];
    for (int id = EXC_BASE_EXCEPTION + 1; id < EXCEPTION_COUNT; id++) {
        Type *base = interpreter->exceptions[ROWS[id].base];
        TypeSpec spec = exception_type_spec;
        spec.name = ROWS[id].name;
        fill_type(interpreter, &block[id], &spec, base);
        interpreter->exceptions[id] = &block[id];
    }
}

static bool make_known_names(ThreadState *ts) ATTACHED {
    static const char *const TEXTS[] = {
#define KNOWN_NAME(id, text) text,
#include "vm/object/known_names.def"
#undef KNOWN_NAME
    };
    for (int i = 0; i < KNOWN_NAME_COUNT; i++) {
        Ref name = str_intern_text(ts, TEXTS[i]);
        if (ref_is_null(name)) {
            return false;
        }
        ts->interpreter->names[i] = borrow(name);
    }
    return true;
}

bool type_add_methods(ThreadState *ts, Type *type, const NativeDef *methods) {
    for (; methods && methods->signature; methods++) {
        char name[64];
        size_t length = native_name_length(methods);
        CHECK(length < sizeof name, "a native method's name is short");
        memcpy(name, methods->signature, length);
        name[length] = 0;
        Ref callable = native_callable_new(ts, methods, type, NO_VALUE, NO_VALUE);
        bool wraps = (methods->flags & NATIVE_STATIC_METHOD) && strcmp(name, "__new__") != 0;
        if (wraps && !ref_is_null(callable)) {
            Ref wrapped = static_method_new(ts, borrow(callable));
            ref_drop(ts, callable);
            callable = wrapped;
        }
        if (!dict_put_text(ts, type->dict, name, callable)) {
            return false;
        }
    }
    return true;
}

bool type_add_attributes(ThreadState *ts, Type *type, const GetSetDef *attributes) {
    for (; attributes && attributes->name; attributes++) {
        if (!dict_put_text(ts, type->dict, attributes->name,
                           getset_descriptor_new(ts, type, attributes))) {
            return false;
        }
    }
    return true;
}

// The built-in classes that take arguments in annotations.
static bool is_generic(const Type *type) {
    switch ((Kind)type->instance_kind) {
    case KIND_LIST:
    case KIND_DICT:
    case KIND_TUPLE:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_ENUMERATE:
    case KIND_MAPPING_PROXY:
    case KIND_GENERATOR:
    case KIND_COROUTINE:
    case KIND_ASYNC_GENERATOR:
        return true;
    default:
        return false;
    }
}

static bool make_order(ThreadState *ts, Type *type) ATTACHED {
    Ref list = list_new(ts, 4);
    bool ok = !ref_is_null(list);
    for (Type *t = type; ok && t; t = t->base) {
        ok = list_append(ts, value_object(borrow(list)), object_value(t));
    }
    Ref mro = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    Value base = object_value(type->base);
    Ref bases = ref_is_null(mro) ? NO_REF : tuple_from_array(ts, &base, type->base ? 1 : 0);
    ref_drop(ts, list);
    if (ref_is_null(bases)) {
        return false;
    }
    object_make_immortal(value_object(borrow(mro)));
    object_make_immortal(value_object(borrow(bases)));
    type->mro = borrow(mro);
    type->bases = borrow(bases);
    return true;
}

// The second pass for one type. `spec` is null for exception classes but BaseException.
static bool complete(ThreadState *ts, Type *type, const TypeSpec *spec) ATTACHED {
    type->name_object = type->qualified_name =
        borrow(str_intern_text(ts, type_last_name(type->name)));
    Ref dict = dict_new(ts);
    if (value_is_null(type->name_object) || ref_is_null(dict)) {
        return false;
    }
    type->dict = value_object(borrow(dict));
    type->version = version_next(ts->interpreter);
    const char *full = spec ? spec->name : type->name;
    size_t module_length = (size_t)(type_last_name(full) - full);
    Ref doc = spec && spec->doc ? str_from_text(ts, spec->doc) : owned(NONE);
    bool ok = make_order(ts, type) && dict_put_text(ts, type->dict, "__doc__", doc);
    if (ok && module_length) {
        ok = dict_put_text(ts, type->dict, "__module__",
                           str_from_utf8(ts, full, module_length - 1));
    }
    if (!ok || !spec) {
        return ok;
    }
    return type_add_methods(ts, type, spec->methods) &&
           (!is_generic(type) || type_add_methods(ts, type, generic_class_methods)) &&
           type_add_attributes(ts, type, spec->attributes) &&
           slot_wrappers_add(ts, type, &spec->slots) &&
           (!(type->flags & TYPE_UNHASHABLE) ||
            dict_set(ts, type->dict, known_name(ts, NAME_HASH), NONE));
}

// Notes what calls of the class begin with, if nothing but native code is asked (type.h).
static void note_constructor(ThreadState *ts, Type *type) ATTACHED {
    Ref constructor = type_lookup(ts, type, known_name(ts, NAME_NEW));
    Ref initializer = type_lookup(ts, type, known_name(ts, NAME_INIT));
    Type *object = builtin_type(ts, KIND_INSTANCE);
    const NativeCallable *make = (NativeCallable *)(void *)value_object(borrow(constructor));
    const NativeCallable *fill = (NativeCallable *)(void *)value_object(borrow(initializer));
    bool has_initializer = fill->owner != object;
    if (!(type->flags & TYPE_DISALLOW_NEW) && make->owner != object &&
        (!has_initializer || make->definition->flags & NATIVE_IGNORES_ARGUMENTS)) {
        type->constructor = borrow(constructor);
        type->initializer = has_initializer ? borrow(initializer) : NO_VALUE;
    }
    ref_drop(ts, constructor);
    ref_drop(ts, initializer);
}

bool types_create(ThreadState *ts) {
    Interpreter *interpreter = ts->interpreter;
    if (!first_pass(interpreter)) {
        return false;
    }
    make_exception_types(interpreter);
    if (!intern_table_create(ts) || !make_known_names(ts)) {
        return false;
    }
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        if (!complete(ts, interpreter->types[SPECS[i]->kind], SPECS[i])) {
            return false;
        }
    }
    for (int id = EXC_BASE_EXCEPTION + 1; id < EXCEPTION_COUNT; id++) {
        if (!complete(ts, interpreter->exceptions[id], NULL)) {
            return false;
        }
    }
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        note_constructor(ts, interpreter->types[SPECS[i]->kind]);
    }
    return true;
}

void types_destroy(Interpreter *interpreter) {
    RuntimeState *state = interpreter->runtime;
    for (size_t i = 0; i < SPEC_COUNT + EXCEPTION_COUNT; i++) {
        type_free_buffers(&state->types[i]);
    }
    free(state->types);
    state->types = NULL;
    free(interpreter->exceptions);
    interpreter->exceptions = NULL;
    intern_table_destroy(interpreter);
}
