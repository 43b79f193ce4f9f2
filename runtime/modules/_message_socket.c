// The module _message_socket: many messages in one system call.
//
// A socket of the kind SOCK_SEQPACKET keeps messages apart. Here a list of them is sent, or
// received, as far as that is possible at once; nothing here waits, so the threads stay
// attached. The messages must be short: they are received on the stack.
#include <errno.h>
#include <sys/socket.h>

#include "runtime/modules/socket_address.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/list.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/object/thread_state.h"

#define MESSAGE_SIZE_MAX  2048
#define SEND_COUNT_MAX    64 // in one system call
#define RECEIVE_COUNT_MAX 16

// Messages for the system: each is one stretch of bytes.
static void prepare(struct mmsghdr *headers, struct iovec *parts, size_t n) {
    for (size_t i = 0; i < n; i++) {
        headers[i] = (struct mmsghdr){.msg_hdr = {.msg_iov = &parts[i], .msg_iovlen = 1}};
    }
}

// Of a call's result, -1 or a number: 0 if nothing could be done at once, -1 with the exception
// set.
static int number_done(ThreadState *ts, int result) ATTACHED {
    if (result >= 0) {
        return result;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        return 0;
    }
    raise_os_error(ts, errno, NO_VALUE);
    return -1;
}

// Sends the first n messages; how many were sent, -1 with the exception set.
static int send_some(ThreadState *ts, int fd, const Value *messages, size_t n) ATTACHED {
    struct mmsghdr headers[SEND_COUNT_MAX];
    struct iovec parts[SEND_COUNT_MAX];
    for (size_t i = 0; i < n; i++) {
        if (!value_is(messages[i], KIND_BYTES)) {
            raise_error(ts, EXC_TYPE_ERROR, "messages must be bytes, not %s",
                        value_type_name(ts, messages[i]));
            return -1;
        }
        const Bytes *bytes = bytes_of(messages[i]);
        parts[i] = (struct iovec){(void *)(uintptr_t)bytes->data, bytes->length};
    }
    prepare(headers, parts, n);
    int sent;
    do {
        sent = sendmmsg(fd, headers, (unsigned)n, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return number_done(ts, sent);
}

static Ref messages_send(ThreadState *ts, const Value *a) ATTACHED {
    int fd;
    if (!socket_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    if (!value_is(a[1], KIND_LIST)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a list of messages is required, not %s",
                           value_type_name(ts, a[1]));
    }
    ListSnapshot list;
    if (!list_snapshot(ts, value_object(a[1]), &list)) {
        return NO_REF;
    }
    int64_t done = 0;
    int sent, asked;
    do {
        int64_t left = list.length - done;
        asked = (int)(left < SEND_COUNT_MAX ? left : SEND_COUNT_MAX);
        sent = asked ? send_some(ts, fd, list.items + done, (size_t)asked) : 0;
        done += sent;
    } while (sent == asked && asked);
    list_snapshot_drop(ts, &list);
    return sent < 0 ? NO_REF : owned(value_from_int(done));
}

static Ref messages_receive(ThreadState *ts, const Value *a) ATTACHED {
    uint8_t data[RECEIVE_COUNT_MAX][MESSAGE_SIZE_MAX];
    struct mmsghdr headers[RECEIVE_COUNT_MAX];
    struct iovec parts[RECEIVE_COUNT_MAX];
    int fd;
    if (!socket_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    for (int i = 0; i < RECEIVE_COUNT_MAX; i++) {
        parts[i] = (struct iovec){data[i], sizeof data[i]};
    }
    prepare(headers, parts, RECEIVE_COUNT_MAX);
    int n;
    do {
        n = recvmmsg(fd, headers, RECEIVE_COUNT_MAX, MSG_DONTWAIT, NULL);
    } while (n < 0 && errno == EINTR);
    n = number_done(ts, n);
    Ref list = n < 0 ? NO_REF : list_new(ts, 0);
    for (int i = 0; i < n && !ref_is_null(list) && headers[i].msg_len > 0; i++) {
        Ref message = bytes_new(ts, data[i], headers[i].msg_len);
        if (ref_is_null(message) ||
            !list_append_owned(ts, value_object(borrow(list)), message)) {
            ref_drop(ts, list);
            list = NO_REF;
        }
    }
    return list;
}

static const NativeDef FUNCTIONS[] = {
    {"send(fd, messages, /)", messages_send,
     "Send messages, a list of bytes, until the next would have to wait: how many were sent.",
     0},
    {"receive(fd, /)", messages_receive,
     "Some of the messages that are there, a list; an empty one if there are none, or no more "
     "will come.",
     0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef NUMBERS[] = {
    {"SIZE_MAX", MESSAGE_SIZE_MAX},
    {NULL, 0},
};

const ModuleSpec message_socket_module_spec = {
    .name = "_message_socket",
    .doc = "Many messages in one system call.",
    .functions = FUNCTIONS,
    .numbers = NUMBERS,
};
