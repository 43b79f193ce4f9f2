// The module _contextvars: variables whose values belong to a context, a thread's or a task's.
//
// A context holds a dict from variables to values that never changes: set() puts a changed copy
// in its place. So copying a context, which is done for every task and callback, is taking a
// reference, and whoever iterates one sees it as it was.
//
//     thread --> Context --> {ContextVar: value, ...} <-- Context (a copy)
//
// Only the thread that has entered a context replaces its dict; others may read it meanwhile.
#include "runtime/modules/context.h"

#include "runtime/modules/context_variable.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct Context {
    Object head;
    Value values;       // Dict; NO_VALUE: empty. Under the object lock.
    uint8_t is_entered; // a bool; whoever sets it is the only one to replace `values`
} Context;

static Context *as_context(Value v) {
    return (Context *)(void *)value_object(v);
}

// --- the current context --------------------------------------------------------------------

static Context *context_new(ThreadState *ts) ATTACHED {
    return object_new(ts, builtin_type(ts, KIND_CONTEXT), sizeof(Context));
}

// Borrowed; null with MemoryError.
static Context *current(ThreadState *ts) ATTACHED {
    if (value_is_null(ts->context)) {
        Context *context = context_new(ts);
        if (!context) {
            return NULL;
        }
        context->is_entered = true;
        ts->context = object_value(context);
    }
    return as_context(ts->context);
}

static Ref take_values(ThreadState *ts, Context *context) ATTACHED {
    object_lock(ts, &context->head);
    Ref values = slot_take_locked(ts, &context->values);
    object_unlock(ts, &context->head);
    return values;
}

static Ref copy_of(ThreadState *ts, Context *context) ATTACHED {
    Context *copy = context_new(ts);
    if (!copy) {
        return NO_REF;
    }
    copy->values = borrow(take_values(ts, context));
    return object_ref(copy);
}

Ref context_copy_current(ThreadState *ts) {
    Context *context = current(ts);
    return context ? copy_of(ts, context) : NO_REF;
}

bool context_enter(ThreadState *ts, Value context, Value *outer) {
    uint8_t expected = false;
    if (!compare_exchange_acq_rel(&as_context(context)->is_entered, &expected, true)) {
        raise_error(ts, EXC_RUNTIME_ERROR,
                    "cannot enter context: <_contextvars.Context object at %p> is already "
                    "entered",
                    (void *)value_object(context));
        return false;
    }
    *outer = ts->context;
    ts->context = borrow(ref_take(ts, context));
    return true;
}

void context_leave(ThreadState *ts, Value outer) {
    Value left = ts->context;
    ts->context = outer;
    // Release: whoever enters it next sees the values set here.
    store_release(&as_context(left)->is_entered, false);
    value_drop(ts, left);
}

Ref context_look_up(ThreadState *ts, Value variable) {
    Context *context = current(ts);
    if (!context || value_is_null(context->values)) {
        return NO_REF;
    }
    return dict_get(ts, value_object(context->values), variable);
}

Ref context_current(ThreadState *ts) {
    Context *context = current(ts);
    return context ? ref_take(ts, object_value(context)) : NO_REF;
}

bool context_store(ThreadState *ts, Value variable, Value value) {
    Context *context = current(ts);
    Ref changed = context ? dict_new(ts) : NO_REF;
    if (ref_is_null(changed)) {
        return false;
    }
    Object *dict = value_object(borrow(changed));
    bool ok = value_is_null(context->values) || dict_update(ts, dict, context->values);
    if (value_is_null(value)) {
        ok = ok && dict_delete(ts, dict, variable) >= 0;
    } else {
        ok = ok && dict_set(ts, dict, variable, value);
    }
    if (!ok) {
        ref_drop(ts, changed);
        return false;
    }
    object_lock(ts, &context->head);
    Value old = context->values;
    slot_store(&context->values, borrow(changed));
    object_unlock(ts, &context->head);
    value_drop(ts, old);
    return true;
}

// --- Context as a mapping -------------------------------------------------------------------

static Ref context_make(ThreadState *ts, const Value *arguments) ATTACHED {
    if (((Tuple *)value_object(arguments[1]))->length ||
        ((Dict *)value_object(arguments[2]))->length) {
        return raise_error(ts, EXC_TYPE_ERROR, "Context() does not accept any arguments");
    }
    Context *context = context_new(ts);
    return context ? object_ref(context) : NO_REF;
}

// The values as a dict that must not be changed.
static Ref values_as_dict(ThreadState *ts, Value self) ATTACHED {
    Ref values = take_values(ts, as_context(self));
    return ref_is_null(values) ? dict_new(ts) : values;
}

// False with TypeError.
static bool check_key(ThreadState *ts, Value key) ATTACHED RUNS_GUEST {
    if (value_is(key, KIND_CONTEXT_VARIABLE)) {
        return true;
    }
    raise_error_repr(ts, EXC_TYPE_ERROR, "a ContextVar key was expected, got ", key, "");
    return false;
}

// The value; NO_REF without an exception if there is none.
static Ref find(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    if (!check_key(ts, key)) {
        return NO_REF;
    }
    Ref values = take_values(ts, as_context(self));
    Ref found = ref_is_null(values) ? NO_REF : dict_get(ts, value_object(borrow(values)), key);
    ref_drop(ts, values);
    return found;
}

