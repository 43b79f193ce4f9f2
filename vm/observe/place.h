// Places of the guest program as text, for reports: no thread state is needed, since code and
// its names are immortal.
#ifndef GILT_VM_OBSERVE_PLACE_H
#define GILT_VM_OBSERVE_PLACE_H

#include <stddef.h>

#include "vm/object/thread_state.h"

// Each writes at most `size` bytes of UTF-8, zero included, cut between characters. Without a
// place they write "-". ANY_THREAD.

// The file's name without its folder.
void place_file(char *text, size_t size, GuestPlace place);
// The function's qualified name.
void place_function(char *text, size_t size, GuestPlace place);
// "file.py:12".
void place_file_line(char *text, size_t size, GuestPlace place);
// "file.py:12 in function", or "?" if there is none. PLACE_SIZE bytes are room enough.
void place_describe(char *text, size_t size, GuestPlace place);
#define PLACE_SIZE 256
// The line, 0 if there is none.
uint32_t place_line(GuestPlace place);

#endif
