// The module _socket: the system's calls on sockets, by descriptor. socket.py makes the class
// socket of them; it keeps the family and the timeout, which the calls here are given.
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/modules/socket_address.h"
#include "runtime/modules/socket_call.h"
#include "runtime/objects/memoryview.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/safe_point.h"
#include "vm/thread/thread_state.h"

// Reads `count` ints from the arguments. False with the exception set.
static bool read_ints(ThreadState *ts, const Value *arguments, int count,
                      int *out) ATTACHED RUNS_GUEST {
    for (int i = 0; i < count; i++) {
        if (!socket_int(ts, arguments[i], &out[i])) {
            return false;
        }
    }
    return true;
}

static Ref none_or_error(ThreadState *ts, int result) ATTACHED {
    return result == 0 ? owned(NONE) : raise_os_error(ts, errno, NO_VALUE);
}

static Ref socket_open(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int kind[3];
    if (!read_ints(ts, a, 3, kind)) {
        return NO_REF;
    }
    int fd = socket(kind[0], kind[1] | SOCK_CLOEXEC, kind[2]);
    return fd >= 0 ? owned(value_from_int(fd)) : raise_os_error(ts, errno, NO_VALUE);
}

static Ref socket_pair(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int kind[3];
    int fds[2];
    if (!read_ints(ts, a, 3, kind)) {
        return NO_REF;
    }
    if (socketpair(kind[0], kind[1] | SOCK_CLOEXEC, kind[2], fds) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return tuple_from_array(ts, (Value[]){value_from_int(fds[0]), value_from_int(fds[1])}, 2);
}

static Ref socket_close(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int fd;
    if (!socket_int(ts, a[0], &fd)) {
        return NO_REF;
    }
    thread_detach(ts);
    int result = close(fd);
    int error = errno;
    thread_attach(ts);
    // A connection that the other side has reset is closed all the same.
    return result == 0 || error == ECONNRESET ? owned(NONE)
                                              : raise_os_error(ts, error, NO_VALUE);
}

static Ref socket_shutdown(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[2];
    return read_ints(ts, a, 2, n) ? none_or_error(ts, shutdown(n[0], n[1])) : NO_REF;
}

// --- connecting ---

static Ref socket_bind(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[2];
    SocketAddress address;
    if (!read_ints(ts, a, 2, n) || !socket_address_parse(ts, "bind", n[1], a[2], &address)) {
        return NO_REF;
    }
    return none_or_error(ts, bind(n[0], (struct sockaddr *)&address.storage, address.size));
}

static Ref socket_listen(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[2];
    if (!read_ints(ts, a, 2, n)) {
        return NO_REF;
    }
    return none_or_error(ts, listen(n[0], n[1] < 0 ? 0 : n[1]));
}

// The arguments of one of the system's calls, which runs detached.
typedef struct SocketCall {
    int fd;
    int flags;
    void *data;
    size_t size;
    SocketAddress *address; // null: none is wanted or given
} SocketCall;

static ssize_t call_accept(void *context) {
    SocketCall *call = context;
    call->address->size = sizeof call->address->storage;
    return accept4(call->fd, (struct sockaddr *)&call->address->storage, &call->address->size,
                   SOCK_CLOEXEC);
}

static Ref socket_accept(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketAddress address;
    SocketCall call = {.address = &address};
    uint64_t deadline;
    if (!socket_int(ts, a[0], &call.fd) || !socket_deadline(ts, a[1], &deadline)) {
        return NO_REF;
    }
    ssize_t fd = socket_call(ts, call.fd, POLLIN, deadline, call_accept, &call);
    Ref peer = fd < 0 ? NO_REF : socket_address_new(ts, &address);
    if (ref_is_null(peer)) {
        if (fd >= 0) {
            close((int)fd);
        }
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){value_from_int(fd), borrow(peer)}, 2);
}

