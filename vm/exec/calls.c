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

// Calls a guest function whose arguments could be put in order where they stand. The reference
// to it moves from the callee's register if it is there, else a new one is taken.
static CallOutcome enter_in_place(ThreadState *ts, Frame *frame, const Call *call,
                                  Function *function) ATTACHED {
    Value *registers = frame->registers;
    Value *arguments = &registers[call->first];
    bool owns = value_same(registers[call->callee], object_value(function));
    if (!owns) {
        ref_take_object(ts, function);
    }
    Frame *pushed = frame_push(ts, function, arguments);
    if (UNLIKELY(!pushed)) {
        registers_release(ts, arguments, function->code->n_parameters);
        if (!owns) {
            object_release(ts, &function->head);
        }
        return CALL_FAILED;
    }
    pushed->result_register = call->result;
    if (owns) {
        registers[call->callee] = UNBOUND;
    } else {
        registers_release(ts, &registers[call->callee], call->first - call->callee);
    }
    return CALL_ENTERED;
}

// Calls a guest function. If its arguments cannot be bound in place they are bound above the
// caller's registers, where there is room.
static CallOutcome enter_function(ThreadState *ts, Frame *frame, const Call *call,
                                  Function *function) ATTACHED {
    Value *scratch = frame_scratch(ts, function->code->n_registers);
    if (LIKELY(scratch) &&
        bind_in_place(ts, function, &frame->registers[call->first], call->n, call->names)) {
        return enter_in_place(ts, frame, call, function);
    }
    if (error_is_set(ts)) {
        return CALL_FAILED;
    }
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

// Calls a built-in class by position. arguments[0] is the class, whose `constructor` is known.
static Ref construct(ThreadState *ts, Type *type, Value *arguments, size_t n) ATTACHED {
    NativeCallable *constructor = (NativeCallable *)value_object(type->constructor);
    if (value_is_null(type->initializer)) {
        return native_fits(constructor, n)
                   ? native_call_plain(ts, constructor, arguments, n)
                   : native_call(ts, constructor, arguments, n, NO_VALUE);
    }
    Ref instance = native_call_plain(ts, constructor, arguments, 1);
    if (ref_is_null(instance)) {
        return NO_REF;
    }
    arguments[0] = borrow(instance);
    NativeCallable *initializer = (NativeCallable *)value_object(type->initializer);
    Ref done = native_call_positional(ts, initializer, arguments, n);
    arguments[0] = object_value(type);
    if (ref_is_null(done)) {
        ref_drop(ts, instance);
        return NO_REF;
    }
    return instance;
}

// Calls a built-in class with what is in the registers; the class goes in front of the
// arguments, where it stands already or nothing does.
static CallOutcome call_builtin_class(ThreadState *ts, Frame *frame, const Call *call,
                                      Type *type) ATTACHED {
    Value *registers = frame->registers;
    Value *arguments = &registers[call->first - 1];
    arguments[0] = object_value(type);
    Ref result = construct(ts, type, arguments, call->n + 1);
    if (call->first - 1 != call->callee) {
        arguments[0] = UNBOUND;
    }
    if (ref_is_null(result)) {
        return CALL_FAILED;
    }
    release_operands(ts, frame, call);
    register_set(ts, frame, call->result, result);
    return CALL_DONE;
}

// The guest function that is the class's `__init__`; NO_REF without an exception if it is none.
// Remembered until the class changes (type_modified).
static Ref guest_initializer(ThreadState *ts, Type *type) ATTACHED {
    Value known = slot_load(&type->initializer);
    if (!ts->is_parallel && !value_is_null(known)) {
        return ref_take(ts, known);
    }
    Ref found = type_lookup(ts, type, known_name(ts, NAME_INIT));
    if (ref_is_null(found) || !value_is(borrow(found), KIND_FUNCTION)) {
        ref_drop(ts, found);
        return NO_REF;
    }
    if (!ts->is_parallel) {
        type->initializer = borrow(found);
    }
    return found;
}

// Enters `__init__` for a new instance: it stands in the register before the arguments, so
// nothing has to be moved. Takes the references to both.
static CallOutcome enter_initializer(ThreadState *ts, Frame *frame, Call *call, Ref instance,
                                     Ref initializer) ATTACHED {
    Function *function = (Function *)value_object(borrow(initializer));
    Value *registers = frame->registers;
    Value *arguments = &registers[call->first - 1];
    CallOutcome outcome;
    if (value_is_null(call->names) && function->code->is_simple &&
        function->code->n_positional == call->n + 1) {
        Value in_front = *arguments; // the class, or nothing
        *arguments = borrow(ref_take(ts, borrow(instance)));
        value_drop(ts, in_front); // not the last reference: the instance has one
        if (call->first - 1 != call->callee) {
            registers_release(ts, &registers[call->callee], 1);
        }
        Frame *pushed = frame_push(ts, function, arguments);
        outcome = pushed ? CALL_ENTERED : CALL_FAILED;
        if (pushed) {
            pushed->result_register = call->result;
            initializer = NO_REF;
        }
    } else {
        insert_self(frame, call, borrow(ref_take(ts, borrow(instance))));
        outcome = call_shifted(ts, frame, call, borrow(initializer));
    }
    ref_drop(ts, initializer);
    if (outcome == CALL_ENTERED) {
        ts->frame->flags |= FRAME_INITIALIZER;
        ts->frame->instance = borrow(instance);
    } else {
        ref_drop(ts, instance);
    }
    return outcome;
}

// Calling a class whose instances are plain and whose __init__ is a guest function: makes the
// instance and enters __init__, without going through C. A built-in class: its constructor. Any
// other class: the type's own call slot.
static CallOutcome call_class(ThreadState *ts, Frame *frame, Call *call, Type *type) ATTACHED {
    if (!value_is_null(type->constructor) && value_is_null(call->names)) {
        return call_builtin_class(ts, frame, call, type);
    }
    if (type->layout == KIND_INSTANCE &&
        !(type->flags & (TYPE_DEFINES_NEW | TYPE_DISALLOW_NEW)) && type->attributes_offset) {
        Ref initializer = guest_initializer(ts, type);
        if (!ref_is_null(initializer)) {
            Ref instance = instance_new(ts, type);
            if (!ref_is_null(instance)) {
                return enter_initializer(ts, frame, call, instance, initializer);
            }
            ref_drop(ts, initializer);
        }
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

// Whether `target` is a class that is called the way `type` calls classes: its metaclass has no
// `__call__` of its own, and it has no abstract methods.
static bool is_called_plainly(ThreadState *ts, Value target) ATTACHED {
    if (value_is(target, KIND_TYPE)) {
        return true;
    }
    const Type *plain = builtin_type(ts, KIND_TYPE);
    const Type *meta = value_type(ts, target);
    if (meta->layout != KIND_TYPE || meta->slots.call != plain->slots.call) {
        return false;
    }
    const Type *type = (const Type *)value_object(target);
    Ref names = dict_get_str(ts, type->dict, known_name(ts, NAME_ABSTRACT_METHODS));
    bool is_concrete = ref_is_null(names) || (value_is(borrow(names), KIND_FROZENSET) &&
                                              value_length(ts, borrow(names)) == 0);
    ref_drop(ts, names);
    return is_concrete && !error_is_set(ts);
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
    if (is_called_plainly(ts, target)) {
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

// What a call with *args or **keywords passes, spread out above the caller's registers.
typedef struct Spread {
    Value *arguments; // owned
    size_t n;
    Ref names; // of the last ones, or NO_REF
} Spread;

static void drop_spread(ThreadState *ts, Spread *spread) ATTACHED RUNS_GUEST {
    registers_release(ts, spread->arguments, (uint32_t)spread->n);
    ref_drop(ts, spread->names);
}

// Takes the items of `keywords` and their names. False with TypeError: a key that is no str.
static bool spread_keywords(ThreadState *ts, Spread *spread, Object *keywords) ATTACHED {
    size_t n = (size_t)((Dict *)keywords)->length;
    spread->names = tuple_new(ts, n);
    if (ref_is_null(spread->names)) {
        return false;
    }
    Tuple *names = (Tuple *)value_object(borrow(spread->names));
    int64_t position = 0;
    for (size_t i = 0; i < n; i++) {
        Ref key = NO_REF;
        Ref value = NO_REF;
        if (!dict_step(ts, keywords, &position, &key, &value)) {
            raise_error(ts, EXC_RUNTIME_ERROR, "dictionary changed size during iteration");
            return false;
        }
        slot_store(&names->items[i], borrow(key));
        spread->arguments[spread->n++] = borrow(value);
        if (!value_has_layout(ts, borrow(key), KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR, "keywords must be strings");
            return false;
        }
    }
    return true;
}

// Calls a guest function with `self` (NO_VALUE: none), a tuple and a dict (or NO_VALUE) without
// going through C.
static CallOutcome enter_unpacked(ThreadState *ts, Frame *frame, uint64_t word,
                                  Function *function, Value self) ATTACHED RUNS_GUEST {
    Value *operands = &frame->registers[operand_b(word)];
    const Tuple *tuple = (const Tuple *)value_object(operands[1]);
    bool has_keywords = operand_d(word) && ((Dict *)value_object(operands[2]))->length > 0;
    size_t n_keywords = has_keywords ? (size_t)((Dict *)value_object(operands[2]))->length : 0;
    size_t most = 1 + (size_t)tuple->length + n_keywords + 2 * function->code->n_registers;
    Spread spread = {.arguments = frame_scratch(ts, most), .names = NO_REF};
    if (!spread.arguments) {
        return CALL_FAILED;
    }
    if (!value_is_null(self)) {
        spread.arguments[spread.n++] = borrow(ref_take(ts, self));
    }
    for (int64_t i = 0; i < tuple->length; i++) {
        spread.arguments[spread.n++] = borrow(ref_take(ts, tuple->items[i]));
    }
    Value *bound = spread.arguments;
    bool ok = !has_keywords || spread_keywords(ts, &spread, value_object(operands[2]));
    if (ok && !bind_in_place(ts, function, bound, spread.n, borrow(spread.names))) {
        bound += spread.n;
        ok = !error_is_set(ts) && bind_function(ts, function, spread.arguments, spread.n,
                                                borrow(spread.names), bound);
    }
    Ref callee = ref_take_object(ts, function);
    Frame *pushed = ok ? frame_push(ts, function, bound) : NULL;
    if (!pushed) {
        if (ok) {
            registers_release(ts, bound, function->code->n_parameters);
        }
        if (bound != spread.arguments || !ok) {
            drop_spread(ts, &spread);
        } else {
            ref_drop(ts, spread.names);
        }
        ref_drop(ts, callee);
        return CALL_FAILED;
    }
    pushed->result_register = operand_a(word);
    if (bound != spread.arguments) {
        drop_spread(ts, &spread);
    } else {
        ref_drop(ts, spread.names);
    }
    registers_release(ts, operands, operand_d(word) ? 3 : 2);
    return CALL_ENTERED;
}

// Makes a tuple of what stands behind the star. False with TypeError in CPython's words.
static bool tuple_arguments(ThreadState *ts, Value callee, Value *arguments) ATTACHED {
    const TypeSlots *slots = &value_type(ts, *arguments)->slots;
    if (!slots->iterate && !slots->get_item) {
        raise_about_callee(ts, callee, "argument after * must be an iterable, not %s",
                           value_type_name(ts, *arguments));
        return false;
    }
    Ref tuple = tuple_from_iterable(ts, *arguments);
    if (ref_is_null(tuple)) {
        return false;
    }
    value_drop(ts, *arguments);
    *arguments = borrow(tuple);
    return true;
}

CallOutcome operation_call_unpacked(ThreadState *ts, Frame *frame, uint64_t word) {
    Value *registers = &frame->registers[operand_b(word)];
    Value target = registers[0];
    if (!value_is(registers[1], KIND_TUPLE) && !tuple_arguments(ts, target, &registers[1])) {
        return CALL_FAILED;
    }
    if (value_is(target, KIND_FUNCTION)) {
        return enter_unpacked(ts, frame, word, (Function *)value_object(target), NO_VALUE);
    }
    if (value_is(target, KIND_METHOD)) {
        const Method *method = (const Method *)value_object(target);
        if (value_is(method->function, KIND_FUNCTION)) {
            return enter_unpacked(ts, frame, word, (Function *)value_object(method->function),
                                  method->self);
        }
    }
    Value keywords = operand_d(word) ? registers[2] : NO_VALUE;
    Ref result = value_call_unpacked(ts, target, registers[1], keywords);
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
