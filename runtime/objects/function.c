// Guest functions: their attributes, and how they become methods.
#include <stddef.h>

#include "runtime/objects/class_layout.h"
#include "runtime/objects/getset_descriptor.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/world.h"

static Function *as_function(Value v) {
    return (Function *)value_object(v);
}

static void function_destroy(ThreadState *ts, Object *self) ATTACHED {
    Function *function = (Function *)self;
    Value held[] = {function->closure, function->defaults,       function->keyword_defaults,
                    function->name,    function->qualified_name, function->module,
                    function->doc,     function->annotations,    function->type_parameters};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        value_drop(ts, held[i]);
    }
    object_release(ts, function->globals);
    object_release(ts, function->builtins);
    attributes_destroy(ts, self);
}

static void function_traverse(Object *self, Visitor visit, void *context) {
    Function *function = (Function *)self;
    Value held[] = {function->closure, function->defaults, function->keyword_defaults,
                    function->annotations, object_value(function->globals)};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        visit(held[i], context);
    }
    attributes_traverse(self, visit, context);
}

// The dispatch loop and value_call know functions; the slot is for those who ask whether this
// is callable.
static Ref function_call(ThreadState *ts, Value self, const Value *arguments, size_t n,
                         Value names) ATTACHED {
    return value_call_named(ts, self, arguments, n, names);
}

static Ref function_repr(ThreadState *ts, Value self) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!str_builder_text(&builder, "<function ") ||
        !str_builder_str(&builder, as_function(self)->qualified_name) ||
        !str_builder_format(&builder, " at %p>", (void *)value_object(self))) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref function_get(ThreadState *ts, Value self, Value instance, Value owner) ATTACHED {
    (void)owner;
    return value_is_null(instance) ? ref_take(ts, self) : method_new(ts, self, instance);
}

// A field as the guest sees it: None where there is nothing.
static Ref field(ThreadState *ts, Value v) ATTACHED {
    return value_is_null(v) ? owned(NONE) : ref_take(ts, v);
}

// Replaces a field. The value must have the layout `kind` (KIND_COUNT: any); None empties it if
// `optional`.
static bool set_field(ThreadState *ts, Value *slot, Value value, Kind kind, bool optional,
                      const char *name) ATTACHED {
    bool empties = value_is_null(value) || (optional && value_is_none(value));
    if (empties ? !optional : kind != KIND_COUNT && !value_has_layout(ts, value, kind)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s must be set to a %s object", name,
                    kind == KIND_STR     ? "string"
                    : kind == KIND_COUNT ? "non-null"
                                         : builtin_type(ts, kind)->name);
        return false;
    }
    world_replace(ts, slot, empties ? NO_REF : ref_take(ts, value));
    return true;
}

#define FIELD(field_name, guest_name, kind, optional)                                          \
    static Ref get_##field_name(ThreadState *ts, Value self) ATTACHED {                        \
        return field(ts, slot_load_acquire(&as_function(self)->field_name));                   \
    }                                                                                          \
    static bool set_##field_name(ThreadState *ts, Value self, Value value) ATTACHED {          \
        return set_field(ts, &as_function(self)->field_name, value, kind, optional,            \
                         guest_name);                                                          \
    }
FIELD(name, "__name__", KIND_STR, false)
FIELD(qualified_name, "__qualname__", KIND_STR, false)
FIELD(module, "__module__", KIND_COUNT, true)
FIELD(doc, "__doc__", KIND_COUNT, true)
FIELD(defaults, "__defaults__", KIND_TUPLE, true)
FIELD(keyword_defaults, "__kwdefaults__", KIND_DICT, true)
#undef FIELD

static Ref get_closure(ThreadState *ts, Value self) ATTACHED {
    return field(ts, as_function(self)->closure);
}

static Ref get_code(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_function(self)->code);
}

// Calls read the code more than once: other threads are stopped.
static void change_code(ThreadState *ts, Function *function, Code *code) NO_CONTRACT_CHECK {
    bool stops = ts->is_parallel;
    if (stops) {
        world_stop(ts);
    }
    store_release(&function->code, code);
    if (stops) {
        world_start(ts);
    }
}

