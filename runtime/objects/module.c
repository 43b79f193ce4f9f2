// Modules: a dict with a name.
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/library.h"
#include "runtime/objects/str.h"
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

// A module without any names.
static Ref make_empty(ThreadState *ts, Type *type) ATTACHED {
    Module *module = object_new(ts, type, type->instance_size);
    Ref dict = module ? dict_new(ts) : NO_REF;
    if (ref_is_null(dict)) {
        if (module) {
            object_free_memory(ts, &module->head);
        }
        return NO_REF;
    }
    module->dict = value_object(borrow(dict));
    return object_ref(module);
}

// Puts the names into the dict that every module has.
static bool name_module(ThreadState *ts, Object *dict, Value name, Value doc) ATTACHED {
    return dict_set(ts, dict, known_name(ts, NAME_NAME), name) &&
           dict_set(ts, dict, known_name(ts, NAME_DOC), doc) &&
           dict_set_text(ts, dict, "__package__", NONE);
}

// Of a module that was not imported nothing else is known.
static bool leave_undescribed(ThreadState *ts, Object *dict) ATTACHED {
    return dict_set_text(ts, dict, "__loader__", NONE) &&
           dict_set(ts, dict, known_name(ts, NAME_SPEC), NONE);
}

Ref module_new(ThreadState *ts, Value name) {
    Ref module = make_empty(ts, builtin_type(ts, KIND_MODULE));
    if (!ref_is_null(module) && !name_module(ts, dict_of(borrow(module)), name, NONE)) {
        ref_drop(ts, module);
        return NO_REF;
    }
    return module;
}

static Ref module_make(ThreadState *ts, const Value *arguments) ATTACHED {
    return make_empty(ts, (Type *)value_object(arguments[0]));
}

static Ref module_initialise(ThreadState *ts, const Value *arguments) ATTACHED {
    Value doc = value_is_null(arguments[2]) ? NONE : arguments[2];
    if (!value_has_layout(ts, arguments[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "module() argument 'name' must be str, not %s",
                           value_type_name(ts, arguments[1]));
    }
    Object *dict = dict_of(arguments[0]);
    return name_module(ts, dict, arguments[1], doc) && leave_undescribed(ts, dict) ? owned(NONE)
                                                                                   : NO_REF;
}

static void module_destroy(ThreadState *ts, Object *self) ATTACHED {
    object_release(ts, ((Module *)self)->dict);
}

static void module_traverse(Object *self, Visitor visit, void *context) {
    visit(object_value(((Module *)self)->dict), context);
}

// What a repr says of where the module is from: " from FILE" and the like.
static bool append_origin(StrBuilder *builder, Value self) ATTACHED RUNS_GUEST {
    ThreadState *ts = builder->ts;
    Object *dict = dict_of(self);
    if (((Module *)value_object(self))->is_builtin) {
        return str_builder_text(builder, " (built-in)");
    }
    Ref file = dict_get_str(ts, dict, known_name(ts, NAME_FILE));
    Ref path = dict_get_str(ts, dict, known_name(ts, NAME_PATH));
    Ref loader = dict_get_text(ts, dict, "__loader__");
    Ref spec = dict_get_str(ts, dict, known_name(ts, NAME_SPEC));
    Ref word = str_intern_text(ts, "origin");
    Ref origin = NO_REF;
    bool ok =
        !ref_is_null(word) && (ref_is_null(spec) || value_is_none(borrow(spec)) ||
                               value_find_attribute(ts, borrow(spec), borrow(word), &origin));
    if (ok && !ref_is_null(file) && !value_is_none(borrow(file))) {
        ok = str_builder_text(builder, " from ") && str_builder_repr(builder, borrow(file));
    } else if (ok && !ref_is_null(file) && !ref_is_null(path)) {
        ok = str_builder_text(builder, " (namespace) from ") &&
             str_builder_repr(builder, borrow(path));
    } else if (ok && !ref_is_null(origin) && value_has_layout(ts, borrow(origin), KIND_STR)) {
        ok = str_builder_text(builder, " (") && str_builder_str(builder, borrow(origin)) &&
             str_builder_char(builder, ')');
    } else if (ok && !ref_is_null(loader) && !value_is_none(borrow(loader))) {
        ok = str_builder_text(builder, " (") && str_builder_repr(builder, borrow(loader)) &&
             str_builder_char(builder, ')');
    }
    ref_drop(ts, origin);
    ref_drop(ts, word);
    ref_drop(ts, spec);
    ref_drop(ts, loader);
    ref_drop(ts, path);
    ref_drop(ts, file);
    return ok && !error_is_set(ts);
}

static Ref module_repr(ThreadState *ts, Value self) ATTACHED {
    Ref name = dict_get_str(ts, dict_of(self), known_name(ts, NAME_NAME));
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "<module ") &&
              (ref_is_null(name) ? str_builder_text(&builder, "'?'")
                                 : str_builder_repr(&builder, borrow(name))) &&
              append_origin(&builder, self) && str_builder_char(&builder, '>');
    ref_drop(ts, name);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// A property and the like in a subclass of module comes before the module's names.
static Ref get_described(ThreadState *ts, Value self, Value name) ATTACHED RUNS_GUEST {
    Ref in_class = type_lookup(ts, value_type(ts, self), name);
    const TypeSlots *slots =
        ref_is_null(in_class) ? NULL : &value_type(ts, borrow(in_class))->slots;
    bool is_data = slots && slots->descriptor_set && slots->descriptor_get;
    ref_drop(ts, in_class);
    return is_data ? object_get_attribute(ts, self, name) : NO_REF;
}

// An imported module of the library gets its __spec__ and __loader__ when it is first asked for
// one. NO_REF without an exception if this module was not imported.
static Ref described_attribute(ThreadState *ts, Value self, Value name) ATTACHED RUNS_GUEST {
    Ref own_name = dict_get_str(ts, dict_of(self), known_name(ts, NAME_NAME));
    Ref imported = ref_is_null(own_name)
                       ? NO_REF
                       : dict_get(ts, ts->interpreter->modules, borrow(own_name));
    Ref done = NO_REF;
    if (!ref_is_null(imported) && value_same(borrow(imported), self)) {
        done = library_call(ts, "importlib._import", "describe", &self, 1);
    }
    Ref value = ref_is_null(done) ? NO_REF : dict_get_str(ts, dict_of(self), name);
    ref_drop(ts, done);
    ref_drop(ts, imported);
    ref_drop(ts, own_name);
    return value;
}

static Ref module_get_attribute(ThreadState *ts, Value self, Value name) ATTACHED {
    if (!value_is(self, KIND_MODULE)) {
        Ref described = get_described(ts, self, name);
        if (!ref_is_null(described) || error_is_set(ts)) {
            return described;
        }
    }
    Ref value = dict_get_str(ts, dict_of(self), name);
    if (!ref_is_null(value) || error_is_set(ts)) {
        return value;
    }
    value = object_get_attribute(ts, self, name);
    if (!ref_is_null(value) || !error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        return value;
    }
    error_clear(ts);
    if (str_equal_text(name, "__spec__") || str_equal_text(name, "__loader__")) {
        value = described_attribute(ts, self, name);
        if (!ref_is_null(value) || error_is_set(ts)) {
            return value;
        }
    }
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
    if (module_text) {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "module '%s' has no attribute '%s'", module_text,
                    text ? text : "?");
    } else {
        raise_error(ts, EXC_ATTRIBUTE_ERROR, "module has no attribute '%s'", text ? text : "?");
    }
    error_set_fields(ts, name, self);
    buffer_free(ts, text);
    buffer_free(ts, module_text);
    ref_drop(ts, module_name);
    return NO_REF;
}

