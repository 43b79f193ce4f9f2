// What the terminal on standard output can do.
#ifndef GILT_RUNTIME_SHELL_TERMINAL_H
#define GILT_RUNTIME_SHELL_TERMINAL_H

#include <stdbool.h>

// Whether it is a terminal that understands escape sequences.
bool terminal_has_escapes(void);

// Whether colours are wanted there, too: the environment variable NO_COLOR says no.
bool terminal_has_colour(void);

#endif