static bool set_code(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value) || !value_is(value, KIND_CODE)) {
        raise_error(ts, EXC_TYPE_ERROR, "__code__ must be set to a code object");
        return false;
    }
    Code *code = (Code *)value_object(value);
    if (code->n_free != as_function(self)->code->n_free) {
        char *name = str_to_utf8(ts, as_function(self)->name, NULL);
        raise_error(ts, EXC_VALUE_ERROR,
                    "%s() requires a code object with %u free vars, not %u", name ? name : "?",
                    as_function(self)->code->n_free, code->n_free);
        buffer_free(ts, name);
        return false;
    }
    change_code(ts, as_function(self), code);
    return true;
}

static Ref get_globals(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_function(self)->globals);
}

static Ref get_annotations(ThreadState *ts, Value self) ATTACHED {
    Function *function = as_function(self);
    Value annotations = slot_load_acquire(&function->annotations);
    if (value_is_null(annotations)) {
        Ref dict = dict_new(ts);
        if (ref_is_null(dict)) {
            return NO_REF;
        }
        uint64_t nothing = 0;
        if (compare_exchange_acq_rel(&function->annotations.bits, &nothing, dict.bits)) {
            return ref_take(ts, borrow(dict));
        }
        annotations = (Value){nothing}; // another thread's
        Ref taken = ref_take(ts, annotations);
        ref_drop(ts, dict);
        return taken;
    }
    return ref_take(ts, annotations);
}

static bool set_annotations(ThreadState *ts, Value self, Value value) ATTACHED {
    return set_field(ts, &as_function(self)->annotations, value, KIND_DICT, true,
                     "__annotations__");
}

static Ref get_type_params(ThreadState *ts, Value self) ATTACHED {
    Value parameters = as_function(self)->type_parameters;
    return value_is_null(parameters) ? tuple_new(ts, 0) : ref_take(ts, parameters);
}

static bool set_type_params(ThreadState *ts, Value self, Value value) ATTACHED {
    if (value_is_null(value) || !value_has_layout(ts, value, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "__type_params__ must be set to a tuple");
        return false;
    }
    return set_field(ts, &as_function(self)->type_parameters, value, KIND_TUPLE, false,
                     "__type_params__");
}

static Ref get_dictionary(ThreadState *ts, Value self) ATTACHED {
    return attributes_dictionary(ts, value_object(self));
}

static Ref get_builtins(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_function(self)->builtins);
}

static const GetSetDef ATTRIBUTES[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualified_name, set_qualified_name, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults, NULL},
    {"__closure__", get_closure, getset_refuse, NULL},
    {"__code__", get_code, set_code, NULL},
    {"__globals__", get_globals, getset_refuse, NULL},
    {"__builtins__", get_builtins, getset_refuse, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__type_params__", get_type_params, set_type_params, NULL},
    {"__dict__", get_dictionary, instance_dict_set, NULL},
    {NULL, NULL, NULL, NULL},
};

// --- types.FunctionType(code, globals, name, argdefs, closure, kwdefaults) ---

// Whether an argument is missing, None, or of a type. False with TypeError.
static bool check_optional(ThreadState *ts, Value v, Kind kind, const char *words) ATTACHED {
    if (value_is_null(v) || value_is_none(v) || value_has_layout(ts, v, kind)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "%s", words);
    return false;
}

