// Code objects and cells as the guest sees them.
#include "runtime/objects/code_methods.h"
#include "runtime/objects/text_operators.h"
#include "vm/exec/cell.h"
#include "vm/exec/code_object.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/observe/collisions.h"

static Code *as_code(Value v) {
    return (Code *)value_object(v);
}

static Ref code_repr(ThreadState *ts, Value self) ATTACHED {
    char *name = str_to_utf8(ts, as_code(self)->name, NULL);
    char *file = str_to_utf8(ts, as_code(self)->file_name, NULL);
    Ref text = NO_REF;
    if (name && file) {
        text = str_format(ts, "<code object %s at %p, file \"%s\", line %u>", name,
                          (void *)value_object(self), file, as_code(self)->first_line);
    }
    buffer_free(ts, name);
    buffer_free(ts, file);
    return text;
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_code(self)->name);
}

static Ref get_qualified_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_code(self)->qualified_name);
}

static Ref get_file_name(ThreadState *ts, Value self) ATTACHED {
    return ref_take(ts, as_code(self)->file_name);
}

#define NUMBER(guest_name, expression)                                                         \
    static Ref get_##guest_name(ThreadState *ts, Value self) ATTACHED {                        \
        (void)ts;                                                                              \
        const Code *code = as_code(self);                                                      \
        return owned(value_from_int(expression));                                              \
    }
NUMBER(firstlineno, code->first_line)
NUMBER(argcount, code->n_positional)
NUMBER(posonlyargcount, code->n_positional_only)
NUMBER(kwonlyargcount, code->n_keyword_only)
NUMBER(nlocals, code->n_locals)
NUMBER(stacksize, code->n_registers - code->n_locals)
// CPython's numbers: OPTIMIZED | NEWLOCALS, VARARGS, VARKEYWORDS, NESTED, GENERATOR, COROUTINE,
// ASYNC_GENERATOR.
NUMBER(flags,
       3 | (code->flags & CODE_VARARGS ? 4 : 0) | (code->flags & CODE_VARKEYWORDS ? 8 : 0) |
           (code->flags & CODE_NESTED ? 16 : 0) | (code->flags & CODE_GENERATOR ? 32 : 0) |
           (code->flags & CODE_COROUTINE ? 128 : 0) |
           (code->flags & CODE_ASYNC_GENERATOR ? 512 : 0) |
           (load_relaxed(&code->flags) & CODE_ITERABLE_COROUTINE ? 256 : 0))
#undef NUMBER

// The names of the locals whose kind bits under `mask` are `kind`, parameters in CPython's
// order.
static Ref local_names(ThreadState *ts, const Code *code, uint8_t mask, uint8_t kind) ATTACHED {
    Ref list = list_new(ts, code->n_locals);
    bool ok = !ref_is_null(list);
    for (uint32_t i = 0; ok && i < code->n_locals; i++) {
        if ((code->local_kinds[i] & mask) == kind) {
            ok = list_append(ts, value_object(borrow(list)), code->local_names[i]);
        }
    }
    Ref names = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    ref_drop(ts, list);
    return names;
}

static Ref get_varnames(ThreadState *ts, Value self) ATTACHED {
    return local_names(ts, as_code(self), LOCAL_HIDDEN, 0);
}

static Ref get_cellvars(ThreadState *ts, Value self) ATTACHED {
    return local_names(ts, as_code(self), LOCAL_CELL, LOCAL_CELL);
}

static Ref get_freevars(ThreadState *ts, Value self) ATTACHED {
    return tuple_from_array(ts, as_code(self)->free_names, as_code(self)->n_free);
}

static Ref get_names(ThreadState *ts, Value self) ATTACHED {
    return tuple_from_array(ts, as_code(self)->names, as_code(self)->n_names);
}

static Ref get_consts(ThreadState *ts, Value self) ATTACHED {
    return tuple_from_array(ts, as_code(self)->constants, as_code(self)->n_constants);
}

