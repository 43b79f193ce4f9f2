// gilt dis FILE: the bytecode of a program.
#ifndef GILT_RUNTIME_SHELL_DIS_COMMAND_H
#define GILT_RUNTIME_SHELL_DIS_COMMAND_H

#include <stdbool.h>

// Prints the bytecode of a file on stdout. Returns the exit status; errors are on stderr.
int dis_command(const char *path, bool has_switch_points);

#endif