// The outcome of a connection that is being made, an errno.
static ssize_t call_connect_result(void *context) {
    SocketCall *call = context;
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(call->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

static Ref socket_connect(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[2];
    SocketAddress address;
    uint64_t deadline;
    if (!read_ints(ts, a, 2, n) || !socket_address_parse(ts, "connect", n[1], a[2], &address) ||
        !socket_deadline(ts, a[3], &deadline)) {
        return NO_REF;
    }
    thread_detach(ts);
    int result = connect(n[0], (struct sockaddr *)&address.storage, address.size);
    int error = result == 0 ? 0 : errno;
    thread_attach(ts);
    // An interrupted call goes on by itself, like one of a socket with a timeout.
    if (error == EINTR || (error == EINPROGRESS && deadline != 0)) {
        int ready = poll_until(ts, &(struct pollfd){n[0], POLLOUT, 0}, 1, deadline);
        if (ready < 0) {
            return NO_REF;
        }
        if (ready == 0) {
            return raise_error(ts, EXC_TIMEOUT_ERROR, "timed out");
        }
        SocketCall call = {.fd = n[0]};
        error = (int)call_connect_result(&call);
    }
    return owned(value_from_int(error));
}

// --- receiving ---

static ssize_t call_recv(void *context) {
    SocketCall *call = context;
    if (!call->address) {
        return recv(call->fd, call->data, call->size, call->flags);
    }
    call->address->size = sizeof call->address->storage;
    return recvfrom(call->fd, call->data, call->size, call->flags,
                    (struct sockaddr *)&call->address->storage, &call->address->size);
}

// Receives into a new buffer of call->size bytes, to be freed with buffer_free whatever comes.
// How many bytes came, -1 with the exception set.
static ssize_t receive(ThreadState *ts, SocketCall *call, Value timeout) ATTACHED RUNS_GUEST {
    uint64_t deadline;
    if (!socket_deadline(ts, timeout, &deadline)) {
        return -1;
    }
    call->data = buffer_new(ts, call->size ? call->size : 1);
    return call->data ? socket_call(ts, call->fd, POLLIN, deadline, call_recv, call) : -1;
}

// (data, address), or `data` alone without an address. Takes the reference.
static Ref with_address(ThreadState *ts, Ref data, const SocketAddress *address) ATTACHED {
    if (!address || ref_is_null(data)) {
        return data;
    }
    Ref peer = socket_address_new(ts, address);
    if (ref_is_null(peer)) {
        ref_drop(ts, data);
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(data), borrow(peer)}, 2);
}

// name(fd, size, flags, timeout)
static Ref receive_bytes(ThreadState *ts, const Value *a, const char *name,
                         SocketAddress *address) ATTACHED RUNS_GUEST {
    SocketCall call = {.address = address};
    int64_t size;
    if (!socket_int(ts, a[0], &call.fd) ||
        !value_to_index(ts, a[1], EXC_OVERFLOW_ERROR, &size) ||
        !socket_int(ts, a[2], &call.flags)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative buffersize in %s", name);
    }
    call.size = (size_t)size;
    ssize_t n = receive(ts, &call, a[3]);
    Ref bytes = n < 0 ? NO_REF : bytes_new(ts, call.data, (size_t)n);
    buffer_free(ts, call.data);
    return with_address(ts, bytes, address);
}

static Ref socket_recv(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return receive_bytes(ts, a, "recv", NULL);
}

static Ref socket_recvfrom(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketAddress address;
    return receive_bytes(ts, a, "recvfrom", &address);
}

// name(fd, buffer, room, size, flags, timeout): `room` is the buffer's length in bytes.
static Ref receive_into(ThreadState *ts, const Value *a, const char *name,
                        SocketAddress *address) ATTACHED RUNS_GUEST {
    SocketCall call = {.address = address};
    int64_t room, size;
    if (!socket_int(ts, a[0], &call.fd) ||
        !value_to_index(ts, a[2], EXC_OVERFLOW_ERROR, &room) ||
        !value_to_index(ts, a[3], EXC_OVERFLOW_ERROR, &size) ||
        !socket_int(ts, a[4], &call.flags)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative buffersize in %s", name);
    }
    if (size > room) {
        return raise_error(ts, EXC_VALUE_ERROR, "buffer too small for requested bytes");
    }
    call.size = (size_t)(size ? size : room);
    ssize_t n = receive(ts, &call, a[5]);
    bool ok = n >= 0 && bytes_write_into(ts, "", a[1], 0, call.data, n);
    buffer_free(ts, call.data);
    return ok ? with_address(ts, int_from_i64(ts, n), address) : NO_REF;
}

static Ref socket_recv_into(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return receive_into(ts, a, "recv_into", NULL);
}

static Ref socket_recvfrom_into(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketAddress address;
    return receive_into(ts, a, "recvfrom_into", &address);
}

// --- sending ---

static ssize_t call_send(void *context) {
    SocketCall *call = context;
    return sendto(call->fd, call->data, call->size, call->flags,
                  call->address ? (struct sockaddr *)&call->address->storage : NULL,
                  call->address ? call->address->size : 0);
}

// Sends once, or with sends_all again and again until all is sent; how much, -1 with the
// exception set.
static ssize_t send_data(ThreadState *ts, SocketCall *call, Value data, Value timeout,
                         bool sends_all) ATTACHED RUNS_GUEST {
    uint64_t deadline;
    BytesHold hold = {0};
    if (!socket_deadline(ts, timeout, &deadline) || !bytes_require(ts, data, &hold)) {
        return -1;
    }
    size_t done = 0;
    bool is_done;
    ssize_t n;
    do {
        call->data = (void *)(uintptr_t)(hold.data + done);
        call->size = (size_t)hold.length - done;
        n = socket_call(ts, call->fd, POLLOUT, deadline, call_send, call);
        done += n > 0 ? (size_t)n : 0;
        is_done = !sends_all || n < 0 || done >= (size_t)hold.length;
        // A signal may have cut it short: its handler runs before the rest is waited for.
        if (!is_done && !safe_point(ts, SAFE_POINT_NATIVE)) {
            n = -1;
        }
    } while (!is_done && n >= 0);
    bytes_release(ts, &hold);
    return n < 0 ? -1 : (ssize_t)done;
}

static Ref socket_send(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketCall call = {0};
    if (!socket_int(ts, a[0], &call.fd) || !socket_int(ts, a[2], &call.flags)) {
        return NO_REF;
    }
    ssize_t n = send_data(ts, &call, a[1], a[3], false);
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

static Ref socket_sendall(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketCall call = {0};
    if (!socket_int(ts, a[0], &call.fd) || !socket_int(ts, a[2], &call.flags)) {
        return NO_REF;
    }
    return send_data(ts, &call, a[1], a[3], true) < 0 ? NO_REF : owned(NONE);
}

static Ref socket_sendto(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketAddress address;
    SocketCall call = {.address = &address};
    int family;
    if (!socket_int(ts, a[0], &call.fd) || !socket_int(ts, a[1], &family) ||
        !socket_int(ts, a[3], &call.flags) ||
        !socket_address_parse(ts, "sendto", family, a[4], &address)) {
        return NO_REF;
    }
    ssize_t n = send_data(ts, &call, a[2], a[5], false);
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

// --- passing descriptors to another process ---

#define PASSED_MAX 253 // what the system takes in one message

static ssize_t call_sendmsg(void *context) {
    SocketCall *call = context;
    return sendmsg(call->fd, call->data, MSG_NOSIGNAL);
}

static ssize_t call_recvmsg(void *context) {
    SocketCall *call = context;
    return recvmsg(call->fd, call->data, MSG_CMSG_CLOEXEC);
}

// send_fds(fd, data, fds, timeout): the descriptors, a tuple, go beside the data.
static Ref socket_send_fds(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketCall call = {0};
    uint64_t deadline;
    int fds[PASSED_MAX];
    if (!value_has_layout(ts, a[2], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a tuple of descriptors is required");
    }
    const Tuple *tuple = (const Tuple *)(void *)value_object(a[2]);
    if (tuple->length > PASSED_MAX) {
        return raise_error(ts, EXC_VALUE_ERROR, "too many descriptors");
    }
    BytesHold hold = {0};
    if (!socket_int(ts, a[0], &call.fd) ||
        !read_ints(ts, tuple->items, (int)tuple->length, fds) ||
        !socket_deadline(ts, a[3], &deadline) || !bytes_require(ts, a[1], &hold)) {
        return NO_REF;
    }
    size_t size = (size_t)tuple->length * sizeof(int);
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(PASSED_MAX * sizeof(int))] = {0};
    struct iovec part = {(void *)(uintptr_t)hold.data, (size_t)hold.length};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (size) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        memcpy(CMSG_DATA(header), fds, size);
    }
    call.data = &message;
    ssize_t n = socket_call(ts, call.fd, POLLOUT, deadline, call_sendmsg, &call);
    bytes_release(ts, &hold);
    return n < 0 ? NO_REF : int_from_i64(ts, n);
}

// The descriptors a message carries, as a list.
static Ref fds_of(ThreadState *ts, struct msghdr *message) ATTACHED {
    Ref list = list_new(ts, 1);
    for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header;
         header = CMSG_NXTHDR(message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        size_t n = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n && !ref_is_null(list); i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(header) + i * sizeof fd, sizeof fd);
            if (!list_append(ts, value_object(borrow(list)), value_from_int(fd))) {
                ref_drop(ts, list);
                list = NO_REF;
            }
        }
    }
    return list;
}

