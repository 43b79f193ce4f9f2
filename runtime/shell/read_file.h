// Reading a whole file.
#ifndef GILT_RUNTIME_SHELL_READ_FILE_H
#define GILT_RUNTIME_SHELL_READ_FILE_H

#include <stddef.h>

// The contents of a file, or of standard input for "-", in malloc'ed memory; null with errno
// set. Blocks: call it detached.
char *read_file(const char *path, size_t *size);

#endif
