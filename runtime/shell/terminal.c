// Asking the environment about the terminal.
#include "runtime/shell/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_has_escapes(void) {
    const char *kind = getenv("TERM");
    return isatty(1) && kind && strcmp(kind, "dumb") != 0;
}

bool terminal_has_colour(void) {
    const char *no_colour = getenv("NO_COLOR");
    return terminal_has_escapes() && !(no_colour && *no_colour);
}
