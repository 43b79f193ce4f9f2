// The verifier. See verify.h for what it proves.
//
// A state has one bit per register: temporaries that are full, variables that surely have a
// value. At a merge the temporaries must agree; of the variables the intersection is kept, and
// what follows is walked again if it shrank. States are kept for jump targets and handlers
// only.
#include "compiler/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Variables of larger units are not followed.
#define LOCALS_FOLLOWED 4096

typedef struct Verifier {
    Arena *arena;
    const CodeUnit *unit;
    const char *problem; // the first, or null
    uint32_t n_bits;     // words of 64 bits in a state
    bool follows_locals;
    bool *is_start;    // per word: an instruction starts here
    bool *is_target;   // per word: control may come from elsewhere
    uint32_t *handler; // per word: innermost handler plus one, or 0
    uint64_t **states; // per word: at targets, once reached
    uint32_t *queue;   // targets to walk from
    uint32_t n_queue, queue_capacity;
    uint64_t *now, *scratch;
} Verifier;

static void problem(Verifier *v, uint32_t word, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void problem(Verifier *v, uint32_t word, const char *format, ...) {
    if (v->problem) {
        return;
    }
    char text[300];
    int n = snprintf(
        text, sizeof(text), "%.80s, word %u (%s): ", v->unit->qualified_name.text, word,
        word < v->unit->n_words && v->unit->words[word].instruction.op < OPCODE_COUNT
            ? OPCODE_INFO[v->unit->words[word].instruction.op].name
            : "?");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + n, sizeof(text) - (size_t)n, format, arguments);
    va_end(arguments);
    const char *copy = arena_copy(v->arena, text, strlen(text));
    v->problem = copy ? copy : "out of memory";
}

// --- first pass: layout and operand ranges ---

static uint32_t operand_of(Instruction i, int position) {
    return position == 0 ? i.d : position == 1 ? i.a : position == 2 ? i.b : i.c;
}

static void check_operand(Verifier *v, uint32_t word, Instruction i, int position) {
    const CodeUnit *unit = v->unit;
    char role = OPCODE_INFO[i.op].roles[position];
    uint32_t operand = operand_of(i, position);
    switch (role) {
    case 'w':
    case 'r':
    case 'k':
    case 'm':
        if (operand >= unit->n_registers && operand != NO_REGISTER) {
            problem(v, word, "register %u does not exist", operand);
        }
        break;
    case 'B': {
        uint32_t length = instruction_block_length(i);
        if (length && (operand < unit->n_locals || operand + length > unit->n_registers)) {
            problem(v, word, "block at register %u is not all temporaries", operand);
        }
        break;
    }
    case 'n':
        if (operand >= unit->n_names) {
            problem(v, word, "name %u does not exist", operand);
        }
        break;
    case 'K':
        if (operand >= unit->n_constants) {
            problem(v, word, "constant %u does not exist", operand);
        }
        break;
    default:
        break;
    }
}

static bool is_jump(Instruction i) {
    return OPCODE_INFO[i.op].roles[3] == 'j' ||
           (OPCODE_INFO[i.op].roles[2] == 'J' && i.op != OP_LOAD_INT);
}

static uint32_t next_word(const Verifier *v, uint32_t word) {
    return word + 1 + OPCODE_INFO[v->unit->words[word].instruction.op].caches;
}

static uint32_t jump_target(const Verifier *v, uint32_t word) {
    Instruction i = v->unit->words[word].instruction;
    int32_t offset = OPCODE_INFO[i.op].roles[3] == 'j' ? (int16_t)i.c : instruction_wide(i);
    return next_word(v, word) + (uint32_t)offset;
}

static void check_layout(Verifier *v) {
    const CodeUnit *unit = v->unit;
    uint32_t word = 0;
    while (word < unit->n_words && !v->problem) {
        Instruction i = unit->words[word].instruction;
        if (i.op >= OPCODE_COUNT) {
            problem(v, word, "no such opcode");
            return;
        }
        for (int position = 0; position < 4; position++) {
            check_operand(v, word, i, position);
        }
        v->is_start[word] = true;
        word = next_word(v, word);
    }
    if (word != unit->n_words) {
        problem(v, unit->n_words, "the last instruction lacks its caches");
    }
}