static bool module_set_attribute(ThreadState *ts, Value self, Value name,
                                 Value value) ATTACHED {
    Ref in_class = type_lookup(ts, value_type(ts, self), name);
    if (!ref_is_null(in_class) && value_type(ts, borrow(in_class))->slots.descriptor_set) {
        bool is_set = value_type(ts, borrow(in_class))
                          ->slots.descriptor_set(ts, borrow(in_class), self, value);
        ref_drop(ts, in_class);
        return is_set;
    }
    ref_drop(ts, in_class);
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

// What a function __dir__ of the module's own gives, or else its names.
static Ref module_dir(ThreadState *ts, const Value *arguments) ATTACHED {
    Ref hook = dict_get_str(ts, dict_of(arguments[0]), known_name(ts, NAME_DIR));
    if (!ref_is_null(hook) || error_is_set(ts)) {
        Ref names = ref_is_null(hook) ? NO_REF : value_call(ts, borrow(hook), NULL, 0);
        ref_drop(ts, hook);
        return names;
    }
    return list_from_iterable(ts, object_value(dict_of(arguments[0])));
}

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", module_make, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, name, doc=None)", module_initialise, NULL, 0},
    {"__dir__(self, /)", module_dir, NULL, 0},
    {NULL, NULL, NULL, 0},
};

// The annotations of a module without any are made when they are asked for.
static Ref get_annotations(ThreadState *ts, Value self) ATTACHED {
    Value name = known_name(ts, NAME_ANNOTATIONS);
    Ref found = dict_get_str(ts, dict_of(self), name);
    if (ref_is_null(found) && !error_is_set(ts)) {
        found = dict_new(ts);
        if (!ref_is_null(found) && !dict_set(ts, dict_of(self), name, borrow(found))) {
            ref_drop(ts, found);
            return NO_REF;
        }
    }
    return found;
}

static bool set_annotations(ThreadState *ts, Value self, Value value) ATTACHED {
    Value name = known_name(ts, NAME_ANNOTATIONS);
    if (!value_is_null(value)) {
        return dict_set(ts, dict_of(self), name, value);
    }
    int deleted = dict_delete(ts, dict_of(self), name);
    if (deleted == 0) {
        raise_no_attribute(ts, self, name);
    }
    return deleted > 0;
}

static const GetSetDef ATTRIBUTES[] = {
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__dict__", get_dict, getset_refuse, NULL},
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
