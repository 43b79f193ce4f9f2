// The instructions that build containers and take them apart.
#include "vm/base/check.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"

// The object built from the c registers from b on. `owned_items` says that the references went
// into it.
static Ref build(ThreadState *ts, uint64_t word, Value *items, bool *owned_items) ATTACHED {
    uint32_t n = operand_c(word);
    switch (operand_op(word)) {
    case OP_BUILD_TUPLE:
        *owned_items = true;
        return tuple_from_owned(ts, items, n);
    case OP_BUILD_LIST:
        *owned_items = true;
        return list_from_owned(ts, items, n);
    case OP_BUILD_STRING:
        return str_join_array(ts, items, n);
    case OP_BUILD_SLICE:
        return slice_new(ts, items[0], items[1], items[2]);
    case OP_BUILD_SET: {
        Ref set = set_new(ts);
        for (uint32_t i = 0; i < n && !ref_is_null(set); i++) {
            if (!set_add(ts, value_object(borrow(set)), items[i])) {
                ref_drop(ts, set);
                return NO_REF;
            }
        }
        return set;
    }
    default:
        return dict_from_pairs(ts, items, n);
    }
}

bool operation_build(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *items = &frame->registers[operand_b(word)];
    uint32_t n = operand_op(word) == OP_BUILD_SLICE ? 3
                 : operand_op(word) == OP_BUILD_MAP ? 2 * operand_c(word)
                                                    : operand_c(word);
    bool owned_items = false;
    Ref built = build(ts, word, items, &owned_items);
    if (owned_items) {
        for (uint32_t i = 0; i < n; i++) {
            items[i] = UNBOUND;
        }
    }
    if (ref_is_null(built)) {
        return false;
    }
    if (!owned_items) {
        registers_release(ts, items, n);
    }
    register_set(ts, frame, operand_a(word), built);
    return true;
}

bool operation_list_append(ThreadState *ts, Frame *frame, uint64_t word) {
    Object *list = value_object(frame->registers[operand_a(word)]);
    if (!list_append(ts, list, frame->registers[operand_b(word)])) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    return true;
}

// {**b} needs a mapping.
static bool update_map(ThreadState *ts, Object *dict, Value mapping) ATTACHED {
    if (dict_update(ts, dict, mapping)) {
        return true;
    }
    if (error_matches(ts, EXC_ATTRIBUTE_ERROR)) {
        raise_error(ts, EXC_TYPE_ERROR, "'%s' object is not a mapping",
                    value_type_name(ts, mapping));
    }
    return false;
}

// *b in a display or call.
static bool extend_list(ThreadState *ts, Object *list, Value iterable) ATTACHED {
    const TypeSlots *slots = &value_type(ts, iterable)->slots;
    if (!slots->iterate && !slots->get_item) {
        raise_error(ts, EXC_TYPE_ERROR, "Value after * must be an iterable, not %s",
                    value_type_name(ts, iterable));
        return false;
    }
    return list_extend(ts, list, iterable);
}

bool operation_collect(ThreadState *ts, Frame *frame, uint64_t word) {
    Value target = frame->registers[operand_a(word)];
    Value item = operand_b(word) < frame->code->n_registers ? frame->registers[operand_b(word)]
                                                            : NO_VALUE;
    bool ok = false;
    switch (operand_op(word)) {
    case OP_LIST_TO_TUPLE: {
        Ref tuple = tuple_from_iterable(ts, target);
        if (ref_is_null(tuple)) {
            return false;
        }
        register_set(ts, frame, operand_a(word), tuple);
        return true;
    }
    case OP_LIST_EXTEND:
        ok = extend_list(ts, value_object(target), item);
        break;
    case OP_SET_ADD:
        ok = set_add(ts, value_object(target), item);
        break;
    case OP_SET_UPDATE:
        ok = set_update(ts, value_object(target), item);
        break;
    case OP_MAP_SET:
        ok = dict_set(ts, value_object(target), item, frame->registers[operand_c(word)]);
        break;
    case OP_MAP_UPDATE:
        ok = update_map(ts, value_object(target), item);
        break;
    case OP_MAP_MERGE:
        ok = dict_merge_keywords(ts, value_object(target), item,
                                 frame->registers[operand_c(word)]);
        break;
    }
    if (!ok) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    if (operand_op(word) == OP_MAP_SET) {
        register_consume(ts, frame, operand_c(word));
    }
    return true;
}