// recv_fds(fd, size, timeout): (data, descriptors, flags, address).
static Ref socket_recv_fds(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    SocketCall call = {0};
    uint64_t deadline;
    int size;
    if (!socket_int(ts, a[0], &call.fd) || !socket_int(ts, a[1], &size) ||
        !socket_deadline(ts, a[2], &deadline)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative buffersize in recvmsg");
    }
    char *data = buffer_new(ts, size ? (size_t)size : 1);
    if (!data) {
        return NO_REF;
    }
    SocketAddress address;
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(PASSED_MAX * sizeof(int))] = {0};
    struct iovec part = {data, (size_t)size};
    struct msghdr message = {.msg_name = &address.storage,
                             .msg_namelen = sizeof address.storage,
                             .msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control,
                             .msg_controllen = sizeof control};
    call.data = &message;
    ssize_t n = socket_call(ts, call.fd, POLLIN, deadline, call_recvmsg, &call);
    address.size = message.msg_namelen;
    Ref bytes = n < 0 ? NO_REF : bytes_new(ts, data, (size_t)n);
    Ref fds = ref_is_null(bytes) ? NO_REF : fds_of(ts, &message);
    Ref peer = ref_is_null(fds) ? NO_REF : socket_address_new(ts, &address);
    buffer_free(ts, data);
    if (ref_is_null(peer)) {
        ref_drop(ts, fds);
        ref_drop(ts, bytes);
        return NO_REF;
    }
    // The system gives the flag back that nobody has asked for.
    int flags = message.msg_flags & ~MSG_CMSG_CLOEXEC;
    Value items[4] = {borrow(bytes), borrow(fds), value_from_int(flags), borrow(peer)};
    return tuple_from_owned(ts, items, 4);
}

