// The assembler: words, labels, pools and the exception table of one unit of code in the
// making.
//
// Code generation calls `emit` for every instruction; the emitter keeps what the instructions
// mean for the code behind them, so that the generator need not:
//
//     reachability   behind a JUMP, RETURN or RAISE nothing is emitted until a label is
//                    bound that somebody jumps to; dead code costs nothing
//     bound set      which variables surely have a value here; it flows along jumps, a label
//                    receives the intersection of what arrives
//     depth          how many temporaries are in use; temporary number i is register
//                    n_locals + i
//
// Jump offsets are 16 bits wide in fused instructions. In a unit so large that they might not
// reach, `emitter_finish` stretches every far jump into a near one around a 32-bit JUMP:
//
//         JUMP_LESS a, b, far           JUMP_LESS a, b, 1
//                                       JUMP      2
//                                    1: JUMP      far
//                                    2:
//
// Invariant: offsets recorded in labels and handlers count words of the unstretched code.
// Failures (memory, too many registers ...) are remembered in `error`; emitting goes on
// harmlessly.
#ifndef GILT_COMPILER_EMIT_H
#define GILT_COMPILER_EMIT_H

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/code.h"

typedef uint16_t Register;
typedef uint32_t Label;

// Where an unbound label is.
#define LABEL_UNBOUND UINT32_MAX

typedef struct LabelState {
    uint32_t offset;
    bool is_reached; // something jumps here, or falls in
    uint64_t *bound; // variables bound on every way here; null until reached
} LabelState;

// A jump whose offset is filled in at the end.
typedef struct JumpFix {
    uint32_t word;
    Label target;
} JumpFix;

typedef struct HandlerRange {
    uint32_t start;
    uint32_t end;
    Label handler;
    uint32_t depth; // temporaries that survive
} HandlerRange;

// Open addressing from keys (names or constants) to pool indexes, stored plus one; 0 is free.
typedef struct PoolIndex {
    uint32_t *slots;
    uint32_t capacity;
} PoolIndex;

typedef struct Emitter {
    Arena *arena;      // borrowed; holds everything
    const char *error; // the first failure's message; static
    uint32_t n_locals;
    uint32_t depth;     // temporaries in use
    uint32_t depth_max; // most ever in use
    bool is_reachable;
    uint32_t barrier; // something refers to this offset: words before it are final
    uint64_t *bound;  // n_bound_words of them, as is `unbindable`
    uint64_t *unbindable;
    uint32_t n_bound_words;

    CodeWord *words;
    CodePosition *positions;
    uint32_t n_words, words_capacity;
    LabelState *labels;
    uint32_t n_labels, labels_capacity;
    JumpFix *fixes;
    uint32_t n_fixes, fixes_capacity;
    HandlerRange *handlers;
    uint32_t n_handlers, handlers_capacity;
    const Name **names;
    uint32_t n_names, names_capacity;
    PoolIndex names_index;
    Constant *constants;
    uint32_t n_constants, constants_capacity;
    PoolIndex constants_index;
} Emitter;

// Makes `emitter` an empty unit with `n_locals` variables, none bound, no temporaries. Memory
// comes from `arena` (borrowed). Failure shows in `error`.
void emitter_init(Emitter *emitter, Arena *arena, uint32_t n_locals);

// Appends an instruction with its empty caches if this place is reachable. `at` is what it is
// to be blamed on; null: nothing in the source. Returns the instruction's index.
uint32_t emit(Emitter *emitter, Opcode op, unsigned d, unsigned a, unsigned b, unsigned c,
              const SourceRange *at);

// Appends an instruction with a 32-bit number in b and c.
void emit_wide(Emitter *emitter, Opcode op, unsigned a, int32_t number, const SourceRange *at);

// Appends a jump of any kind to `target`; the jump operand of `op` is left out of a, b.
void emit_jump(Emitter *emitter, Opcode op, unsigned d, unsigned a, unsigned b, Label target,
               const SourceRange *at);

// Returns a new label, not bound yet.
Label emitter_new_label(Emitter *emitter);

// Puts `label` here. What arrived at it by jumps so far is merged with what falls in.
void emitter_bind(Emitter *emitter, Label label);

// Tells `label` that control may come from here, with what is bound here minus what any `del`
// of the unit may unbind: what loop heads may rely on.
void emitter_reach_later(Emitter *emitter, Label label);

// The same for an exception handler, which is reached only if it turns out to protect some
// code.
void emitter_expect(Emitter *emitter, Label label);

// Returns the offset of the next word, to be given to emitter_add_handler.
uint32_t emitter_here(Emitter *emitter);

// Adds a handler for the words from `start` to here, unless there are none: temporaries from
// `depth` on are released, the exception arrives in temporary `depth`. Inner ranges are added
// first.
void emitter_add_handler(Emitter *emitter, uint32_t start, Label handler, uint32_t depth);

// Takes the next temporary.
Register emitter_push(Emitter *emitter);

// Returns the register of temporary number `i`.
Register emitter_temporary(const Emitter *emitter, uint32_t i);

// Whether `reg` is a variable's register.
static inline bool emitter_is_local(const Emitter *emitter, Register reg) {
    return reg < emitter->n_locals;
}

// The bound set, at this place. Variables marked unbindable may lose their value again by a
// `del` somewhere in the unit.
bool emitter_is_bound(const Emitter *emitter, Register local);
void emitter_set_bound(Emitter *emitter, Register local, bool is_bound);
void emitter_set_unbindable(Emitter *emitter, Register local);

// Return the index of a name or a constant in the unit's pool, adding it if it is new. The
// constant is copied, its text and items are borrowed. 1, 1.0, True and -0.0 are different
// constants.
uint16_t emitter_name(Emitter *emitter, const Name *name);
uint16_t emitter_constant(Emitter *emitter, const Constant *constant);

// Fills in words, positions, names, constants, handlers and n_registers of `unit`. Does nothing
// if there was an error.
void emitter_finish(Emitter *emitter, CodeUnit *unit);

#endif
