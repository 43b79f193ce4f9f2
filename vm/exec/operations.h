// The instructions that are more than a few lines: what the dispatch loop calls out for.
//
// Each function carries out one instruction word for the frame, or the part of it that the
// loop's fast path has left: it reads the operand registers, consumes temporaries, writes the
// result register. All return false with the exception set; the operands that are still in
// registers are then released by the unwinding.
#ifndef GILT_VM_EXEC_OPERATIONS_H
#define GILT_VM_EXEC_OPERATIONS_H

#include "vm/base/contract.h"
#include "vm/exec/frame.h"
#include "vm/object/type.h"

typedef enum CallOutcome {
    CALL_FAILED,  // exception set
    CALL_DONE,    // the result is in its register
    CALL_ENTERED, // ts->frame is the callee's new frame: go on there
} CallOutcome;

// --- operators.c ---

// a = b op c, in place if d. The general form of the arithmetic opcodes.
bool operation_binary(ThreadState *ts, Frame *frame, uint64_t word,
                      BinaryOperator op) ATTACHED RUNS_GUEST;
// The same with the number c on the right.
bool operation_binary_int(ThreadState *ts, Frame *frame, uint64_t word,
                          BinaryOperator op) ATTACHED RUNS_GUEST;
bool operation_unary(ThreadState *ts, Frame *frame, uint64_t word,
                     UnaryOperator op) ATTACHED RUNS_GUEST;
// a = b op c.
bool operation_compare(ThreadState *ts, Frame *frame, uint64_t word,
                       CompareOperator op) ATTACHED RUNS_GUEST;
// The truth of `a op b` for the fused jumps (b is the number b if `with_int`): 0, 1, or -1.
int operation_compare_jump(ThreadState *ts, Frame *frame, uint64_t word, CompareOperator op,
                           bool with_int) ATTACHED RUNS_GUEST;
// The truth of `x in y` for registers x and y, which are consumed: 0, 1, or -1.
int operation_contains(ThreadState *ts, Frame *frame, uint32_t item,
                       uint32_t container) ATTACHED RUNS_GUEST;
