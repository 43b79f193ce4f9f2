// How iterators are copied and pickled: what their __reduce__ gives.
#ifndef GILT_RUNTIME_OBJECTS_ITERATOR_REDUCE_H
#define GILT_RUNTIME_OBJECTS_ITERATOR_REDUCE_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// (callable, arguments), or (callable, arguments, state) unless `state` is NO_VALUE. Takes over
// both references; NO_REF if one of them is none.
Ref reduce_to(ThreadState *ts, Ref callable, Ref arguments, Value state) ATTACHED;

// (iter, (sequence,), index): how an iterator goes on that has come to this index.
Ref reduce_at_index(ThreadState *ts, Value sequence, int64_t index) ATTACHED;
// (iter, (nothing,)): how an iterator goes on that has come to its end.
Ref reduce_to_end(ThreadState *ts, Ref nothing) ATTACHED;
// (iter, ([items],)): the items that a copy of an iterator still gives. Takes the copy over.
Ref reduce_to_rest(ThreadState *ts, Ref copy) ATTACHED RUNS_GUEST;

// The index that __setstate__ is given, brought into low .. high. False: exception set.
bool read_index_state(ThreadState *ts, Value state, int64_t low, int64_t high,
                      int64_t *out) ATTACHED RUNS_GUEST;

#endif