static Ref context_get_item(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    Ref found = find(ts, self, key);
    return ref_is_null(found) && !error_is_set(ts) ? raise_error_value(ts, EXC_KEY_ERROR, key)
                                                   : found;
}

static int context_contains(ThreadState *ts, Value self, Value key) ATTACHED RUNS_GUEST {
    Ref found = find(ts, self, key);
    bool is_there = !ref_is_null(found);
    ref_drop(ts, found);
    return !is_there && error_is_set(ts) ? -1 : is_there;
}

static Ref get(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Ref found = find(ts, a[0], a[1]);
    if (!ref_is_null(found) || error_is_set(ts)) {
        return found;
    }
    return value_is_null(a[2]) ? owned(NONE) : ref_take(ts, a[2]);
}

static int64_t context_length(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref values = values_as_dict(ts, self);
    int64_t length = ref_is_null(values) ? -1 : value_length(ts, borrow(values));
    ref_drop(ts, values);
    return length;
}

// An iterator over what the dict's `method` gives.
static Ref iterate_view(ThreadState *ts, Value self, const char *method) ATTACHED RUNS_GUEST {
    Ref values = values_as_dict(ts, self);
    Ref view = ref_is_null(values)
                   ? NO_REF
                   : value_call_method_text(ts, borrow(values), method, NULL, 0);
    Ref iterator = ref_is_null(view) ? NO_REF : value_iterate(ts, borrow(view));
    ref_drop(ts, view);
    ref_drop(ts, values);
    return iterator;
}

static Ref context_iterate(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    return iterate_view(ts, self, "keys");
}

static Ref keys(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return iterate_view(ts, a[0], "keys");
}

static Ref values(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return iterate_view(ts, a[0], "values");
}

static Ref items(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return iterate_view(ts, a[0], "items");
}

static Ref context_compare(ThreadState *ts, CompareOperator op, Value self,
                           Value other) ATTACHED RUNS_GUEST {
    if (!value_is(other, KIND_CONTEXT) || (op != COMPARE_EQUAL && op != COMPARE_NOT_EQUAL)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = values_as_dict(ts, self);
    Ref b = ref_is_null(a) ? NO_REF : values_as_dict(ts, other);
    Ref result = ref_is_null(b) ? NO_REF : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, a);
    ref_drop(ts, b);
    return result;
}

static Ref copy(ThreadState *ts, const Value *a) ATTACHED {
    return copy_of(ts, as_context(a[0]));
}

static Ref run(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Value outer;
    const Tuple *given = (const Tuple *)value_object(a[1]);
    if (given->length == 0) {
        return raise_error(ts, EXC_TYPE_ERROR, "run() missing 1 required positional argument");
    }
    if (!context_enter(ts, a[0], &outer)) {
        return NO_REF;
    }
    size_t n = (size_t)given->length - 1;
    Ref result = NO_REF;
    if (((Dict *)value_object(a[2]))->length == 0) {
        result = value_call(ts, given->items[0], given->items + 1, n);
    } else {
        Ref rest = tuple_from_array(ts, given->items + 1, n);
        result = ref_is_null(rest)
                     ? NO_REF
                     : value_call_unpacked(ts, given->items[0], borrow(rest), a[2]);
        ref_drop(ts, rest);
    }
    context_leave(ts, outer);
    return result;
}

static void context_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((Context *)(void *)self)->values);
}

static void context_traverse(Object *self, Visitor visit, void *context) {
    visit(((Context *)(void *)self)->values, context);
}

// --- the type and the module ----------------------------------------------------------------

static const NativeDef METHODS[] = {
    {"__new__(cls, *args, **kwargs)", context_make, NULL, NATIVE_STATIC_METHOD},
    {"get(self, key, default=None, /)", get,
     "Return the value for `key` if `key` has the value in the context object.", 0},
    {"keys(self, /)", keys, "Return a list of all variables in the context object.", 0},
    {"values(self, /)", values, "Return a list of all variables' values in the context.", 0},
    {"items(self, /)", items, "Return all variables and their values in the context.", 0},
    {"copy(self, /)", copy, "Return a shallow copy of the context object.", 0},
    {"run(self, *args, **kwargs)", run, "Call a function in this context.", 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec context_type_spec = {
    .name = "_contextvars.Context",
    .kind = KIND_CONTEXT,
    .base = KIND_INSTANCE,
    .size = sizeof(Context),
    .flags = TYPE_UNHASHABLE | TYPE_DEFINES_NEW,
    .slots =
        {
            .destroy = context_destroy,
            .traverse = context_traverse,
            .compare = context_compare,
            .length = context_length,
            .get_item = context_get_item,
            .contains = context_contains,
            .iterate = context_iterate,
        },
    .methods = METHODS,
};

static Ref copy_context(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return context_copy_current(ts);
}

static const NativeDef FUNCTIONS[] = {
    {"copy_context()", copy_context, "A copy of the current context.", 0},
    {NULL, NULL, NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"Context", KIND_CONTEXT},
    {"ContextVar", KIND_CONTEXT_VARIABLE},
    {"Token", KIND_CONTEXT_TOKEN},
    {NULL, 0},
};

static bool set_up(ThreadState *ts, Object *module) ATTACHED {
    (void)module;
    return context_variable_set_up(ts);
}

const ModuleSpec contextvars_module_spec = {
    .name = "_contextvars",
    .doc = "Context Variables",
    .functions = FUNCTIONS,
    .classes = CLASSES,
    .set_up = set_up,
};