static bool raise_unpack_count(ThreadState *ts, int64_t expected, int64_t got,
                               bool at_least) ATTACHED {
    if (got < expected) {
        raise_error(ts, EXC_VALUE_ERROR,
                    "not enough values to unpack (expected %s%lld, got %lld)",
                    at_least ? "at least " : "", (long long)expected, (long long)got);
    } else {
        raise_error(ts, EXC_VALUE_ERROR, "too many values to unpack (expected %lld)",
                    (long long)expected);
    }
    return false;
}

// The iterator behind an unpacking; TypeError says so.
static Ref iterate_for_unpack(ThreadState *ts, Value v) ATTACHED {
    const TypeSlots *slots = &value_type(ts, v)->slots;
    if (!slots->iterate && !slots->get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "cannot unpack non-iterable %s object",
                           value_type_name(ts, v));
    }
    return value_iterate(ts, v);
}

// Fills n registers from any iterable.
static bool unpack_iterable(ThreadState *ts, Value source, Value *out, uint32_t n) ATTACHED {
    Ref iterator = iterate_for_unpack(ts, source);
    if (ref_is_null(iterator)) {
        return false;
    }
    uint32_t count = 0;
    Ref item = NO_REF;
    while (!ref_is_null(item = iterator_next(ts, borrow(iterator))) && count < n) {
        out[count++] = borrow(item);
    }
    bool ok = ref_is_null(item) && !error_is_set(ts) && count == n;
    if (!ref_is_null(item)) {
        ref_drop(ts, item);
        raise_error(ts, EXC_VALUE_ERROR, "too many values to unpack (expected %u)", n);
    } else if (!error_is_set(ts) && count < n) {
        raise_unpack_count(ts, n, count, false);
    }
    ref_drop(ts, iterator);
    if (!ok) {
        registers_release(ts, out, count);
    }
    return ok;
}

bool operation_unpack(ThreadState *ts, Frame *frame, uint64_t word) {
    Value source = frame->registers[operand_b(word)];
    uint32_t n = operand_c(word);
    Value *out = &frame->registers[operand_a(word)];
    Ref kept = NO_REF;
    if (operand_b(word) >= frame->code->n_locals) {
        // The targets may begin at the source's own register.
        kept = register_take(ts, frame, operand_b(word));
    }
    bool ok;
    if (value_is(source, KIND_TUPLE)) {
        const Tuple *tuple = (const Tuple *)value_object(source);
        ok = tuple->length == n || raise_unpack_count(ts, n, tuple->length, false);
        for (uint32_t i = 0; ok && i < n; i++) {
            out[i] = borrow(ref_take(ts, tuple->items[i]));
        }
    } else if (value_is(source, KIND_LIST) && !ts->is_parallel) {
        const List *list = (const List *)value_object(source);
        ok = list->length == n || raise_unpack_count(ts, n, list->length, false);
        for (uint32_t i = 0; ok && i < n; i++) {
            out[i] = borrow(ref_take(ts, list->buffer->items[i]));
        }
    } else {
        ok = unpack_iterable(ts, source, out, n);
    }
    ref_drop(ts, kept);
    return ok;
}

bool operation_unpack_star(ThreadState *ts, Frame *frame, uint64_t word) {
    uint32_t before = operand_c(word);
    uint32_t after = operand_d(word);
    Value *out = &frame->registers[operand_a(word)];
    Ref source = register_take(ts, frame, operand_b(word));
    Ref iterator = iterate_for_unpack(ts, borrow(source));
    Ref all = ref_is_null(iterator) ? NO_REF : list_from_iterable(ts, borrow(iterator));
    ref_drop(ts, iterator);
    ref_drop(ts, source);
    if (ref_is_null(all)) {
        return false;
    }
    List *list = (List *)value_object(borrow(all));
    int64_t length = list->length;
    bool ok = length >= (int64_t)before + after ||
              raise_unpack_count(ts, (int64_t)before + after, length, true);
    Ref middle = NO_REF;
    if (ok) {
        middle = list_new(ts, (size_t)(length - before - after));
        ok = !ref_is_null(middle);
    }
    for (int64_t i = before; ok && i < length - after; i++) {
        ok = list_append(ts, value_object(borrow(middle)), list->buffer->items[i]);
    }
    if (ok) {
        for (uint32_t i = 0; i < before; i++) {
            out[i] = borrow(ref_take(ts, list->buffer->items[i]));
        }
        out[before] = borrow(middle);
        for (uint32_t i = 0; i < after; i++) {
            out[before + 1 + i] = borrow(ref_take(ts, list->buffer->items[length - after + i]));
        }
    } else {
        ref_drop(ts, middle);
    }
    ref_drop(ts, all);
    return ok;
}
