// mappingproxy: a mapping seen through a window that does not let anything be changed, as
// `cls.__dict__` shows a class's dict.
#include "runtime/objects/dict.h"
#include "runtime/objects/str_builder.h"
#include "vm/exec/call.h"

typedef struct MappingProxy {
    Object head;
    Value mapping;
} MappingProxy;

static Value mapping_of(Value self) {
    return ((MappingProxy *)(void *)value_object(self))->mapping;
}

static Ref proxy_make(ThreadState *ts, const Value *arguments) ATTACHED {
    Value mapping = arguments[1];
    const TypeSlots *slots = &value_type(ts, mapping)->slots;
    if (!slots->get_item || value_has_layout(ts, mapping, KIND_LIST) ||
        value_has_layout(ts, mapping, KIND_TUPLE) || value_is(mapping, KIND_TYPE)) {
        return raise_error(ts, EXC_TYPE_ERROR,
                           "mappingproxy() argument must be a mapping, not %s",
                           value_type_name(ts, mapping));
    }
    MappingProxy *proxy =
        object_new(ts, builtin_type(ts, KIND_MAPPING_PROXY), sizeof(MappingProxy));
    if (!proxy) {
        return NO_REF;
    }
    proxy->mapping = borrow(ref_take(ts, mapping));
    return object_ref(proxy);
}

// What stands behind a proxy, or proxies of proxies; anything else is itself.
static Value unwrap(Value v) {
    while (value_is(v, KIND_MAPPING_PROXY)) {
        v = mapping_of(v);
    }
    return v;
}

static void proxy_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((MappingProxy *)(void *)self)->mapping);
}

static void proxy_traverse(Object *self, Visitor visit, void *context) {
    visit(((MappingProxy *)(void *)self)->mapping, context);
}

static int64_t proxy_length(ThreadState *ts, Value self) ATTACHED {
    return value_length(ts, unwrap(self));
}

static Ref proxy_get_item(ThreadState *ts, Value self, Value key) ATTACHED {
    return value_get_item(ts, unwrap(self), key);
}

static int proxy_contains(ThreadState *ts, Value self, Value key) ATTACHED {
    return value_contains(ts, unwrap(self), key);
}

static Ref proxy_iterate(ThreadState *ts, Value self) ATTACHED {
    return value_iterate(ts, unwrap(self));
}

static int64_t proxy_hash(ThreadState *ts, Value self) ATTACHED {
    return value_hash(ts, unwrap(self));
}

static Ref proxy_repr(ThreadState *ts, Value self) ATTACHED {
    if (!native_enter(ts, " while getting the repr of an object")) {
        return NO_REF;
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = str_builder_text(&builder, "mappingproxy(") &&
              str_builder_repr(&builder, mapping_of(self)) && str_builder_char(&builder, ')');
    native_leave(ts);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static Ref proxy_str(ThreadState *ts, Value self) ATTACHED {
    return value_str(ts, unwrap(self));
}

static Ref proxy_compare(ThreadState *ts, CompareOperator op, Value self,
                         Value other) ATTACHED {
    return value_compare(ts, op, unwrap(self), other);
}

static Ref proxy_binary(ThreadState *ts, BinaryOperator op, Value a, Value b) ATTACHED {
    if (op != BINARY_OR) {
        return owned(NOT_IMPLEMENTED);
    }
    return value_binary(ts, op, unwrap(a), unwrap(b));
}

static Ref proxy_in_place(ThreadState *ts, BinaryOperator op, Value self,
                          Value other) ATTACHED {
    (void)other;
    if (op != BINARY_OR) {
        return owned(NOT_IMPLEMENTED);
    }
    return raise_error(ts, EXC_TYPE_ERROR, "'|=' is not supported by %s; use '|' instead",
                       value_type_name(ts, self));
}

// Calls the mapping's own method of this name.
static Ref forward(ThreadState *ts, const Value *arguments, const char *name,
                   size_t n) ATTACHED {
    return value_call_method_text(ts, mapping_of(arguments[0]), name, arguments + 1, n);
}

static Ref proxy_get_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Value forwarded[] = {arguments[0], arguments[1],
                         value_is_null(arguments[2]) ? NONE : arguments[2]};
    return forward(ts, forwarded, "get", 2);
}

static Ref proxy_keys_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return forward(ts, arguments, "keys", 0);
}

static Ref proxy_values_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return forward(ts, arguments, "values", 0);
}

static Ref proxy_items_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return forward(ts, arguments, "items", 0);
}

static Ref proxy_copy_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return forward(ts, arguments, "copy", 0);
}

static Ref proxy_reversed_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return forward(ts, arguments, "__reversed__", 0);
}

static const NativeDef proxy_methods[] = {
    {"__new__(cls, mapping)", proxy_make,
     "Create and return a new object.  See help(type) for accurate signature.",
     NATIVE_STATIC_METHOD},
    {"get(self, key, default=None, /)", proxy_get_method,
     "Return the value for key if key is in the mapping, else default.", 0},
    {"keys(self, /)", proxy_keys_method,
     "D.keys() -> a set-like object providing a view on D's keys", 0},
    {"values(self, /)", proxy_values_method,
     "D.values() -> an object providing a view on D's values", 0},
    {"items(self, /)", proxy_items_method,
     "D.items() -> a set-like object providing a view on D's items", 0},
    {"copy(self, /)", proxy_copy_method, "D.copy() -> a shallow copy of D", 0},
    {"__reversed__(self, /)", proxy_reversed_method, "D.__reversed__() -> reverse iterator", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec mapping_proxy_type_spec = {
    .name = "mappingproxy",
    .kind = KIND_MAPPING_PROXY,
    .size = sizeof(MappingProxy),
    .flags = TYPE_MAPPING | TYPE_DEFINES_NEW,
    .slots = {.destroy = proxy_destroy,
              .traverse = proxy_traverse,
              .repr = proxy_repr,
              .str = proxy_str,
              .hash = proxy_hash,
              .compare = proxy_compare,
              .binary = proxy_binary,
              .in_place = proxy_in_place,
              .length = proxy_length,
              .get_item = proxy_get_item,
              .contains = proxy_contains,
              .iterate = proxy_iterate},
    .methods = proxy_methods,
    .doc = "Read-only proxy of a mapping.",
};
