// Calls from the dispatch loop beyond its fast path, and the making of functions.
#include "vm/base/check.h"
#include "vm/exec/bind.h"
#include "vm/exec/call.h"
#include "vm/exec/operands.h"
#include "vm/exec/operations.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"

// A call being made: the registers it takes from and where its result goes.
typedef struct Call {
    uint32_t result;
    uint32_t callee;
    uint32_t first;
    uint32_t n;
    Value names;
} Call;

// Releases the callee and the arguments.
static void release_operands(ThreadState *ts, Frame *frame, const Call *call) ATTACHED {
    registers_release(ts, &frame->registers[call->callee],
                      call->first - call->callee + call->n);
}

// Calls a guest function with a frame above the caller's registers, where there is room to
// bind.
static CallOutcome enter_function(ThreadState *ts, Frame *frame, const Call *call,
                                  Function *function) ATTACHED {
    Value *registers = frame_scratch(ts, function->code->n_registers);
    if (!registers || !bind_function(ts, function, &frame->registers[call->first], call->n,
                                     call->names, registers)) {
        return CALL_FAILED;
    }
    Ref callee = ref_take_object(ts, function);
    Frame *pushed = frame_push(ts, function, registers);
    if (!pushed) {
        for (uint32_t i = 0; i < function->code->n_parameters; i++) {
            value_drop(ts, registers[i]);
            registers[i] = UNBOUND;
        }
        ref_drop(ts, callee);
        return CALL_FAILED;
    }
    pushed->result_register = call->result;
    release_operands(ts, frame, call);
    return CALL_ENTERED;
}

// Moves the arguments up by one register and puts `self` in front. The register behind the last
// argument is free: a frame has one to spare.
static void insert_self(Frame *frame, Call *call, Value self) {
    Value *arguments = &frame->registers[call->first];
    for (uint32_t i = call->n; i > 0; i--) {
        arguments[i] = arguments[i - 1];
    }
    arguments[0] = self;
    call->n++;
}

// Calls `function` with what is in the registers now, after insert_self.
static CallOutcome call_shifted(ThreadState *ts, Frame *frame, Call *call,
                                Value function) ATTACHED {
    if (value_is(function, KIND_FUNCTION)) {
        CallOutcome outcome =
            enter_function(ts, frame, call, (Function *)value_object(function));
        if (outcome != CALL_FAILED) {
            return outcome;
        }
    } else {
        Ref result = value_call_named(ts, function, &frame->registers[call->first], call->n,
                                      call->names);
        if (!ref_is_null(result)) {
            release_operands(ts, frame, call);
            register_set(ts, frame, call->result, result);
            return CALL_DONE;
        }
    }
    release_operands(ts, frame,
                     call); // one of them may lie beyond the registers that unwinding releases
    return CALL_FAILED;
}

// Calling a class whose instances are plain and whose __init__ is a guest function: makes the
// instance and enters __init__, without going through C. Any other class: the type's own call
// slot.
static CallOutcome call_class(ThreadState *ts, Frame *frame, Call *call, Type *type) ATTACHED {
    if (type->layout == KIND_INSTANCE &&
        !(type->flags & (TYPE_DEFINES_NEW | TYPE_DISALLOW_NEW)) && type->attributes_offset) {
        Ref initializer = type_lookup(ts, type, known_name(ts, NAME_INIT));
        if (!ref_is_null(initializer) && value_is(borrow(initializer), KIND_FUNCTION)) {
            Ref instance = instance_new(ts, type);
            CallOutcome outcome = CALL_FAILED;
            if (!ref_is_null(instance)) {
                insert_self(frame, call, borrow(ref_take(ts, borrow(instance))));
                outcome = call_shifted(ts, frame, call, borrow(initializer));
            }
            if (outcome == CALL_ENTERED) {
                ts->frame->flags |= FRAME_INITIALIZER;
                ts->frame->instance = borrow(instance);
            } else {
                ref_drop(ts, instance);
            }
            ref_drop(ts, initializer);
            return outcome;
        }
        ref_drop(ts, initializer);
        if (error_is_set(ts)) {
            return CALL_FAILED;
        }
    }
    Ref result = value_call_named(ts, object_value(type), &frame->registers[call->first],
                                  call->n, call->names);
    if (ref_is_null(result)) {
        return CALL_FAILED;
    }
    release_operands(ts, frame, call);
    register_set(ts, frame, call->result, result);
    return CALL_DONE;
}