static const GetSetDef CODE_ATTRIBUTES[] = {
    {"co_name", get_name, NULL, NULL},
    {"co_qualname", get_qualified_name, NULL, NULL},
    {"co_filename", get_file_name, NULL, NULL},
    {"co_firstlineno", get_firstlineno, NULL, NULL},
    {"co_argcount", get_argcount, NULL, NULL},
    {"co_posonlyargcount", get_posonlyargcount, NULL, NULL},
    {"co_kwonlyargcount", get_kwonlyargcount, NULL, NULL},
    {"co_nlocals", get_nlocals, NULL, NULL},
    {"co_stacksize", get_stacksize, NULL, NULL},
    {"co_flags", get_flags, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL},
    {"co_cellvars", get_cellvars, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL},
    {"co_names", get_names, NULL, NULL},
    {"co_consts", get_consts, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

// Code objects are immortal: this is where the interpreter is taken apart.
static void code_destroy(ThreadState *ts, Object *self) ATTACHED {
    Code *code = (Code *)(void *)self;
    buffer_free(ts, code->words); // and all that is in one block with them
    collisions_forget(code);
}

const TypeSpec code_type_spec = {
    .name = "code",
    .kind = KIND_CODE,
    .base = KIND_INSTANCE,
    .size = sizeof(Code),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = code_destroy,
              .repr = code_repr,
              .compare = code_compare,
              .hash = code_hash},
    .methods = code_methods,
    .attributes = CODE_ATTRIBUTES,
};

// --- cells ---

static void cell_destroy(ThreadState *ts, Object *self) ATTACHED {
    value_drop(ts, ((Cell *)self)->content);
}

static void cell_traverse(Object *self, Visitor visit, void *context) {
    visit(((Cell *)self)->content, context);
}

static Ref cell_repr(ThreadState *ts, Value self) ATTACHED {
    Ref content = cell_get(ts, value_object(self));
    if (ref_is_null(content)) {
        return str_format(ts, "<cell at %p: empty>", (void *)value_object(self));
    }
    Ref text =
        str_format(ts, "<cell at %p: %s object at %p>", (void *)value_object(self),
                   value_type_name(ts, borrow(content)), (void *)(uintptr_t)content.bits);
    ref_drop(ts, content);
    return text;
}

static Ref cell_make(ThreadState *ts, const Value *arguments) ATTACHED {
    return cell_new(ts, arguments[1]);
}

// Cells are ordered like what is in them; empty ones come first.
static Ref cell_compare(ThreadState *ts, CompareOperator op, Value self, Value other) ATTACHED {
    if (!value_is(other, KIND_CELL)) {
        return owned(NOT_IMPLEMENTED);
    }
    Ref a = cell_get(ts, value_object(self));
    Ref b = cell_get(ts, value_object(other));
    Ref result = ref_is_null(a) || ref_is_null(b)
                     ? owned(value_bool(order_holds(op, !ref_is_null(a) - !ref_is_null(b))))
                     : value_compare(ts, op, borrow(a), borrow(b));
    ref_drop(ts, b);
    ref_drop(ts, a);
    return result;
}

static Ref get_contents(ThreadState *ts, Value self) ATTACHED {
    Ref content = cell_get(ts, value_object(self));
    return ref_is_null(content) ? raise_error(ts, EXC_VALUE_ERROR, "Cell is empty") : content;
}

static bool set_contents(ThreadState *ts, Value self, Value value) ATTACHED {
    Ref content = value_is_null(value) ? NO_REF : ref_take(ts, value);
    ref_drop(ts, cell_swap(ts, value_object(self), content));
    return true;
}

static const NativeDef CELL_METHODS[] = {
    {"__new__(cls, contents=..., /)", cell_make, NULL, NATIVE_STATIC_METHOD},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef CELL_ATTRIBUTES[] = {
    {"cell_contents", get_contents, set_contents, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec cell_type_spec = {
    .name = "cell",
    .kind = KIND_CELL,
    .base = KIND_INSTANCE,
    .size = sizeof(Cell),
    .flags = TYPE_UNHASHABLE,
    .slots = {.destroy = cell_destroy,
              .traverse = cell_traverse,
              .repr = cell_repr,
              .compare = cell_compare},
    .methods = CELL_METHODS,
    .attributes = CELL_ATTRIBUTES,
};
