// The instructions that look names up: globals and builtins, class and exec namespaces, cells,
// imports.
#include "vm/base/check.h"
#include "vm/exec/cell.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"

// NameError with the name in it and in its field, or UnboundLocalError. Always false.
static bool raise_name_error(ThreadState *ts, ExceptionId id, const char *format,
                             Value name) ATTACHED {
    char *text = str_to_utf8(ts, name, NULL);
    if (text) {
        Ref message = str_format(ts, format, text);
        buffer_free(ts, text);
        raise_error_str(ts, id, message);
        if (id == EXC_NAME_ERROR) {
            error_set_fields(ts, name, NO_VALUE);
        }
    }
    return false;
}

#define NOT_DEFINED "name '%s' is not defined"
#define UNBOUND_LOCAL                                                                          \
    "cannot access local variable '%s' where it is not associated with a value"
#define UNBOUND_FREE                                                                           \
    "cannot access free variable '%s' where it is not associated with a value in enclosing "   \
    "scope"

bool raise_unbound_local(ThreadState *ts, Frame *frame, uint32_t a) {
    return raise_name_error(ts, EXC_UNBOUND_LOCAL_ERROR, UNBOUND_LOCAL,
                            frame->code->local_names[a]);
}

// Writes register a unless the value is missing.
static bool set_found(ThreadState *ts, Frame *frame, uint64_t word, Ref found) ATTACHED {
    if (ref_is_null(found)) {
        return error_is_set(ts) ? false
                                : raise_name_error(ts, EXC_NAME_ERROR, NOT_DEFINED,
                                                   frame->code->names[operand_b(word)]);
    }
    register_set(ts, frame, operand_a(word), found);
    return true;
}

// Remembers where a global stands in its dict (quick.h: cached_entry).
static void remember(ThreadState *ts, Object *dict, Value name, uint32_t version,
                     uint64_t *cache) ATTACHED {
    int64_t index = dict_entry_index(ts, dict, name);
    if (index >= 0) {
        store_relaxed(cache, (uint64_t)version << 32 | (uint64_t)(index + 1));
    }
}

bool operation_load_global(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value name = frame->code->names[operand_b(word)];
    Ref found = dict_get_str(ts, frame->globals, name);
    if (!ref_is_null(found)) {
        remember(ts, frame->globals, name, 0, cache);
    } else if (!error_is_set(ts)) {
        dict_entry_index(ts, frame->globals, name); // asks for a version of the key set
        uint32_t version =
            load_relaxed(&load_acquire(&((Dict *)frame->globals)->table)->version);
        found = dict_get_str(ts, frame->builtins, name);
        if (!ref_is_null(found) && version) {
            remember(ts, frame->builtins, name, version, cache);
        }
    }
    return set_found(ts, frame, word, found);
}

bool operation_store_global(ThreadState *ts, Frame *frame, uint64_t word, uint64_t *cache) {
    Value name = frame->code->names[operand_b(word)];
    if (!dict_set(ts, frame->globals, name, frame->registers[operand_a(word)])) {
        return false;
    }
    remember(ts, frame->globals, name, 0, cache);
    register_consume(ts, frame, operand_a(word));
    return true;
}

bool operation_delete_global(ThreadState *ts, Frame *frame, uint64_t word) {
    Value name = frame->code->names[operand_b(word)];
    int deleted = dict_delete(ts, frame->globals, name);
    return deleted == 0 ? raise_name_error(ts, EXC_NAME_ERROR, NOT_DEFINED, name) : deleted > 0;
}

// A name in a local namespace, which may be any mapping; NO_REF without an exception if absent.
static Ref find_in(ThreadState *ts, Value namespace, Value name) ATTACHED RUNS_GUEST {
    if (value_is(namespace, KIND_DICT)) {
        return dict_get(ts, value_object(namespace), name);
    }
    Ref found = value_get_item(ts, namespace, name);
    if (ref_is_null(found) && error_matches(ts, EXC_KEY_ERROR)) {
        error_clear(ts);
    }
    return found;
}

// The name in the namespace, the globals, the builtins; NO_REF without an exception if absent.
static Ref find_everywhere(ThreadState *ts, Frame *frame, Value namespace,
                           Value name) ATTACHED RUNS_GUEST {
    Ref found = find_in(ts, namespace, name);
    if (ref_is_null(found) && !error_is_set(ts)) {
        found = dict_get_str(ts, frame->globals, name);
    }
    if (ref_is_null(found) && !error_is_set(ts)) {
        found = dict_get_str(ts, frame->builtins, name);
    }
    return found;
}

bool operation_load_name(ThreadState *ts, Frame *frame, uint64_t word) {
    Value name = frame->code->names[operand_b(word)];
    return set_found(ts, frame, word, find_everywhere(ts, frame, frame->locals, name));
}

bool operation_load_name_or_global(ThreadState *ts, Frame *frame, uint64_t word) {
    Value name = frame->code->names[operand_b(word)];
    Ref namespace = register_take(ts, frame, operand_c(word));
    Ref found = find_everywhere(ts, frame, borrow(namespace), name);
    ref_drop(ts, namespace);
    return set_found(ts, frame, word, found);
}

