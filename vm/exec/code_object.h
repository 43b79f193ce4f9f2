// Code objects: a compiled unit (compiler/code.h) made into guest values.
//
// Names are interned, constants are values, everything hangs off one immortal object, so
// running code never counts references to it. Only the words change afterwards: their inline
// caches.
#ifndef GILT_VM_EXEC_CODE_OBJECT_H
#define GILT_VM_EXEC_CODE_OBJECT_H

#include "compiler/code.h"
#include "vm/base/contract.h"
#include "vm/object/layouts.h"

struct Code {
    Object head;
    uint32_t flags; // CodeFlag
    uint32_t n_positional_only;
    uint32_t n_positional; // positional-only included
    uint32_t n_keyword_only;
    uint32_t n_parameters; // all of them, *args and **kwargs included
    uint32_t n_locals;
    uint32_t n_registers;
    uint32_t n_words;
    uint32_t n_free;
    uint32_t n_names;
    uint32_t n_constants;
    uint32_t n_handlers;
    uint32_t first_line;
    bool is_simple; // only positional parameters and no generator: a call needs no binding
    bool is_unseen; // leaves no entry in tracebacks: stands for what CPython has in C; atomic
    CodeWord *words;
    Value *constants;
    Value *names;         // interned Strs
    Value *local_names;   // interned Strs
    uint8_t *local_kinds; // LocalKind
    Value *free_names;    // interned Strs
    CodePosition *positions;
    CodeHandler *handlers;
    struct CodeWindows *windows; // what vm/observe/collisions.h found; atomic, null: nothing
    Value name;
    Value qualified_name;
    Value file_name;
};

// Makes a code object, and those of the units within it. NO_REF with MemoryError.
Ref code_new(ThreadState *ts, const CodeUnit *unit) ATTACHED;
// The same with `constants` (borrowed) in place of the unit's.
Ref code_new_with(ThreadState *ts, const CodeUnit *unit, const Value *constants) ATTACHED;

// A code object that is the same but for what the caller changes before anybody else sees it;
// with empty caches. NO_REF with MemoryError.
Ref code_copy(ThreadState *ts, const Code *code) ATTACHED;

// Puts another constant into a copy, which nobody else may have seen yet.
void code_set_constant(ThreadState *ts, Code *code, uint32_t index, Value v) ATTACHED;

// The handler for what is raised at a word, or null. ANY_THREAD: code does not change.
const CodeHandler *code_find_handler(const Code *code, uint32_t word);

// Whether the code is of the guest library, whose files are called <gilt>/NAME.py. ANY_THREAD.
bool code_is_library(const Code *code);

// The source position of a word.
static inline CodePosition code_position(const Code *code, uint32_t word) {
    return code->positions[word < code->n_words ? word : code->n_words - 1];
}

#endif