// --- what is known of a socket ---

static Ref own_address(ThreadState *ts, Value v,
                       int (*function)(int, struct sockaddr *, socklen_t *)) ATTACHED {
    int fd;
    SocketAddress address = {.size = sizeof address.storage};
    if (!socket_int(ts, v, &fd)) {
        return NO_REF;
    }
    return function(fd, (struct sockaddr *)&address.storage, &address.size) == 0
               ? socket_address_new(ts, &address)
               : raise_os_error(ts, errno, NO_VALUE);
}

static Ref socket_getsockname(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return own_address(ts, a[0], getsockname);
}

static Ref socket_getpeername(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    return own_address(ts, a[0], getpeername);
}

// getsockopt(fd, level, option, size): an int if size is 0, else bytes.
static Ref socket_getsockopt(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[4];
    char data[1024];
    if (!read_ints(ts, a, 4, n)) {
        return NO_REF;
    }
    if (n[3] < 0 || n[3] > (int)sizeof data) {
        return raise_error(ts, EXC_OS_ERROR, "getsockopt buflen out of range");
    }
    int number = 0;
    socklen_t size = n[3] ? (socklen_t)n[3] : sizeof number;
    if (getsockopt(n[0], n[1], n[2], n[3] ? (void *)data : &number, &size) != 0) {
        return raise_os_error(ts, errno, NO_VALUE);
    }
    return n[3] ? bytes_new(ts, data, size) : int_from_i64(ts, number);
}