bool operation_store_name(ThreadState *ts, Frame *frame, uint64_t word) {
    Value name = frame->code->names[operand_b(word)];
    Value value = frame->registers[operand_a(word)];
    bool ok = value_is(frame->locals, KIND_DICT)
                  ? dict_set(ts, value_object(frame->locals), name, value)
                  : value_set_item(ts, frame->locals, name, value);
    if (ok) {
        register_consume(ts, frame, operand_a(word));
    }
    return ok;
}

bool operation_delete_name(ThreadState *ts, Frame *frame, uint64_t word) {
    Value name = frame->code->names[operand_b(word)];
    if (value_is(frame->locals, KIND_DICT)) {
        int deleted = dict_delete(ts, value_object(frame->locals), name);
        return deleted == 0 ? raise_name_error(ts, EXC_NAME_ERROR, NOT_DEFINED, name)
                            : deleted > 0;
    }
    if (value_delete_item(ts, frame->locals, name)) {
        return true;
    }
    if (error_matches(ts, EXC_KEY_ERROR)) {
        error_clear(ts);
        raise_name_error(ts, EXC_NAME_ERROR, NOT_DEFINED, name);
    }
    return false;
}

bool operation_load_name_or_free(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref found = find_in(ts, frame->locals, frame->code->names[operand_b(word)]);
    if (!ref_is_null(found)) {
        register_set(ts, frame, operand_a(word), found);
        return true;
    }
    if (error_is_set(ts)) {
        return false;
    }
    uint32_t index = operand_c(word);
    Object *cell =
        value_object(((Tuple *)value_object(frame->function->closure))->items[index]);
    return operation_load_cell(ts, frame, operand_a(word), cell, (int)index, 0);
}

bool operation_load_locals(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref locals = frame_locals(ts, frame);
    if (ref_is_null(locals)) {
        return false;
    }
    register_set(ts, frame, operand_a(word), locals);
    return true;
}

bool operation_setup_annotations(ThreadState *ts, Frame *frame) {
    Value name = known_name(ts, NAME_ANNOTATIONS);
    Value namespace =
        value_is_null(frame->locals) ? object_value(frame->globals) : frame->locals;
    int present = value_contains(ts, namespace, name);
    if (present != 0) {
        return present > 0;
    }
    Ref annotations = dict_new(ts);
    bool ok =
        !ref_is_null(annotations) && value_set_item(ts, namespace, name, borrow(annotations));
    ref_drop(ts, annotations);
    return ok;
}

bool operation_make_cell(ThreadState *ts, Frame *frame, uint32_t a) {
    Value content = frame->registers[a];
    Ref cell = cell_new(ts, value_is_unbound(content) ? NO_VALUE : content);
    if (ref_is_null(cell)) {
        return false;
    }
    register_set(ts, frame, a, cell);
    return true;
}

static bool raise_empty_cell(ThreadState *ts, Frame *frame, int free_index,
                             uint32_t index) ATTACHED {
    if (free_index < 0) {
        return raise_name_error(ts, EXC_UNBOUND_LOCAL_ERROR, UNBOUND_LOCAL,
                                frame->code->local_names[index]);
    }
    return raise_name_error(ts, EXC_NAME_ERROR, UNBOUND_FREE,
                            frame->code->free_names[free_index]);
}

bool operation_load_cell(ThreadState *ts, Frame *frame, uint32_t a, Object *cell,
                         int free_index, uint32_t index) {
    Ref content = cell_get(ts, cell);
    if (ref_is_null(content)) {
        return raise_empty_cell(ts, frame, free_index, index);
    }
    register_set(ts, frame, a, content);
    return true;
}

bool operation_delete_cell(ThreadState *ts, Frame *frame, Object *cell, int free_index,
                           uint32_t index) {
    Ref old = cell_swap(ts, cell, NO_REF);
    if (ref_is_null(old)) {
        return raise_empty_cell(ts, frame, free_index, index);
    }
    ref_drop(ts, old);
    return true;
}

bool operation_import_name(ThreadState *ts, Frame *frame, uint64_t word) {
    uint32_t c = operand_c(word);
    Value *parts = &frame->registers[c];
    Ref module = import_statement(ts, frame->code->names[operand_b(word)], parts[1], parts[0]);
    if (ref_is_null(module)) {
        return false;
    }
    registers_release(ts, parts, 2);
    register_set(ts, frame, operand_a(word), module);
    return true;
}

bool operation_import_from(ThreadState *ts, Frame *frame, uint64_t word) {
    Ref value =
        import_from(ts, frame->registers[operand_b(word)], frame->code->names[operand_c(word)]);
    if (ref_is_null(value)) {
        return false;
    }
    register_set(ts, frame, operand_a(word), value);
    return true;
}

bool operation_import_star(ThreadState *ts, Frame *frame, uint64_t word) {
    Object *namespace =
        value_is_null(frame->locals) ? frame->globals : value_object(frame->locals);
    if (!import_star(ts, frame->registers[operand_a(word)], namespace)) {
        return false;
    }
    register_consume(ts, frame, operand_a(word));
    return true;
}