static bool check_closure(ThreadState *ts, const Code *code, Value closure) ATTACHED {
    bool is_tuple = !value_is_null(closure) && value_has_layout(ts, closure, KIND_TUPLE);
    if (!is_tuple &&
        (code->n_free > 0 || !(value_is_null(closure) || value_is_none(closure)))) {
        raise_error(ts, EXC_TYPE_ERROR, "arg 5 (closure) must be %s",
                    code->n_free > 0 ? "tuple" : "None or tuple");
        return false;
    }
    int64_t n = is_tuple ? ((const Tuple *)value_object(closure))->length : 0;
    if (n != code->n_free) {
        raise_error(ts, EXC_VALUE_ERROR, "%s requires closure of length %lld, not %lld",
                    (const char *)((const Str *)value_object(code->name))->data,
                    (long long)code->n_free, (long long)n);
        return false;
    }
    for (int64_t i = 0; i < n; i++) {
        Value cell = ((const Tuple *)value_object(closure))->items[i];
        if (!value_is(cell, KIND_CELL)) {
            raise_error(ts, EXC_TYPE_ERROR, "arg 5 (closure) expected cell, found %s",
                        value_type_name(ts, cell));
            return false;
        }
    }
    return true;
}

static bool check_parts(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_is(a[1], KIND_CODE) || !value_has_layout(ts, a[2], KIND_DICT)) {
        bool is_code = value_is(a[1], KIND_CODE);
        raise_error(ts, EXC_TYPE_ERROR, "function() argument '%s' must be %s, not %s",
                    is_code ? "globals" : "code", is_code ? "dict" : "code",
                    value_type_name(ts, a[is_code ? 2 : 1]));
        return false;
    }
    const Code *code = (const Code *)value_object(a[1]);
    if (code->flags & (CODE_CLASS_BODY | CODE_LOCALS_MAPPING)) {
        raise_error(ts, EXC_TYPE_ERROR, "gilt makes no function of the body of a class");
        return false;
    }
    return check_optional(ts, a[3], KIND_STR, "arg 3 (name) must be None or string") &&
           check_optional(ts, a[4], KIND_TUPLE, "arg 4 (defaults) must be None or tuple") &&
           check_closure(ts, code, a[5]) &&
           check_optional(ts, a[6], KIND_DICT, "arg 6 (kwdefaults) must be None or dict");
}

static Value take_optional(ThreadState *ts, Value v) ATTACHED {
    return value_is_null(v) || value_is_none(v) ? NO_VALUE : borrow(ref_take(ts, v));
}

static Ref make(ThreadState *ts, const Value *a) ATTACHED {
    if (!check_parts(ts, a)) {
        return NO_REF;
    }
    Object *globals = value_object(a[2]);
    Function *function = object_new(ts, builtin_type(ts, KIND_FUNCTION), sizeof *function);
    if (!function) {
        return NO_REF;
    }
    Code *code = (Code *)value_object(a[1]);
    Ref builtins = dict_get_str(ts, globals, known_name(ts, NAME_BUILTINS));
    bool has_own = !ref_is_null(builtins) && value_is(borrow(builtins), KIND_DICT);
    function->builtins =
        value_object(borrow(has_own ? ref_take(ts, borrow(builtins))
                                    : ref_take_object(ts, ts->interpreter->builtins)));
    ref_drop(ts, builtins);
    bool is_named = !value_is_null(a[3]) && !value_is_none(a[3]);
    function->code = code;
    function->globals = value_object(borrow(ref_take_object(ts, globals)));
    function->name = is_named ? borrow(ref_take(ts, a[3])) : code->name;
    function->qualified_name = code->qualified_name;
    function->module = borrow(dict_get_str(ts, globals, known_name(ts, NAME_NAME)));
    function->doc = code->flags & CODE_HAS_DOCSTRING ? code->constants[0] : NONE;
    function->defaults = take_optional(ts, a[4]);
    function->closure = code->n_free > 0 ? take_optional(ts, a[5]) : NO_VALUE;
    function->keyword_defaults = take_optional(ts, a[6]);
    return object_ref(function);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
     make, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec function_type_spec = {
    .name = "function",
    .kind = KIND_FUNCTION,
    .base = KIND_INSTANCE,
    .size = sizeof(Function),
    .flags = TYPE_METHOD_LIKE | TYPE_IMMORTAL_WHEN_HOT,
    .attributes_offset = offsetof(Function, attributes),
    .slots =
        {
            .destroy = function_destroy,
            .traverse = function_traverse,
            .repr = function_repr,
            .call = function_call,
            .descriptor_get = function_get,
        },
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A function written in the guest language.",
};
