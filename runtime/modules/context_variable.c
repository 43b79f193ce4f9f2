// ContextVar, a variable with a value in each context, and the Token that undoes its set().
#include "runtime/modules/context_variable.h"

#include "runtime/objects/generic_alias.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Immutable.
typedef struct ContextVariable {
    Object head;
    Value name;        // Str
    Value replacement; // the default, or NO_VALUE
} ContextVariable;

typedef struct Token {
    Object head;
    Value variable;
    Value context;   // where it was set
    Value old;       // NO_VALUE: there was none
    uint8_t is_used; // a bool
} Token;

static ContextVariable *as_variable(Value v) {
    return (ContextVariable *)(void *)value_object(v);
}

static Token *as_token(Value v) {
    return (Token *)(void *)value_object(v);
}

// --- ContextVar -----------------------------------------------------------------------------

static Ref variable_make(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "context variable name must be a str");
    }
    ContextVariable *variable =
        object_new(ts, builtin_type(ts, KIND_CONTEXT_VARIABLE), sizeof *variable);
    if (!variable) {
        return NO_REF;
    }
    variable->name = borrow(ref_take(ts, a[1]));
    if (!value_is_null(a[2])) {
        variable->replacement = borrow(ref_take(ts, a[2]));
    }
    return object_ref(variable);
}

static Ref get(ThreadState *ts, const Value *a) ATTACHED {
    Ref value = context_look_up(ts, a[0]);
    if (!ref_is_null(value) || error_is_set(ts)) {
        return value;
    }
    Value replacement = value_is_null(a[1]) ? as_variable(a[0])->replacement : a[1];
    return value_is_null(replacement) ? raise_error_value(ts, EXC_LOOKUP_ERROR, a[0])
                                      : ref_take(ts, replacement);
}

static Ref set(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    Token *token = object_new(ts, builtin_type(ts, KIND_CONTEXT_TOKEN), sizeof *token);
    if (!token) {
        return NO_REF;
    }
    token->variable = borrow(ref_take(ts, a[0]));
    token->context = borrow(context_current(ts));
    token->old = borrow(context_look_up(ts, a[0]));
    if (error_is_set(ts) || !context_store(ts, a[0], a[1])) {
        ref_drop(ts, object_ref(token));
        return NO_REF;
    }
    return object_ref(token);
}

static Ref reset(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    if (!value_is(a[1], KIND_CONTEXT_TOKEN)) {
        return raise_error_repr(ts, EXC_TYPE_ERROR, "expected an instance of Token, got ", a[1],
                                "");
    }
    Token *token = as_token(a[1]);
    Ref context = context_current(ts);
    if (ref_is_null(context)) {
        return NO_REF;
    }
    bool is_same = value_same(token->context, borrow(context));
    ref_drop(ts, context);
    if (load_relaxed(&token->is_used)) {
        return raise_error_repr(ts, EXC_RUNTIME_ERROR, "", a[1], " has already been used once");
    }
    if (!value_same(token->variable, a[0])) {
        return raise_error_repr(ts, EXC_VALUE_ERROR, "", a[1],
                                " was created by a different ContextVar");
    }
    if (!is_same) {
        return raise_error_repr(ts, EXC_VALUE_ERROR, "", a[1],
                                " was created in a different Context");
    }
    store_relaxed(&token->is_used, true);
    return context_store(ts, a[0], token->old) ? owned(NONE) : NO_REF;
}

static Ref class_getitem(ThreadState *ts, const Value *a) ATTACHED {
    return generic_alias_new(ts, a[0], a[1]);
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_variable(self)->name);
}

static Ref variable_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    ContextVariable *variable = as_variable(self);
    Ref name = value_repr(ts, variable->name);
    Ref replacement = ref_is_null(name) || value_is_null(variable->replacement)
                          ? NO_REF
                          : value_repr(ts, variable->replacement);
    char *shown_name = error_is_set(ts) ? NULL : str_to_utf8(ts, borrow(name), NULL);
    char *shown_replacement = shown_name && !ref_is_null(replacement)
                                  ? str_to_utf8(ts, borrow(replacement), NULL)
                                  : NULL;
    Ref result = NO_REF;
    if (!error_is_set(ts)) {
        result = str_format(ts, "<ContextVar name=%s%s%s at %p>", shown_name,
                            shown_replacement ? " default=" : "",
                            shown_replacement ? shown_replacement : "", (void *)variable);
    }
    buffer_free(ts, shown_name);
    buffer_free(ts, shown_replacement);
    ref_drop(ts, name);
    ref_drop(ts, replacement);
    return result;
}

