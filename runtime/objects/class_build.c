// The class statement: __build_class__(body, name, *bases, metaclass=..., **keywords).
#include "runtime/objects/str_builder.h"
#include "runtime/objects/type.h"
#include "vm/base/check.h"
#include "vm/exec/call.h"
#include "vm/exec/cell.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/layouts.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// The bases with those that are no classes replaced by what their __mro_entries__ says.
static Ref resolve_bases(ThreadState *ts, const Tuple *given, bool *changed) ATTACHED {
    Ref list = list_new(ts, (size_t)given->length);
    Ref original = tuple_from_array(ts, given->items, (size_t)given->length);
    bool ok = !ref_is_null(list) && !ref_is_null(original);
    *changed = false;
    for (int64_t i = 0; ok && i < given->length; i++) {
        Ref entries = NO_REF;
        if (!value_is_class(ts, given->items[i])) {
            ok = value_find_attribute(ts, given->items[i], known_name(ts, NAME_MRO_ENTRIES),
                                      &entries);
        }
        if (ref_is_null(entries)) {
            ok = ok && list_append(ts, value_object(borrow(list)), given->items[i]);
            continue;
        }
        Value argument = borrow(original);
        Ref replacement = value_call(ts, borrow(entries), &argument, 1);
        ref_drop(ts, entries);
        ok = !ref_is_null(replacement);
        if (ok && !value_has_layout(ts, borrow(replacement), KIND_TUPLE)) {
            raise_error(ts, EXC_TYPE_ERROR, "__mro_entries__ must return a tuple");
            ok = false;
        }
        ok = ok && list_extend(ts, value_object(borrow(list)), borrow(replacement));
        ref_drop(ts, replacement);
        *changed = true;
    }
    Ref bases = ok ? tuple_from_iterable(ts, borrow(list)) : NO_REF;
    ref_drop(ts, original);
    ref_drop(ts, list);
    return bases;
}

// The metaclass for this statement: the keyword, or that of the bases. *keywords loses
// "metaclass".
static Ref find_metaclass(ThreadState *ts, Object *keywords, const Tuple *bases) ATTACHED {
    Ref given = dict_get_text(ts, keywords, "metaclass");
    if (!ref_is_null(given)) {
        Ref name = str_intern_text(ts, "metaclass");
        dict_delete(ts, keywords, borrow(name));
        if (!value_is_class(ts, borrow(given))) {
            return given;
        }
    }
    Type *start = bases->length ? value_type(ts, bases->items[0]) : builtin_type(ts, KIND_TYPE);
    if (!ref_is_null(given)) {
        start = (Type *)value_object(borrow(given));
    }
    Type *winner = class_metatype(ts, start, bases);
    Ref result = winner ? ref_take_object(ts, winner) : NO_REF;
    ref_drop(ts, given);
    return result;
}

static Ref prepare(ThreadState *ts, Value metaclass, Value name, Value bases,
                   Value keywords) ATTACHED {
    Ref hook = NO_REF;
    if (!value_find_attribute(ts, metaclass, known_name(ts, NAME_PREPARE), &hook)) {
        return NO_REF;
    }
    if (ref_is_null(hook)) {
        return dict_new(ts);
    }
    Value pair[2] = {name, bases};
    Ref arguments = tuple_from_array(ts, pair, 2);
    Ref namespace = ref_is_null(arguments)
                        ? NO_REF
                        : value_call_unpacked(ts, borrow(hook), borrow(arguments), keywords);
    ref_drop(ts, arguments);
    ref_drop(ts, hook);
    if (!ref_is_null(namespace) && !value_type(ts, borrow(namespace))->slots.get_item) {
        raise_error(ts, EXC_TYPE_ERROR, "%s.__prepare__() must return a mapping, not %s",
                    value_is_class(ts, metaclass) ? ((Type *)value_object(metaclass))->name
                                                  : "<metaclass>",
                    value_type_name(ts, borrow(namespace)));
        ref_drop(ts, namespace);
        return NO_REF;
    }
    return namespace;
}

