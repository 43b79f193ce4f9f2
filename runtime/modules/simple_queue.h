// queue.SimpleQueue: what other files need of it.
#ifndef GILT_RUNTIME_MODULES_SIMPLE_QUEUE_H
#define GILT_RUNTIME_MODULES_SIMPLE_QUEUE_H

#include "vm/base/contract.h"
#include "vm/object/object.h"

// In the child after fork(): no other thread waits for an item of this queue, or has just
// stopped waiting.
void simple_queue_after_fork(Object *queue) STOPPED;

#endif