static void check_jumps(Verifier *v) {
    const CodeUnit *unit = v->unit;
    for (uint32_t word = 0; word < unit->n_words && !v->problem; word++) {
        if (v->is_start[word] && is_jump(unit->words[word].instruction)) {
            uint32_t target = jump_target(v, word);
            if (target >= unit->n_words || !v->is_start[target]) {
                problem(v, word, "jumps to %u, where no instruction starts", target);
                return;
            }
            v->is_target[target] = true;
        }
    }
    for (uint32_t i = unit->n_handlers; i-- > 0 && !v->problem;) {
        CodeHandler handler = unit->handlers[i];
        if (handler.start >= handler.end || handler.end > unit->n_words ||
            handler.handler >= unit->n_words || !v->is_start[handler.start] ||
            !v->is_start[handler.handler] || handler.depth < unit->n_locals ||
            handler.depth >= unit->n_registers) {
            problem(v, handler.start, "handler %u is out of range", i);
            return;
        }
        v->is_target[handler.handler] = true;
        for (uint32_t word = handler.start; word < handler.end; word++) {
            v->handler[word] = i + 1; // the innermost comes first, so it is written last
        }
    }
}

// --- second pass: states ---

static bool is_full(const uint64_t *state, uint32_t reg) {
    return state[reg / 64] >> (reg % 64) & 1;
}

static void set_full(uint64_t *state, uint32_t reg, bool is_full_now) {
    uint64_t bit = (uint64_t)1 << (reg % 64);
    state[reg / 64] = is_full_now ? state[reg / 64] | bit : state[reg / 64] & ~bit;
}

// Lets `state` arrive at a target.
static void arrive(Verifier *v, uint32_t from, uint32_t target, const uint64_t *state) {
    uint64_t *known = v->states[target];
    bool is_new = !known;
    if (is_new) {
        known = v->states[target] = arena_alloc_array(v->arena, v->n_bits, sizeof(uint64_t));
        if (!known) {
            problem(v, from, "out of memory");
            return;
        }
        memcpy(known, state, v->n_bits * sizeof(uint64_t));
    }
    bool has_shrunk = is_new;
    uint32_t n_locals = v->unit->n_locals;
    for (uint32_t i = 0; i < v->n_bits; i++) {
        uint64_t differ = known[i] ^ state[i];
        if (!differ) {
            continue;
        }
        uint64_t locals = n_locals >= (i + 1) * 64 ? ~(uint64_t)0
                          : n_locals <= i * 64     ? 0
                                                   : ((uint64_t)1 << (n_locals % 64)) - 1;
        if (differ & ~locals) {
            problem(v, from, "temporary r%u is full or empty at %u depending on the way",
                    i * 64 + (uint32_t)__builtin_ctzll(differ & ~locals) - n_locals + 1,
                    target);
            return;
        }
        has_shrunk |= (known[i] & ~state[i]) != 0;
        known[i] &= state[i];
    }
    if (has_shrunk) {
        if (v->n_queue == v->queue_capacity) {
            problem(v, from, "the walk does not end");
            return;
        }
        v->queue[v->n_queue++] = target;
    }
}

// Takes the value out of a register: a temporary is empty afterwards.
static void take(Verifier *v, uint32_t word, uint32_t reg, bool is_kept) {
    bool is_local = reg < v->unit->n_locals;
    if (reg == NO_REGISTER || v->problem) {
        return;
    }
    if (!is_full(v->now, reg) && (!is_local || v->follows_locals)) {
        problem(v, word, "reads %s %u, which may be empty", is_local ? "variable" : "temporary",
                is_local ? reg : reg - v->unit->n_locals + 1);
    } else if (!is_local && !is_kept) {
        set_full(v->now, reg, false);
    }
}

static void put(Verifier *v, uint32_t word, uint32_t reg) {
    if (reg == NO_REGISTER || v->problem) {
        return;
    }
    if (reg >= v->unit->n_locals && is_full(v->now, reg)) {
        problem(v, word, "writes temporary %u, which is full", reg - v->unit->n_locals + 1);
    }
    set_full(v->now, reg, true);
}