// setsockopt(fd, level, option, value): an int or bytes.
static Ref socket_setsockopt(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int n[4];
    BytesHold hold = {0};
    if (!read_ints(ts, a, 3, n)) {
        return NO_REF;
    }
    if (!bytes_like(ts, a[3])) {
        return socket_int(ts, a[3], &n[3])
                   ? none_or_error(ts, setsockopt(n[0], n[1], n[2], &n[3], sizeof(int)))
                   : NO_REF;
    }
    if (!bytes_require(ts, a[3], &hold)) {
        return NO_REF;
    }
    Ref result =
        none_or_error(ts, setsockopt(n[0], n[1], n[2], hold.data, (socklen_t)hold.length));
    bytes_release(ts, &hold);
    return result;
}

// --- the module ---

static const NativeDef FUNCTIONS[] = {
    {"socket(family, type, proto, /)", socket_open, "A new socket's descriptor.", 0},
    {"socketpair(family, type, proto, /)", socket_pair, "Two connected descriptors.", 0},
    {"close(fd, /)", socket_close, "Close a socket.", 0},
    {"shutdown(fd, how, /)", socket_shutdown, "End one or both directions.", 0},
    {"bind(fd, family, address, /)", socket_bind, "Give a socket its address.", 0},
    {"listen(fd, backlog, /)", socket_listen, "Let others connect.", 0},
    {"accept(fd, timeout, /)", socket_accept, "The next connection: (fd, address).", 0},
    {"connect(fd, family, address, timeout, /)", socket_connect,
     "Connect; an errno, 0 if it succeeded.", 0},
    {"recv(fd, size, flags, timeout, /)", socket_recv, "Receive bytes.", 0},
    {"recvfrom(fd, size, flags, timeout, /)", socket_recvfrom, "(bytes, sender).", 0},
    {"recv_into(fd, buffer, room, size, flags, timeout, /)", socket_recv_into,
     "Receive into a buffer; how many bytes.", 0},
    {"recvfrom_into(fd, buffer, room, size, flags, timeout, /)", socket_recvfrom_into,
     "(how many bytes, sender).", 0},
    {"send(fd, data, flags, timeout, /)", socket_send, "Send; how many bytes went.", 0},
    {"sendall(fd, data, flags, timeout, /)", socket_sendall, "Send all of the data.", 0},
    {"sendto(fd, family, data, flags, address, timeout, /)", socket_sendto,
     "Send to an address; how many bytes went.", 0},
    {"send_fds(fd, data, fds, timeout, /)", socket_send_fds, "Send descriptors too.", 0},
    {"recv_fds(fd, size, timeout, /)", socket_recv_fds, "(data, fds, flags, sender).", 0},
    {"getsockname(fd, /)", socket_getsockname, "The socket's own address.", 0},
    {"getpeername(fd, /)", socket_getpeername, "The address of the other side.", 0},
    {"getsockopt(fd, level, option, size, /)", socket_getsockopt, "An option's value.", 0},
    {"setsockopt(fd, level, option, value, /)", socket_setsockopt, "Set an option.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef CONSTANTS[] = {
    NUMBER_DEF(AF_UNSPEC),
    NUMBER_DEF(AF_UNIX),
    NUMBER_DEF(AF_INET),
    NUMBER_DEF(AF_INET6),
    NUMBER_DEF(AF_NETLINK),
    NUMBER_DEF(AF_PACKET),
    NUMBER_DEF(SOCK_STREAM),
    NUMBER_DEF(SOCK_DGRAM),
    NUMBER_DEF(SOCK_RAW),
    NUMBER_DEF(SOCK_RDM),
    NUMBER_DEF(SOCK_SEQPACKET),
    NUMBER_DEF(SOCK_NONBLOCK),
    NUMBER_DEF(SOCK_CLOEXEC),
    NUMBER_DEF(MSG_PEEK),
    NUMBER_DEF(MSG_OOB),
    NUMBER_DEF(MSG_DONTWAIT),
    NUMBER_DEF(MSG_WAITALL),
    NUMBER_DEF(MSG_NOSIGNAL),
    NUMBER_DEF(MSG_TRUNC),
    NUMBER_DEF(MSG_CTRUNC),
    NUMBER_DEF(MSG_DONTROUTE),
    NUMBER_DEF(SOL_SOCKET),
    NUMBER_DEF(SO_REUSEADDR),
    NUMBER_DEF(SO_REUSEPORT),
    NUMBER_DEF(SO_KEEPALIVE),
    NUMBER_DEF(SO_BROADCAST),
    NUMBER_DEF(SO_LINGER),
    NUMBER_DEF(SO_RCVBUF),
    NUMBER_DEF(SO_SNDBUF),
    NUMBER_DEF(SO_RCVTIMEO),
    NUMBER_DEF(SO_SNDTIMEO),
    NUMBER_DEF(SO_ERROR),
    NUMBER_DEF(SO_TYPE),
    NUMBER_DEF(SO_DOMAIN),
    NUMBER_DEF(SO_PROTOCOL),
    NUMBER_DEF(SO_ACCEPTCONN),
    NUMBER_DEF(SO_OOBINLINE),
    NUMBER_DEF(SO_PEERCRED),
    NUMBER_DEF(SO_BINDTODEVICE),
    NUMBER_DEF(SO_RCVLOWAT),
    NUMBER_DEF(SO_SNDLOWAT),
    NUMBER_DEF(SO_PRIORITY),
    NUMBER_DEF(SCM_RIGHTS),
    NUMBER_DEF(SHUT_RD),
    NUMBER_DEF(SHUT_WR),
    NUMBER_DEF(SHUT_RDWR),
    NUMBER_DEF(SOMAXCONN),
    NUMBER_DEF(IPPROTO_IP),
    NUMBER_DEF(IPPROTO_TCP),
    NUMBER_DEF(IPPROTO_UDP),
    NUMBER_DEF(IPPROTO_IPV6),
    NUMBER_DEF(IPPROTO_ICMP),
    NUMBER_DEF(TCP_NODELAY),
    NUMBER_DEF(TCP_KEEPIDLE),
    NUMBER_DEF(TCP_KEEPINTVL),
    NUMBER_DEF(TCP_KEEPCNT),
    NUMBER_DEF(TCP_USER_TIMEOUT),
    NUMBER_DEF(IPV6_V6ONLY),
    NUMBER_DEF(IP_TTL),
    NUMBER_DEF(IP_TOS),
    NUMBER_DEF(IP_ADD_MEMBERSHIP),
    NUMBER_DEF(IP_MULTICAST_TTL),
    NUMBER_DEF(IP_MULTICAST_LOOP),
    {NULL, 0},
};

const ModuleSpec socket_module_spec = {
    .name = "_socket",
    .doc = "What the module socket is made of.",
    .functions = FUNCTIONS,
    .numbers = CONSTANTS,
};