// The truth of register a, which is consumed: 0, 1, or -1.
int operation_truth(ThreadState *ts, Frame *frame, uint32_t a) ATTACHED RUNS_GUEST;
bool operation_get_item(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_get_slice(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_get_item_int(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_set_item(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_delete_item(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_format(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- names.c ---

// The instructions of these names; `cache` is the word behind the instruction.
bool operation_load_global(ThreadState *ts, Frame *frame, uint64_t word,
                           uint64_t *cache) ATTACHED;
bool operation_store_global(ThreadState *ts, Frame *frame, uint64_t word,
                            uint64_t *cache) ATTACHED RUNS_GUEST;
bool operation_delete_global(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_load_name(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_load_name_or_global(ThreadState *ts, Frame *frame,
                                   uint64_t word) ATTACHED RUNS_GUEST;
bool operation_store_name(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_delete_name(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_load_name_or_free(ThreadState *ts, Frame *frame,
                                 uint64_t word) ATTACHED RUNS_GUEST;
bool operation_load_locals(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED;
bool operation_setup_annotations(ThreadState *ts, Frame *frame) ATTACHED RUNS_GUEST;
// Cells: MAKE_CELL, LOAD_/STORE_/DELETE_ CELL and FREE.
bool operation_make_cell(ThreadState *ts, Frame *frame, uint32_t a) ATTACHED;
// The content of a cell into register a; NameError or UnboundLocalError if empty. `free_index`
// is the index among the free variables, or -1 for a cell of the function's own in register
// `index`.
bool operation_load_cell(ThreadState *ts, Frame *frame, uint32_t a, Object *cell,
                         int free_index, uint32_t index) ATTACHED;
// Empties a cell; the same errors.
bool operation_delete_cell(ThreadState *ts, Frame *frame, Object *cell, int free_index,
                           uint32_t index) ATTACHED RUNS_GUEST;
// UnboundLocalError for the variable in register a. Always false.
bool raise_unbound_local(ThreadState *ts, Frame *frame, uint32_t a) ATTACHED;
bool operation_import_name(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_import_from(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_import_star(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- attribute_operations.c ---

// The instructions of these names; `cache` is the word behind the instruction. Reading a
// property may enter the function that reads it.
CallOutcome operation_load_attr(ThreadState *ts, Frame *frame, uint64_t word,
                                uint64_t *cache) ATTACHED RUNS_GUEST;
bool operation_store_attr(ThreadState *ts, Frame *frame, uint64_t word,
                          uint64_t *cache) ATTACHED RUNS_GUEST;
bool operation_delete_attr(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_load_method(ThreadState *ts, Frame *frame, uint64_t word,
                           uint64_t *cache) ATTACHED RUNS_GUEST;
// The method that LOAD_METHOD's cache remembers, while threads run in parallel; NO_REF if it is
// about something else.
Ref operation_cached_method(ThreadState *ts, Value v, uint64_t cache) ATTACHED;

// --- calls.c ---

// Calls `callee` (a register) with the n arguments in the registers from `first` on; with
// `names`, the last are passed by name. Consumes the callee and the arguments.
CallOutcome operation_call(ThreadState *ts, Frame *frame, uint32_t result, uint32_t callee,
                           uint32_t first, uint32_t n, Value names) ATTACHED RUNS_GUEST;
CallOutcome operation_call_unpacked(ThreadState *ts, Frame *frame,
                                    uint64_t word) ATTACHED RUNS_GUEST;
// The frame returns `result`: pops it and gives what the caller gets; NO_REF with the exception
// set if an
// __init__ returned something.
Ref operation_return_initializer(ThreadState *ts, Frame *frame, Ref result) ATTACHED RUNS_GUEST;
bool operation_make_function(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED;

// --- building.c ---

// BUILD_SLICE, _TUPLE, _LIST, _SET, _MAP, _STRING; LIST_APPEND.
bool operation_build(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_list_append(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED;
// LIST_EXTEND, LIST_TO_TUPLE, SET_ADD, SET_UPDATE, MAP_SET, MAP_UPDATE, MAP_MERGE.
bool operation_collect(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_unpack(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_unpack_star(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- control.c: iteration, exceptions, with ---

// The next item of the iterator in register b: 1 it is in register a, 2 it has been taken apart
// into the targets of the UNPACK that begins the loop's body, 0 exhausted (b released), -1.
int operation_for_iter(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
// RAISE, RAISE_FROM, RAISE_AGAIN: set the exception; always false.
bool operation_raise(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_raise_again(ThreadState *ts) ATTACHED;
void operation_push_handled(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED;
void operation_pop_handled(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_match_exception(ThreadState *ts, Frame *frame,
                               uint64_t word) ATTACHED RUNS_GUEST;
bool operation_match_group(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_reraise_group(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_with_enter(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_with_exit(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_print_result(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- await.c: yield from, await, async for ---

// GET_YIELD_FROM_ITER, GET_AWAITABLE, GET_ASYNC_ITER, GET_ASYNC_NEXT.
bool operation_get_yield_from_iterator(ThreadState *ts, Frame *frame,
                                       uint64_t word) ATTACHED RUNS_GUEST;
bool operation_get_awaitable(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_get_async_iterator(ThreadState *ts, Frame *frame,
                                  uint64_t word) ATTACHED RUNS_GUEST;
bool operation_get_async_next(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
// SEND to anything but a generator: 1 what it yields is in register a, 0 it has returned what
// is in register a, -1.
int operation_send(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
// END_ASYNC_FOR: false to raise the exception again, which is then set.
bool operation_end_async_for(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- match.c ---

// MATCH_SEQUENCE, MATCH_MAPPING: whether the type of b has the TypeFlag.
bool operation_match_type(ThreadState *ts, Frame *frame, uint64_t word, uint32_t flag) ATTACHED;
bool operation_get_length(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_match_keys(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_map_without(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;
bool operation_match_class(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED RUNS_GUEST;

// --- type_parameters.c ---

// The instructions of these names (PEP 695).
bool operation_make_type_parameter(ThreadState *ts, Frame *frame,
                                   uint64_t word) ATTACHED RUNS_GUEST;
bool operation_set_type_parameters(ThreadState *ts, Frame *frame, uint64_t word) ATTACHED;
bool operation_make_generic_base(ThreadState *ts, Frame *frame,
                                 uint64_t word) ATTACHED RUNS_GUEST;
bool operation_make_type_alias(ThreadState *ts, Frame *frame,
                               uint64_t word) ATTACHED RUNS_GUEST;

// --- unwind.c ---

// An exception is set in the innermost frame. Finds the handler, popping frames on the way,
// down to the entry frame of this dispatch loop. Returns the frame that handles it, its pc at
// the handler, or null when the entry frame is gone. `is_new`: a traceback entry for the
// raising frame is wanted.
Frame *unwind(ThreadState *ts, bool is_new) ATTACHED RUNS_GUEST;

#endif
