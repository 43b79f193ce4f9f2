// A timeline: what every thread did from when to when, and how the GIL went from one to the
// next. Made from the event log after the fact; nothing here runs while the program does.
//
//     events of a thread   start   want   run      block leave       unblock run     leave end
//                            |      |      |            |               |     |        |
//     spans of its lane      [ out  ][wait ][ run       ][ sleep        ][wait][ run   ]
//
// A hand-over is the whole story of one switch of the GIL, told by several threads:
//
//     taker    want ........ request ............................... woken  run
//     holder   run                        seen (at an instruction)  leave
//                            |<-- asked -->|<------- dropped ------>|<woken>|<taken>
#ifndef GILT_VM_OBSERVE_TIMELINE_H
#define GILT_VM_OBSERVE_TIMELINE_H

#include "vm/thread/event_log.h"

typedef enum LaneState {
    LANE_RUN,   // attached: with a GIL, holds it
    LANE_WAIT,  // could run, and waits for the GIL
    LANE_SLEEP, // in time.sleep and the like
    LANE_LOCK,  // waits for a lock
    LANE_JOIN,  // waits for a thread to end
    LANE_IO,    // waits for a file, a socket, a process
    LANE_OUT,   // outside for a reason that has no name, or not yet begun
    LANE_STOP,  // held by a stopped world
    LANE_STATE_COUNT
} LaneState;

// One state of one thread. Times are nanoseconds since the timeline's start.
typedef struct Span {
    uint64_t start_ns;
    uint64_t end_ns;
    GuestPlace place; // of LANE_RUN: where it ended; else where the wait began; or none
    uint64_t number;  // of the lock or thread waited for; of LANE_RUN: the tenure
    uint8_t state;    // LaneState
    uint8_t left;     // of LANE_RUN: LeaveReason
} Span;

typedef struct Lane {
    uint64_t id; // ThreadState.id
    char name[GUEST_THREAD_NAME_SIZE];
    Span *spans; // in order, without overlap
    size_t n;
    uint64_t dropped; // events there was no room for: the lane begins late
    uint64_t total_ns[LANE_STATE_COUNT];
} Lane;

// A time in a hand-over that is not known, or did not happen.
#define HANDOVER_NONE UINT64_MAX

typedef struct HandOver {
    size_t from; // lanes
    size_t to;
    size_t requester;      // who asked first; LANE_NOBODY
    uint64_t wanted_ns;    // the taker began to wait, or HANDOVER_NONE
    uint64_t requested_ns; // the first request of this tenure, or HANDOVER_NONE
    uint64_t seen_ns;      // the holder was at a switch point, or HANDOVER_NONE
    uint64_t left_ns;
    uint64_t woken_ns; // or HANDOVER_NONE
    uint64_t taken_ns;
    LeaveReason reason;
    GuestPlace place; // what the holder executed when it gave way
} HandOver;

#define LANE_NOBODY SIZE_MAX

// The collector's pauses, and switches of the mode.
typedef struct Mark {
    uint64_t start_ns;
    uint64_t end_ns;
    size_t lane;
    EventKind kind;  // EVENT_COLLECT_BEGIN or EVENT_POLICY
    uint64_t number; // by kind
} Mark;

typedef struct Timeline {
    uint64_t length_ns;
    Lane *lanes;
    size_t n_lanes;
    HandOver *handovers; // in order of taken_ns
    size_t n_handovers;
    Mark *marks;
    size_t n_marks;
    uint64_t dropped; // of all lanes
} Timeline;

// Builds the timeline of a trace; false without memory, *out is empty then. timeline_free frees
// it.
bool timeline_build(const EventTrace *trace, Timeline *out);
void timeline_free(Timeline *timeline);

// "run", "wait", ...
const char *lane_state_name(LaneState state);
// The nanoseconds from the request until the GIL was taken; of a voluntary release, from when
// it was both released and wanted.
uint64_t handover_latency(const HandOver *handover);

#endif
