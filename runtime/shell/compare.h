// gilt compare: the same script with the GIL on and off, in turn.
#ifndef GILT_RUNTIME_SHELL_COMPARE_H
#define GILT_RUNTIME_SHELL_COMPARE_H

#include "runtime/shell/command_line.h"

// Runs the script n times in each mode after a warm-up and prints the table. Returns the exit
// status.
int compare_command(const CommandLine *line);

#endif