// Runs the class body with its namespace. Returns the cell of its __class__, or None if nothing
// in it asks for one.
static Ref run_body(ThreadState *ts, Function *body, Value namespace) ATTACHED RUNS_GUEST {
    Frame *frame = frame_push_code(ts, body->code, body->globals, body->builtins, namespace);
    if (!frame) {
        return NO_REF;
    }
    frame->function = (Function *)value_object(borrow(ref_take_object(ts, body)));
    frame->flags = FRAME_ENTRY;
    return execute(ts);
}

// What is wrong with the content of a body's cell: nothing, or another class.
static Ref wrong_cell_text(ThreadState *ts, Value content, Value name,
                           Value class) ATTACHED RUNS_GUEST {
    bool is_empty = value_is_null(content);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = (is_empty ? str_builder_text(&builder, "__class__ not set")
                        : str_builder_text(&builder, "__class__ set to ") &&
                              str_builder_repr(&builder, content)) &&
              str_builder_text(&builder, " defining ") && str_builder_repr(&builder, name) &&
              str_builder_text(&builder, " as ") && str_builder_repr(&builder, class) &&
              str_builder_text(
                  &builder, is_empty ? ". Was __classcell__ propagated to type.__new__?" : "");
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// Whether the cell of the class body holds the class that the metaclass has made of it.
static bool check_class_cell(ThreadState *ts, Value cell, Value name,
                             Value class) ATTACHED RUNS_GUEST {
    if (!value_is(cell, KIND_CELL) || !value_is_class(ts, class)) {
        return true;
    }
    Ref content = cell_get(ts, value_object(cell));
    bool ok = value_same(borrow(content), class);
    if (!ok) {
        raise_error_str(ts, ref_is_null(content) ? EXC_RUNTIME_ERROR : EXC_TYPE_ERROR,
                        wrong_cell_text(ts, borrow(content), name, class));
    }
    ref_drop(ts, content);
    return ok;
}

static Ref make_class(ThreadState *ts, Value metaclass, Value name, Value bases,
                      Value namespace, Value keywords) ATTACHED {
    Value three[3] = {name, bases, namespace};
    Ref arguments = tuple_from_array(ts, three, 3);
    Ref class = ref_is_null(arguments)
                    ? NO_REF
                    : value_call_unpacked(ts, metaclass, borrow(arguments), keywords);
    ref_drop(ts, arguments);
    return class;
}

static Ref build_class(ThreadState *ts, const Value *arguments) ATTACHED {
    Object *keywords = value_object(arguments[3]);
    bool changed;
    Ref bases = resolve_bases(ts, (const Tuple *)value_object(arguments[2]), &changed);
    Ref metaclass =
        ref_is_null(bases)
            ? NO_REF
            : find_metaclass(ts, keywords, (const Tuple *)value_object(borrow(bases)));
    Ref namespace = ref_is_null(metaclass) ? NO_REF
                                           : prepare(ts, borrow(metaclass), arguments[1],
                                                     borrow(bases), object_value(keywords));
    Ref cell = ref_is_null(namespace)
                   ? NO_REF
                   : run_body(ts, (Function *)value_object(arguments[0]), borrow(namespace));
    bool ok = !ref_is_null(cell);
    if (ok && changed) {
        Ref name = str_intern_text(ts, "__orig_bases__");
        ok = value_set_item(ts, borrow(namespace), borrow(name), arguments[2]);
    }
    Ref class = ok ? make_class(ts, borrow(metaclass), arguments[1], borrow(bases),
                                borrow(namespace), object_value(keywords))
                   : NO_REF;
    if (!ref_is_null(class) &&
        !check_class_cell(ts, borrow(cell), arguments[1], borrow(class))) {
        ref_drop(ts, class);
        class = NO_REF;
    }
    ref_drop(ts, cell);
    ref_drop(ts, namespace);
    ref_drop(ts, metaclass);
    ref_drop(ts, bases);
    return class;
}

static const NativeDef BUILD_CLASS = {
    "__build_class__(func, name, /, *bases, **kwds)",
    build_class,
    "Internal helper function used by the class statement.",
    0,
};

Ref build_class_new(ThreadState *ts, Value module) {
    return native_callable_new(ts, &BUILD_CLASS, NULL, NO_VALUE, module);
}
