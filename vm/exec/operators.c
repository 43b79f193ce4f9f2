// The operator instructions beyond the dispatch loop's fast paths.
#include "vm/base/check.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"

// Consumes the operands, then writes the result.
static bool finish(ThreadState *ts, Frame *frame, uint64_t word, Ref result) ATTACHED {
    if (UNLIKELY(ref_is_null(result))) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_consume(ts, frame, operand_c(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

// x + y for strings. `s += t` on a variable, or on a temporary, gives the left string up, so
// that it can grow in place when nobody else has it.
static Ref add_strings(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED {
    Value *registers = frame->registers;
    uint32_t b = operand_b(word);
    bool gives_up = b == operand_a(word) || b >= frame->code->n_locals;
    if (!gives_up || b == operand_c(word)) {
        return str_concatenate(ts, registers[b], registers[operand_c(word)]);
    }
    Ref left = owned(registers[b]);
    registers[b] = UNBOUND;
    return str_append(ts, left, registers[operand_c(word)]);
}

static bool is_exact_int(Value v) {
    return value_is_small_int(v) || value_is(v, KIND_INT);
}

// x op y for what is common and beyond the dispatch loop; false: nothing of that.
static bool quick_binary(ThreadState *ts, Frame *frame, uint64_t word, BinaryOperator op,
                         Ref *result) ATTACHED {
    Value x = frame->registers[operand_b(word)];
    Value y = frame->registers[operand_c(word)];
    if (op == BINARY_ADD && value_is(x, KIND_STR) && value_is(y, KIND_STR)) {
        *result = add_strings(ts, frame, word);
        return true;
    }
    if (!is_exact_int(x) || !is_exact_int(y)) {
        return false;
    }
    switch (op) {
    case BINARY_ADD:
        *result = int_add(ts, x, y);
        return true;
    case BINARY_SUBTRACT:
        *result = int_subtract(ts, x, y);
        return true;
    case BINARY_MULTIPLY:
        *result = values_are_small_ints(x, y)
                      ? int_multiply_small(ts, value_to_int(x), value_to_int(y))
                      : int_multiply(ts, x, y);
        return true;
    default:
        return false;
    }
}

bool operation_binary(ThreadState *ts, Frame *frame, uint64_t word, BinaryOperator op) {
    Value x = frame->registers[operand_b(word)];
    Value y = frame->registers[operand_c(word)];
    Ref result;
    if (!quick_binary(ts, frame, word, op, &result)) {
        result = operand_d(word) ? value_in_place(ts, op, x, y) : value_binary(ts, op, x, y);
    }
    return finish(ts, frame, word, result);
}

bool operation_binary_int(ThreadState *ts, Frame *frame, uint64_t word, BinaryOperator op) {
    Value x = frame->registers[operand_b(word)];
    Value y = value_from_int(operand_signed_c(word));
    Ref result = operand_d(word) ? value_in_place(ts, op, x, y) : value_binary(ts, op, x, y);
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_unary(ThreadState *ts, Frame *frame, uint64_t word, UnaryOperator op) {
    Ref result = value_unary(ts, op, frame->registers[operand_b(word)]);
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_compare(ThreadState *ts, Frame *frame, uint64_t word, CompareOperator op) {
    Value x = frame->registers[operand_b(word)];
    Value y = frame->registers[operand_c(word)];
    if (op == COMPARE_EQUAL && value_is(x, KIND_STR) && value_is(y, KIND_STR)) {
        return finish(ts, frame, word, owned(value_bool(str_equal(x, y))));
    }
    return finish(ts, frame, word, value_compare(ts, op, x, y));
}

int operation_compare_jump(ThreadState *ts, Frame *frame, uint64_t word, CompareOperator op,
                           bool with_int) {
    Value x = frame->registers[operand_a(word)];
    Value y =
        with_int ? value_from_int(operand_signed_b(word)) : frame->registers[operand_b(word)];
    int truth;
    if ((op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL) && value_is(x, KIND_STR) &&
        value_is(y, KIND_STR)) {
        truth = str_equal(x, y) == (op == COMPARE_EQUAL);
    } else {
        truth = value_compare_truth(ts, op, x, y);
    }
    if (truth >= 0) {
        register_consume(ts, frame, operand_a(word));
        if (!with_int) {
            register_consume(ts, frame, operand_b(word));
        }
    }
    return truth;
}

int operation_contains(ThreadState *ts, Frame *frame, uint32_t item, uint32_t container) {
    Value v = frame->registers[container];
    Value key = frame->registers[item];
    int truth = value_is(v, KIND_DICT) ? dict_contains(ts, value_object(v), key)
                                       : value_contains(ts, v, key);
    if (truth >= 0) {
        register_consume(ts, frame, item);
        register_consume(ts, frame, container);
    }
    return truth;
}

int operation_truth(ThreadState *ts, Frame *frame, uint32_t a) {
    int truth = value_truth(ts, frame->registers[a]);
    if (truth >= 0) {
        register_consume(ts, frame, a);
    }
    return truth;
}

// v[key] with the common containers first.
static Ref get_item(ThreadState *ts, Value v, Value key) ATTACHED {
    if (value_is(v, KIND_DICT)) {
        Ref found = dict_get(ts, value_object(v), key);
        if (ref_is_null(found) && !error_is_set(ts)) {
            return raise_error_value(ts, EXC_KEY_ERROR, key);
        }
        return found;
    }
    if (value_is_small_int(key)) {
        if (value_is(v, KIND_LIST)) {
            return list_get(ts, value_object(v), value_to_int(key));
        }
        if (value_is(v, KIND_TUPLE)) {
            const Tuple *tuple = (const Tuple *)value_object(v);
            int64_t i = value_to_int(key);
            i += i < 0 ? tuple->length : 0;
            if ((uint64_t)i < (uint64_t)tuple->length) {
                return ref_take(ts, tuple->items[i]);
            }
        }
    }
    return value_get_item(ts, v, key);
}

bool operation_get_item(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    Value key = frame->registers[operand_c(word)];
    return finish(ts, frame, word, get_item(ts, v, key));
}

bool operation_get_item_int(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    Ref item = get_item(ts, v, value_from_int(operand_signed_c(word)));
    if (ref_is_null(item)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), item);
    return true;
}

bool operation_get_slice(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    Value *bounds = &frame->registers[operand_c(word)];
    Ref part = sequence_get_range(ts, v, bounds[0], bounds[1]);
    if (ref_is_null(part) && !error_is_set(ts)) {
        Ref slice = slice_new(ts, bounds[0], bounds[1], NONE);
        part = ref_is_null(slice) ? NO_REF : value_get_item(ts, v, borrow(slice));
        ref_drop(ts, slice);
    }
    if (ref_is_null(part)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    registers_release(ts, bounds, 2);
    register_set(ts, frame, operand_a(word), part);
    return true;
}

bool operation_set_item(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_a(word)];
    Value key = frame->registers[operand_b(word)];
    Value value = frame->registers[operand_c(word)];
    bool ok;
    if (value_is(v, KIND_DICT)) {
        ok = dict_set(ts, value_object(v), key, value);
    } else if (value_is(v, KIND_LIST) && value_is_small_int(key)) {
        ok = list_set(ts, value_object(v), value_to_int(key), value);
    } else {
        ok = value_set_item(ts, v, key, value);
    }
    if (ok) {
        register_consume(ts, frame, operand_a(word));
        register_consume(ts, frame, operand_b(word));
        register_consume(ts, frame, operand_c(word));
    }
    return ok;
}

bool operation_delete_item(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_a(word)];
    if (!value_delete_item(ts, v, frame->registers[operand_b(word)])) {
        return false;
    }
    register_consume(ts, frame, operand_a(word));
    register_consume(ts, frame, operand_b(word));
    return true;
}

bool operation_format(ThreadState *ts, Frame *frame, uint64_t word) {
    Value v = frame->registers[operand_b(word)];
    uint32_t c = operand_c(word);
    Value spec = c == NO_REGISTER ? NO_VALUE : frame->registers[c];
    Ref converted = NO_REF;
    switch (operand_d(word)) {
    case 1:
        converted = value_str(ts, v);
        break;
    case 2:
        converted = value_repr(ts, v);
        break;
    case 3:
        converted = value_ascii(ts, v);
        break;
    default:
        converted = ref_take(ts, v);
    }
    Ref text = ref_is_null(converted) ? NO_REF : value_format(ts, borrow(converted), spec);
    ref_drop(ts, converted);
    return finish(ts, frame, word, text);
}