CallOutcome operation_call(ThreadState *ts, Frame *frame, uint32_t result, uint32_t callee,
                           uint32_t first, uint32_t n, Value names) {
    Call call = {result, callee, first, n, names};
    Value target = frame->registers[callee];
    if (value_is(target, KIND_FUNCTION)) {
        return enter_function(ts, frame, &call, (Function *)value_object(target));
    }
    if (value_is(target, KIND_METHOD)) {
        Method *method = (Method *)value_object(target);
        Ref function = ref_take(ts, method->function);
        insert_self(frame, &call, borrow(ref_take(ts, method->self)));
        CallOutcome outcome = call_shifted(ts, frame, &call, borrow(function));
        ref_drop(ts, function);
        return outcome;
    }
    if (value_is(target, KIND_TYPE)) {
        return call_class(ts, frame, &call, (Type *)value_object(target));
    }
    Ref value = value_call_named(ts, target, &frame->registers[first], n, names);
    if (ref_is_null(value)) {
        return CALL_FAILED;
    }
    release_operands(ts, frame, &call);
    register_set(ts, frame, result, value);
    return CALL_DONE;
}

CallOutcome operation_call_unpacked(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *registers = &frame->registers[operand_b(word)];
    Value keywords = operand_d(word) ? registers[2] : NO_VALUE;
    Ref result = value_call_unpacked(ts, registers[0], registers[1], keywords);
    if (ref_is_null(result)) {
        return CALL_FAILED;
    }
    registers_release(ts, registers, operand_d(word) ? 3 : 2);
    register_set(ts, frame, operand_a(word), result);
    return CALL_DONE;
}

Ref operation_return_initializer(ThreadState *ts, Frame *frame, Ref result) {
    if (!value_is_none(borrow(result))) {
        raise_error(ts, EXC_TYPE_ERROR, "__init__() should return None, not '%s'",
                    value_type_name(ts, borrow(result)));
        ref_drop(ts, result);
        return NO_REF;
    }
    Ref instance = owned(frame->instance);
    frame->instance = NO_VALUE;
    return instance;
}

// The value of a name in the globals, for a new function's __module__; NO_VALUE if absent.
static Value module_name(ThreadState *ts, Frame *frame) ATTACHED {
    Ref name = dict_get_str(ts, frame->globals, known_name(ts, NAME_NAME));
    return borrow(name);
}

bool operation_make_function(ThreadState *ts, Frame *frame, uint64_t word) {
    Function *function = object_new(ts, builtin_type(ts, KIND_FUNCTION), sizeof *function);
    if (!function) {
        return false;
    }
    Code *code = (Code *)value_object(frame->code->constants[operand_b(word)]);
    function->code = code;
    function->globals = value_object(borrow(ref_take_object(ts, frame->globals)));
    function->builtins = value_object(borrow(ref_take_object(ts, frame->builtins)));
    function->name = code->name;
    function->qualified_name = code->qualified_name;
    function->module = module_name(ts, frame);
    function->doc = code->flags & CODE_HAS_DOCSTRING ? code->constants[0] : NONE;
    Value *slots[] = {&function->defaults, &function->keyword_defaults, &function->annotations,
                      &function->closure, &function->type_parameters};
    uint32_t next = operand_c(word);
    for (uint32_t i = 0; i < 5; i++) {
        if (operand_d(word) & 1u << i) {
            *slots[i] = frame->registers[next];
            frame->registers[next++] = UNBOUND;
        }
    }
    register_set(ts, frame, operand_a(word), object_ref(function));
    return true;
}