static void variable_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((ContextVariable *)(void *)self)->name);
    value_drop(ts, ((ContextVariable *)(void *)self)->replacement);
}

static void variable_traverse(Object *self, Visitor visit, void *context) {
    visit(((ContextVariable *)(void *)self)->replacement, context);
}

static const NativeDef VARIABLE_METHODS[] = {
    {"__new__(cls, name, /, *, default=None)", variable_make, NULL, NATIVE_STATIC_METHOD},
    {"get(self, default=None, /)", get,
     "Return a value for the context variable for the current context.", 0},
    {"set(self, value, /)", set,
     "Call to set a new value for the context variable in the current context.", 0},
    {"reset(self, token, /)", reset, "Reset the context variable.", 0},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef VARIABLE_ATTRIBUTES[] = {
    {"name", get_name, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec context_variable_type_spec = {
    .name = "_contextvars.ContextVar",
    .kind = KIND_CONTEXT_VARIABLE,
    .base = KIND_INSTANCE,
    .size = sizeof(ContextVariable),
    .flags = TYPE_DEFINES_NEW,
    .slots =
        {
            .destroy = variable_destroy,
            .traverse = variable_traverse,
            .repr = variable_repr,
        },
    .methods = VARIABLE_METHODS,
    .attributes = VARIABLE_ATTRIBUTES,
};

// --- Token ----------------------------------------------------------------------------------

static Ref token_make(ThreadState *ts, const Value *arguments) ATTACHED {
    (void)arguments;
    return raise_error(ts, EXC_RUNTIME_ERROR, "Tokens can only be created by ContextVars");
}

static Ref get_variable(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_token(self)->variable);
}

static Ref get_old_value(ThreadState *ts, Value self) ATTACHED {
    Value old = as_token(self)->old;
    return value_is_null(old)
               ? dict_get_text(ts, builtin_type(ts, KIND_CONTEXT_TOKEN)->dict, "MISSING")
               : ref_take(ts, old);
}

static Ref token_repr(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Token *token = as_token(self);
    Ref text = variable_repr(ts, token->variable);
    char *shown = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    Ref result =
        !shown ? NO_REF
               : str_format(ts, "<Token%s var=%s at %p>",
                            load_relaxed(&token->is_used) ? " used" : "", shown, (void *)token);
    buffer_free(ts, shown);
    ref_drop(ts, text);
    return result;
}

static void token_destroy(ThreadState *ts, Object *self) ATTACHED {
    Token *token = (Token *)(void *)self;
    value_drop(ts, token->variable);
    value_drop(ts, token->context);
    value_drop(ts, token->old);
}

static void token_traverse(Object *self, Visitor visit, void *context) {
    Token *token = (Token *)(void *)self;
    visit(token->variable, context);
    visit(token->context, context);
    visit(token->old, context);
}

static const NativeDef TOKEN_METHODS[] = {
    {"__new__(cls, *args, **kwargs)", token_make, NULL, NATIVE_STATIC_METHOD},
    {"__class_getitem__(cls, object, /)", class_getitem, "See PEP 585", NATIVE_CLASS_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef TOKEN_ATTRIBUTES[] = {
    {"var", get_variable, NULL, NULL},
    {"old_value", get_old_value, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec context_token_type_spec = {
    .name = "_contextvars.Token",
    .kind = KIND_CONTEXT_TOKEN,
    .base = KIND_INSTANCE,
    .size = sizeof(Token),
    .flags = TYPE_DEFINES_NEW,
    .slots =
        {
            .destroy = token_destroy,
            .traverse = token_traverse,
            .repr = token_repr,
        },
    .methods = TOKEN_METHODS,
    .attributes = TOKEN_ATTRIBUTES,
};

static Ref missing_repr(ThreadState *ts, Value self) ATTACHED {
    (void)self;
    return str_from_text(ts, "<Token.MISSING>");
}

const TypeSpec token_missing_type_spec = {
    .name = "Token.MISSING",
    .kind = KIND_TOKEN_MISSING,
    .base = KIND_INSTANCE,
    .size = sizeof(Object),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.repr = missing_repr},
};

bool context_variable_set_up(ThreadState *ts) {
    Object *missing = object_new(ts, builtin_type(ts, KIND_TOKEN_MISSING), sizeof *missing);
    bool ok = missing && dict_set_text(ts, builtin_type(ts, KIND_CONTEXT_TOKEN)->dict,
                                       "MISSING", object_value(missing));
    ref_drop(ts, missing ? object_ref(missing) : NO_REF);
    return ok;
}