static bool may_touch_empty(Opcode op) {
    return op == OP_CHECK_BOUND || op == OP_DELETE_LOCAL || op == OP_CLEAR_LOCAL ||
           op == OP_MAKE_CELL;
}

static void take_operands(Verifier *v, uint32_t word, Instruction i) {
    for (int position = 0; position < 4; position++) {
        uint32_t operand = operand_of(i, position);
        switch (OPCODE_INFO[i.op].roles[position]) {
        case 'r':
            take(v, word, operand, false);
            break;
        case 'k':
        case 'm':
            if (!may_touch_empty(i.op)) {
                take(v, word, operand, true);
            }
            break;
        case 'B':
            if (i.op == OP_WITH_ENTER) {
                take(v, word, operand, false);
            } else if (!instruction_writes_block(i)) {
                for (uint32_t k = 0; k < instruction_block_length(i); k++) {
                    take(v, word, operand + k, false);
                }
            }
            break;
        default:
            break;
        }
    }
}

static void put_results(Verifier *v, uint32_t word, Instruction i) {
    for (int position = 0; position < 4; position++) {
        uint32_t operand = operand_of(i, position);
        char role = OPCODE_INFO[i.op].roles[position];
        if (role == 'w') {
            put(v, word, operand);
        } else if (role == 'B' && (instruction_writes_block(i) || i.op == OP_WITH_ENTER ||
                                   i.op == OP_MATCH_CLASS)) {
            for (uint32_t k = 0; k < instruction_block_length(i); k++) {
                put(v, word, operand + k);
            }
        }
    }
    if (i.op == OP_CHECK_BOUND || i.op == OP_MAKE_CELL) {
        set_full(v->now, i.a, true);
    } else if (i.op == OP_DELETE_LOCAL || i.op == OP_CLEAR_LOCAL) {
        set_full(v->now, i.a, false);
    }
}

static bool cannot_raise(Opcode op) {
    switch (op) {
    case OP_NOP:
    case OP_LOAD_CONST:
    case OP_LOAD_INT:
    case OP_LOAD_NONE:
    case OP_MOVE:
    case OP_COPY:
    case OP_DROP:
    case OP_CLEAR_LOCAL:
    case OP_PUSH_HANDLED:
    case OP_POP_HANDLED:
        return true;
    default:
        return false;
    }
}

// Lets the exception that this instruction may raise arrive at its handler. `v->scratch` holds
// the state before it.
static void arrive_at_handler(Verifier *v, uint32_t word, Instruction i) {
    if (!v->handler[word] || cannot_raise(i.op) || v->problem) {
        return;
    }
    CodeHandler handler = v->unit->handlers[v->handler[word] - 1];
    for (uint32_t reg = v->unit->n_locals; reg < handler.depth; reg++) {
        if (is_full(v->scratch, reg) != is_full(v->now, reg)) {
            problem(v, word, "changes temporary %u, which its handler relies on",
                    reg - v->unit->n_locals + 1);
            return;
        }
    }
    for (uint32_t reg = handler.depth; reg < v->unit->n_registers; reg++) {
        set_full(v->scratch, reg, reg == handler.depth);
    }
    arrive(v, word, handler.handler, v->scratch);
}

static bool ends_here(Opcode op) {
    return op == OP_JUMP || op == OP_RETURN || op == OP_RETURN_NONE || op == OP_RAISE ||
           op == OP_RAISE_FROM || op == OP_RAISE_AGAIN || op == OP_RERAISE;
}

static void check_return(Verifier *v, uint32_t word) {
    for (uint32_t reg = v->unit->n_locals; reg < v->unit->n_registers; reg++) {
        if (is_full(v->now, reg)) {
            problem(v, word, "returns with temporary %u full", reg - v->unit->n_locals + 1);
        }
    }
}

// Lets control arrive where the instruction jumps to, and leaves in `now` what falls through.
static void follow_jump(Verifier *v, uint32_t word, Instruction i) {
    uint32_t target = jump_target(v, word);
    switch (i.op) {
    case OP_FOR_ITER: // jumps with an item, falls through without iterator
        memcpy(v->scratch, v->now, v->n_bits * sizeof(uint64_t));
        put(v, word, i.a);
        arrive(v, word, target, v->now);
        memcpy(v->now, v->scratch, v->n_bits * sizeof(uint64_t));
        take(v, word, i.b, false);
        break;
    case OP_JUMP_IF_OR_DROP:
    case OP_JUMP_UNLESS_OR_DROP:
        arrive(v, word, target, v->now);
        take(v, word, i.a, false);
        break;
    default:
        arrive(v, word, target, v->now);
        break;
    }
}

