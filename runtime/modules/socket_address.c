// Addresses of sockets (socket_address.h).
#include "runtime/modules/socket_address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/library.h"
#include "runtime/objects/path_text.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/thread_state.h"

#define FLOW_MAX 0xfffff // flow labels have 20 bits

bool socket_int(ThreadState *ts, Value v, int *out) {
    int64_t number;
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, &number)) {
        return false;
    }
    if (number < INT32_MIN || number > INT32_MAX) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "%s",
                    number > 0 ? "signed integer is greater than maximum"
                               : "signed integer is less than minimum");
        return false;
    }
    *out = (int)number;
    return true;
}

Ref raise_name_error(ThreadState *ts, int code, int error_number) {
    if (code == EAI_SYSTEM) {
        return raise_os_error(ts, error_number, NO_VALUE);
    }
    Ref text = str_from_text(ts, gai_strerror(code));
    if (!ref_is_null(text)) {
        Value arguments[] = {value_from_int(code), borrow(text)};
        library_raise(ts, "_socket_errors", "gaierror", arguments, 2);
    }
    ref_drop(ts, text);
    return NO_REF;
}

// --- reading addresses ---

// Looks a host up: the address goes to *out. False with the exception set.
static bool look_up_host(ThreadState *ts, const char *host, int family,
                         SocketAddress *out) ATTACHED RUNS_GUEST {
    // An empty name stands for all of this machine's addresses.
    struct addrinfo wanted = {
        .ai_family = family, .ai_socktype = SOCK_DGRAM, .ai_flags = *host ? 0 : AI_PASSIVE};
    struct addrinfo *found = NULL;
    thread_detach(ts);
    int code = getaddrinfo(*host ? host : NULL, *host ? NULL : "0", &wanted, &found);
    int error_number = errno;
    thread_attach(ts);
    if (code != 0) {
        raise_name_error(ts, code, error_number);
        return false;
    }
    memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
    out->size = found->ai_addrlen;
    freeaddrinfo(found);
    return true;
}

// The address of the host v, a str or bytes-like; the port is filled in by the caller.
static bool parse_host(ThreadState *ts, Value v, int family,
                       SocketAddress *out) ATTACHED RUNS_GUEST {
    char *host = NULL;
    if (value_has_layout(ts, v, KIND_STR)) {
        host = str_to_utf8(ts, v, NULL);
    } else if (value_has_layout(ts, v, KIND_BYTES)) {
        host = buffer_new(ts, (size_t)bytes_of(v)->length + 1);
        if (host) {
            memcpy(host, bytes_of(v)->data, (size_t)bytes_of(v)->length + 1);
        }
    } else {
        raise_error(ts, EXC_TYPE_ERROR, "str, bytes or bytearray expected, not %s",
                    value_type_name(ts, v));
    }
    if (!host) {
        return false;
    }
    struct sockaddr_in *inet = (struct sockaddr_in *)(void *)&out->storage;
    struct sockaddr_in6 *inet6 = (struct sockaddr_in6 *)(void *)&out->storage;
    bool ok = true;
    bool is_broadcast =
        strcmp(host, "<broadcast>") == 0 || strcmp(host, "255.255.255.255") == 0;
    if (family == AF_INET && is_broadcast) {
        inet->sin_addr.s_addr = htonl(INADDR_BROADCAST);
    } else if (inet_pton(family, host,
                         family == AF_INET ? (void *)&inet->sin_addr
                                           : (void *)&inet6->sin6_addr) != 1) {
        ok = look_up_host(ts, host, family, out);
    }
    out->storage.ss_family = (sa_family_t)family;
    buffer_free(ts, host);
    return ok;
}

// An integer of an address tuple in 0 .. max.
static bool parse_part(ThreadState *ts, const char *who, const char *what, Value v, int64_t max,
                       int64_t *out) ATTACHED RUNS_GUEST {
    if (!value_to_index(ts, v, EXC_OVERFLOW_ERROR, out)) {
        return false;
    }
    if (*out < 0 || *out > max) {
        raise_error(ts, EXC_OVERFLOW_ERROR, "%s(): %s must be 0-%lld.", who, what,
                    (long long)max);
        return false;
    }
    return true;
}

