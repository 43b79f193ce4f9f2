// The switch-point x-ray: bytecode with a column for every GIL policy, marking where the GIL
// may change hands, and the read-modify-write windows in brackets.
#ifndef GILT_RUNTIME_SHELL_XRAY_H
#define GILT_RUNTIME_SHELL_XRAY_H

#include "compiler/disasm.h"

// The text of a unit and those nested in it, in the arena; null without memory. `source` may be
// null.
const char *xray_unit(Arena *arena, const CodeUnit *unit, const Source *source);

// What the marks mean, for the end of the listing.
#define XRAY_LEGEND                                                                            \
    "\nBehind an instruction: * the GIL may change hands there, . it cannot, o it\n"           \
    "cannot as long as the name means the builtin. [ | ] from reading to writing.\n"

#endif