// Walks on from a target until the flow ends or meets another target.
static void walk(Verifier *v, uint32_t word) {
    memcpy(v->now, v->states[word], v->n_bits * sizeof(uint64_t));
    bool is_first = true;
    while (!v->problem) {
        if (word >= v->unit->n_words) {
            problem(v, word, "control runs off the end");
            return;
        }
        if (v->is_target[word] && !is_first) {
            arrive(v, word, word, v->now);
            return;
        }
        is_first = false;
        Instruction i = v->unit->words[word].instruction;
        memcpy(v->scratch, v->now, v->n_bits * sizeof(uint64_t));
        take_operands(v, word, i);
        arrive_at_handler(v, word, i);
        if (i.op != OP_FOR_ITER) {
            put_results(v, word, i);
        }
        if (is_jump(i)) {
            follow_jump(v, word, i);
        }
        if (i.op == OP_RETURN || i.op == OP_RETURN_NONE) {
            check_return(v, word);
        }
        if (ends_here(i.op)) {
            return;
        }
        word = next_word(v, word);
    }
}

static void set_parameters_full(Verifier *v, uint64_t *state) {
    const CodeUnit *unit = v->unit;
    uint32_t n = unit->n_positional + unit->n_keyword_only + !!(unit->flags & CODE_VARARGS) +
                 !!(unit->flags & CODE_VARKEYWORDS);
    if (n > unit->n_locals) {
        problem(v, 0, "has more parameters than variables");
        return;
    }
    for (uint32_t reg = 0; reg < n; reg++) {
        set_full(state, reg, true);
    }
    for (uint32_t reg = 0; !v->follows_locals && reg < unit->n_locals; reg++) {
        set_full(state, reg, true);
    }
}

static void check_unit(Verifier *v) {
    const CodeUnit *unit = v->unit;
    uint32_t n = unit->n_words;
    v->n_bits = unit->n_registers / 64 + 1;
    v->follows_locals = unit->n_locals <= LOCALS_FOLLOWED;
    v->queue_capacity = n * 4 + 64;
    v->is_start = arena_alloc_array(v->arena, (size_t)n + 1, sizeof(bool));
    v->is_target = arena_alloc_array(v->arena, (size_t)n + 1, sizeof(bool));
    v->handler = arena_alloc_array(v->arena, (size_t)n + 1, sizeof(uint32_t));
    v->states = arena_alloc_array(v->arena, (size_t)n + 1, sizeof(uint64_t *));
    v->queue = arena_alloc_array(v->arena, v->queue_capacity, sizeof(uint32_t));
    v->now = arena_alloc_array(v->arena, v->n_bits, sizeof(uint64_t));
    v->scratch = arena_alloc_array(v->arena, v->n_bits, sizeof(uint64_t));
    if (v->arena->is_out_of_memory) {
        problem(v, 0, "out of memory");
        return;
    }
    check_layout(v);
    if (v->problem) {
        return;
    }
    check_jumps(v);
    set_parameters_full(v, v->now);
    if (v->problem) {
        return;
    }
    arrive(v, 0, 0, v->now);
    while (v->n_queue && !v->problem) {
        walk(v, v->queue[--v->n_queue]);
    }
}

static const char *verify_constant(Arena *arena, const Constant *constant) {
    return constant->kind == CONSTANT_CODE ? verify_unit(arena, constant->code) : NULL;
}

const char *verify_unit(Arena *arena, const CodeUnit *unit) {
    Verifier verifier = {.arena = arena, .unit = unit};
    if (unit->n_registers < unit->n_locals || unit->n_registers > MAX_REGISTERS ||
        unit->n_words == 0) {
        return "a unit's sizes are wrong";
    }
    check_unit(&verifier);
    for (uint32_t i = 0; i < unit->n_constants && !verifier.problem; i++) {
        verifier.problem = verify_constant(arena, &unit->constants[i]);
    }
    return verifier.problem;
}