static bool parse_internet(ThreadState *ts, const char *who, int family, Value v,
                           SocketAddress *out) ATTACHED RUNS_GUEST {
    const char *name = family == AF_INET ? "AF_INET" : "AF_INET6";
    if (!value_has_layout(ts, v, KIND_TUPLE)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s(): %s address must be tuple, not %s", who, name,
                    value_type_name(ts, v));
        return false;
    }
    const Tuple *tuple = (const Tuple *)(void *)value_object(v);
    size_t n = (size_t)tuple->length;
    if (n < 2 || n > (family == AF_INET ? 2 : 4)) {
        raise_error(ts, EXC_TYPE_ERROR, "%s",
                    family == AF_INET ? "AF_INET address must be a pair (host, port)"
                                      : "AF_INET6 address must be a tuple (host, port[, "
                                        "flowinfo[, scopeid]])");
        return false;
    }
    int64_t port, flow = 0, scope = 0;
    if (!value_has_layout(ts, tuple->items[0], KIND_STR) &&
        !value_has_layout(ts, tuple->items[0], KIND_BYTES)) {
        return parse_host(ts, tuple->items[0], family, out); // raises
    }
    if (!parse_part(ts, who, "port", tuple->items[1], 65535, &port) ||
        (n > 2 && !parse_part(ts, who, "flowinfo", tuple->items[2], FLOW_MAX, &flow)) ||
        (n > 3 && !parse_part(ts, who, "scopeid", tuple->items[3], UINT32_MAX, &scope)) ||
        !parse_host(ts, tuple->items[0], family, out)) {
        return false;
    }
    if (family == AF_INET) {
        struct sockaddr_in *inet = (struct sockaddr_in *)(void *)&out->storage;
        inet->sin_port = htons((uint16_t)port);
        out->size = sizeof *inet;
    } else {
        struct sockaddr_in6 *inet6 = (struct sockaddr_in6 *)(void *)&out->storage;
        inet6->sin6_port = htons((uint16_t)port);
        inet6->sin6_flowinfo = htonl((uint32_t)flow);
        inet6->sin6_scope_id = n > 3 ? (uint32_t)scope : inet6->sin6_scope_id;
        out->size = sizeof *inet6;
    }
    return true;
}

static bool parse_unix(ThreadState *ts, Value v, SocketAddress *out) ATTACHED RUNS_GUEST {
    struct sockaddr_un *address = (struct sockaddr_un *)(void *)&out->storage;
    address->sun_family = AF_UNIX;
    char *text = NULL;
    BytesHold hold = {0};
    size_t length;
    if (value_has_layout(ts, v, KIND_STR)) {
        text = str_to_utf8(ts, v, &length);
        bool is_path = text && text[0];
        if (is_path) {
            buffer_free(ts, text);
            text = path_text(ts, v);
        }
        if (!text) {
            return false;
        }
        length = is_path ? strlen(text) : length;
    } else if (bytes_require(ts, v, &hold)) {
        length = (size_t)hold.length;
    } else {
        return false;
    }
    const char *path = text ? text : (const char *)hold.data;
    bool is_abstract = length > 0 && path[0] == '\0';
    // A path ends with a zero byte; an abstract name may fill the structure. For an empty one
    // the system finds a name.
    size_t size = length == 0 || is_abstract ? length : length + 1;
    bool fits = size <= sizeof address->sun_path;
    if (fits) {
        memcpy(address->sun_path, path, length);
        out->size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
    } else {
        raise_error(ts, EXC_OS_ERROR, "AF_UNIX path too long");
    }
    if (text) {
        buffer_free(ts, text);
    } else {
        bytes_release(ts, &hold);
    }
    return fits;
}

bool socket_address_parse(ThreadState *ts, const char *who, int family, Value v,
                          SocketAddress *out) {
    memset(out, 0, sizeof *out);
    switch (family) {
    case AF_INET:
    case AF_INET6:
        return parse_internet(ts, who, family, v, out);
    case AF_UNIX:
        return parse_unix(ts, v, out);
    default:
        raise_error(ts, EXC_OS_ERROR, "%s(): bad family", who);
        return false;
    }
}

// --- making them ---

static Ref internet_tuple(ThreadState *ts, const char *host, const int64_t *numbers,
                          size_t n) ATTACHED {
    Ref text = str_from_text(ts, host);
    if (ref_is_null(text)) {
        return NO_REF;
    }
    Value items[4] = {borrow(text)};
    for (size_t i = 0; i < n; i++) {
        items[i + 1] = value_from_int(numbers[i]);
    }
    return tuple_from_owned(ts, items, n + 1);
}

Ref socket_address_new(ThreadState *ts, const SocketAddress *address) {
    char host[INET6_ADDRSTRLEN] = "";
    if (address->size == 0) {
        return owned(NONE);
    }
    switch (address->storage.ss_family) {
    case AF_INET: {
        const struct sockaddr_in *inet = (const void *)&address->storage;
        inet_ntop(AF_INET, &inet->sin_addr, host, sizeof host);
        return internet_tuple(ts, host, (int64_t[]){ntohs(inet->sin_port)}, 1);
    }
    case AF_INET6: {
        const struct sockaddr_in6 *inet = (const void *)&address->storage;
        inet_ntop(AF_INET6, &inet->sin6_addr, host, sizeof host);
        int64_t numbers[] = {ntohs(inet->sin6_port), ntohl(inet->sin6_flowinfo),
                             inet->sin6_scope_id};
        return internet_tuple(ts, host, numbers, 3);
    }
    case AF_UNIX: {
        const struct sockaddr_un *local = (const void *)&address->storage;
        size_t length = address->size - offsetof(struct sockaddr_un, sun_path);
        if (length > 0 && local->sun_path[0] == '\0') {
            return bytes_new(ts, local->sun_path, length);
        }
        return str_from_utf8(ts, local->sun_path, strnlen(local->sun_path, length));
    }
    default:
        return bytes_new(ts, &address->storage, address->size);
    }
}
