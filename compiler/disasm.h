// The disassembler: code as text for people.
//
//       6   LOAD_GLOBAL   r1, counter
//           ADD_INT       r1, r1, 1
//           STORE_GLOBAL  r1, counter
//
// The first column is the source line, where it changes. Variables, names and constants are
// shown by name and value, temporaries as r1, r2 ..., jump targets as labels. The exception
// table follows the code, then the units nested in it.
#ifndef GILT_COMPILER_DISASM_H
#define GILT_COMPILER_DISASM_H

#include "compiler/arena.h"
#include "compiler/code.h"
#include "compiler/source.h"

// Returns the text of `unit` and the units nested in it, NUL-terminated, in `arena`; null when
// memory is exhausted. Stores its length in `*length` unless that is null. With `source` (else
// null) each line of the program stands before its code.
const char *disasm_unit(Arena *arena, const CodeUnit *unit, const Source *source,
                        size_t *length);

// What somebody else has to say about the code.
typedef struct DisasmNotes {
    void *context;
    int column; // where notes begin; longer instructions are cut
    // Called before a unit's first instruction, and behind its last: the text of whole lines,
    // in the arena, or null.
    const char *(*begin)(void *context, Arena *arena, const CodeUnit *unit);
    const char *(*end)(void *context, Arena *arena, const CodeUnit *unit);
    // The note beside the instruction at `word`, in the arena, or null.
    const char *(*note)(void *context, Arena *arena, const CodeUnit *unit, uint32_t word);
} DisasmNotes;

// The same with notes.
const char *disasm_unit_noted(Arena *arena, const CodeUnit *unit, const Source *source,
                              const DisasmNotes *notes);

#endif
