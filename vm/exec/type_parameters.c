// Type parameters and aliases (PEP 695): the instructions call the guest module _typing, which
// holds the classes.
#include "vm/exec/call.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"

// _typing.name(*arguments).
static Ref call_typing(ThreadState *ts, const char *name, const Value *arguments,
                       size_t n) ATTACHED RUNS_GUEST {
    Ref module = import_module_text(ts, "_typing");
    Ref result = ref_is_null(module)
                     ? NO_REF
                     : value_call_method_text(ts, borrow(module), name, arguments, n);
    ref_drop(ts, module);
    return result;
}

bool operation_make_type_parameter(ThreadState *ts, Frame *frame, uint64_t word) {
    uint32_t kind = operand_d(word);
    uint32_t n = ((kind & 7) == 1 || (kind & 7) == 2) + (kind >= 8);
    Value *functions = &frame->registers[operand_b(word)];
    Ref tuple = tuple_from_array(ts, functions, n);
    if (ref_is_null(tuple)) {
        return false;
    }
    Value arguments[] = {value_from_int((int64_t)kind), frame->code->names[operand_c(word)],
                         borrow(tuple)};
    Ref result = call_typing(ts, "make_parameter", arguments, 3);
    ref_drop(ts, tuple);
    if (ref_is_null(result)) {
        return false;
    }
    registers_release(ts, functions, n);
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_set_type_parameters(ThreadState *ts, Frame *frame, uint64_t word) {
    Function *function = (Function *)value_object(frame->registers[operand_a(word)]);
    function->type_parameters = borrow(register_take(ts, frame, operand_b(word)));
    return true;
}

bool operation_make_generic_base(ThreadState *ts, Frame *frame, uint64_t word) {
    Value parameters = frame->registers[operand_b(word)];
    Ref result = call_typing(ts, "make_generic_base", &parameters, 1);
    if (ref_is_null(result)) {
        return false;
    }
    register_consume(ts, frame, operand_b(word));
    register_set(ts, frame, operand_a(word), result);
    return true;
}

bool operation_make_type_alias(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *parts = &frame->registers[operand_b(word)];
    Ref result = call_typing(ts, "make_alias", parts, 3);
    if (ref_is_null(result)) {
        return false;
    }
    registers_release(ts, parts, 3);
    register_set(ts, frame, operand_a(word), result);
    return true;
}
