// Includes what the door hides, and the one thing it shows.
#include "compiler/ast.h"
#include "compiler/code.h"
