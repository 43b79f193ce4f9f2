// Modules: a dict with a name.
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static Object *dict_of(Value self) {
    return ((Module *)value_object(self))->dict;
}

// A module with these names in its dict; None where nothing is known.
static Ref make_module(ThreadState *ts, Type *type, Value name, Value doc) ATTACHED {
    Module *module = object_new(ts, type, type->instance_size);
    Ref dict = module ? dict_new(ts) : NO_REF;
    if (ref_is_null(dict)) {
        if (module) {
            object_free_memory(ts, &module->head);
        }
        return NO_REF;
    }
    module->dict = value_object(borrow(dict));
    bool ok = dict_set(ts, module->dict, known_name(ts, NAME_NAME), name) &&
              dict_set(ts, module->dict, known_name(ts, NAME_DOC), doc) &&
              dict_set_text(ts, module->dict, "__package__", NONE) &&
              dict_set_text(ts, module->dict, "__loader__", NONE) &&
              dict_set_text(ts, module->dict, "__spec__", NONE);
    if (!ok) {
        ref_drop(ts, object_ref(module));
        return NO_REF;
    }
    return object_ref(module);
}

Ref module_new(ThreadState *ts, Value name) {
    return make_module(ts, builtin_type(ts, KIND_MODULE), name, NONE);
}

static Ref module_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Value doc = value_is_null(arguments[2]) ? NONE : arguments[2];
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "module() argument 'name' must be str, not %s",
                           value_type_name(ts, arguments[1]));
    }
    return make_module(ts, (Type *)value_object(arguments[0]), arguments[1], doc);
}

static void module_destroy(ThreadState *ts, Object *self) ATTACHED {
    object_release(ts, ((Module *)self)->dict);
}

static void module_traverse(Object *self, Visitor visit, void *context) {
    visit(object_value(((Module *)self)->dict), context);
}

static Ref module_repr(ThreadState *ts, Value self) ATTACHED {
    Ref name = dict_get_str(ts, dict_of(self), known_name(ts, NAME_NAME));
    Ref file = dict_get_str(ts, dict_of(self), known_name(ts, NAME_FILE));
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "<module ") &&
              (ref_is_null(name) ? str_builder_text(&builder, "?")
                                 : str_builder_repr(&builder, borrow(name)));
    if (ok && !ref_is_null(file)) {
        ok = str_builder_text(&builder, " from ") && str_builder_repr(&builder, borrow(file));
    } else if (ok) {
        ok = str_builder_text(&builder, " (built-in)");
    }
    ok = ok && str_builder_char(&builder, '>');
    ref_drop(ts, name);
    ref_drop(ts, file);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref module_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    Ref value = dict_get_str(ts, dict_of(self), name);
    if (!ref_is_null(value) || error_is_set(ts)) {
        return value;
    }
    value = object_get_attribute(ts, self, name);
    if (!ref_is_null(value) || !error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        return value;
    }
    error_clear(ts);
    Ref hook = dict_get_str(ts, dict_of(self), known_name(ts, NAME_GETATTR));
    if (!ref_is_null(hook)) {
        value = value_call(ts, borrow(hook), &name, 1);
        ref_drop(ts, hook);
        return value;
    }
    Ref module_name = dict_get_str(ts, dict_of(self), known_name(ts, NAME_NAME));
    char *module_text = !ref_is_null(module_name) && value_is(borrow(module_name), KIND_STR)
                            ? str_to_utf8(ts, borrow(module_name), NULL)
                            : NULL;
    char *text = str_to_utf8(ts, name, NULL);
    raise_error(ts, EXC_ATTRIBUTE_ERROR, "module '%s' has no attribute '%s'",
                module_text ? module_text : "?", text ? text : "?");
    error_set_fields(ts, name, self);
    buffer_free(ts, text);
    buffer_free(ts, module_text);
    ref_drop(ts, module_name);
    return NO_REF;
}

static bool module_set_attribute(ThreadState *ts, Value self, Value name,
                                 Value value) ATTACHED {
    if (!value_is_null(value)) {
        return dict_set(ts, dict_of(self), name, value);
    }
    int deleted = dict_delete(ts, dict_of(self), name);
    if (deleted == 0) {
        raise_no_attribute(ts, self, name);
    }
    return deleted > 0;
}

static Ref get_dict(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, dict_of(self));
}

static Ref module_dir(ThreadState *ts, const Value *arguments) ATTACHED {
    return list_from_iterable(ts, object_value(dict_of(arguments[0])));
}

static const NativeDef METHODS[] = {
    {"__new__(cls, name, doc=None)", module_make, NULL, NATIVE_STATIC_METHOD},
    {"__dir__(self, /)", module_dir, NULL, 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"__dict__", get_dict, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec module_type_spec = {
    .name = "module",
    .kind = KIND_MODULE,
    .base = KIND_INSTANCE,
    .size = sizeof(Module),
    .flags = TYPE_BASE | TYPE_IMMORTAL_WHEN_SHARED,
    .slots =
        {
            .destroy = module_destroy,
            .traverse = module_traverse,
            .repr = module_repr,
            .get_attribute = module_get_attribute,
            .set_attribute = module_set_attribute,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Create a module object.",
};
