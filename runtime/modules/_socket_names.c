// The module _socket_names: the names of machines and services, and addresses as text.
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/modules/socket_address.h"
#include "runtime/objects/bytes.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_thread.h"
#include "vm/thread/thread_state.h"

// A str, or null without an exception for None; to be freed with buffer_free.
static char *optional_text(ThreadState *ts, Value v) ATTACHED {
    if (value_is_none(v)) {
        return NULL;
    }
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "a str is required, not %s", value_type_name(ts, v));
        return NULL;
    }
    return str_to_utf8(ts, v, NULL);
}

// (family, type, proto, canonical name, address)
static Ref found_tuple(ThreadState *ts, const struct addrinfo *found) ATTACHED {
    SocketAddress address = {.size = found->ai_addrlen};
    memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
    Ref name = str_from_text(ts, found->ai_canonname ? found->ai_canonname : "");
    Ref place = ref_is_null(name) ? NO_REF : socket_address_new(ts, &address);
    if (ref_is_null(place)) {
        ref_drop(ts, name);
        return NO_REF;
    }
    Value items[5] = {value_from_int(found->ai_family), value_from_int(found->ai_socktype),
                      value_from_int(found->ai_protocol), borrow(name), borrow(place)};
    return tuple_from_owned(ts, items, 5);
}

static Ref names_getaddrinfo(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    struct addrinfo wanted = {0};
    if (!socket_int(ts, a[2], &wanted.ai_family) ||
        !socket_int(ts, a[3], &wanted.ai_socktype) ||
        !socket_int(ts, a[4], &wanted.ai_protocol) || !socket_int(ts, a[5], &wanted.ai_flags)) {
        return NO_REF;
    }
    char *host = optional_text(ts, a[0]);
    char *service = error_is_set(ts) ? NULL : optional_text(ts, a[1]);
    struct addrinfo *found = NULL;
    int code = 0;
    if (!error_is_set(ts)) {
        guest_thread_waits(ts, WAIT_IO, NULL);
        thread_detach(ts);
        code = getaddrinfo(host, service, &wanted, &found);
        int error = errno;
        thread_attach(ts);
        guest_thread_waits(ts, WAIT_NONE, NULL);
        if (code != 0) {
            raise_name_error(ts, code, error);
        }
    }
    buffer_free(ts, service);
    buffer_free(ts, host);
    Ref list = error_is_set(ts) ? NO_REF : list_new(ts, 4);
    for (struct addrinfo *each = found; each && !ref_is_null(list); each = each->ai_next) {
        Ref tuple = found_tuple(ts, each);
        if (ref_is_null(tuple) || !list_append(ts, value_object(borrow(list)), borrow(tuple))) {
            ref_drop(ts, list);
            list = NO_REF;
        }
        ref_drop(ts, tuple);
    }
    if (found) {
        freeaddrinfo(found);
    }
    return list;
}

static Ref names_getnameinfo(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int family, flags;
    SocketAddress address;
    char host[NI_MAXHOST], service[NI_MAXSERV];
    if (!socket_int(ts, a[0], &family) || !socket_int(ts, a[2], &flags) ||
        !socket_address_parse(ts, "getnameinfo", family, a[1], &address)) {
        return NO_REF;
    }
    thread_detach(ts);
    int code = getnameinfo((struct sockaddr *)&address.storage, address.size, host, sizeof host,
                           service, sizeof service, flags);
    int error = errno;
    thread_attach(ts);
    if (code != 0) {
        return raise_name_error(ts, code, error);
    }
    Ref host_text = str_from_text(ts, host);
    Ref service_text = ref_is_null(host_text) ? NO_REF : str_from_text(ts, service);
    if (ref_is_null(service_text)) {
        ref_drop(ts, host_text);
        return NO_REF;
    }
    return tuple_from_owned(ts, (Value[]){borrow(host_text), borrow(service_text)}, 2);
}

static Ref names_gethostname(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    (void)a;
    char name[HOST_NAME_MAX + 1];
    return gethostname(name, sizeof name) == 0 ? str_from_text(ts, name)
                                               : raise_os_error(ts, errno, NO_VALUE);
}

// service(name, protocol): the port, None if there is none.
static Ref names_service(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    char *name = optional_text(ts, a[0]);
    char *protocol = error_is_set(ts) ? NULL : optional_text(ts, a[1]);
    Ref port = NO_REF;
    if (!error_is_set(ts)) {
        struct servent entry;
        struct servent *found = NULL;
        char space[2048];
        getservbyname_r(name ? name : "", protocol, &entry, space, sizeof space, &found);
        port = found ? owned(value_from_int(ntohs((uint16_t)found->s_port))) : owned(NONE);
    }
    buffer_free(ts, protocol);
    buffer_free(ts, name);
    return port;
}

// service_at(port, protocol): the name of the service, None if there is none.
static Ref names_service_at(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int port;
    if (!socket_int(ts, a[0], &port)) {
        return NO_REF;
    }
    char *protocol = optional_text(ts, a[1]);
    Ref name = NO_REF;
    if (!error_is_set(ts)) {
        struct servent entry;
        struct servent *found = NULL;
        char space[2048];
        getservbyport_r(htons((uint16_t)port), protocol, &entry, space, sizeof space, &found);
        name = found ? str_from_text(ts, found->s_name) : owned(NONE);
    }
    buffer_free(ts, protocol);
    return name;
}

// inet_pton(family, text): bytes, None if the text is no address.
static Ref names_inet_pton(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int family;
    unsigned char packed[sizeof(struct in6_addr)];
    if (!socket_int(ts, a[0], &family)) {
        return NO_REF;
    }
    char *text = optional_text(ts, a[1]);
    if (!text) {
        return error_is_set(ts) ? NO_REF : owned(NONE);
    }
    int result = inet_pton(family, text, packed);
    int error = errno;
    buffer_free(ts, text);
    return result < 0    ? raise_os_error(ts, error, NO_VALUE)
           : result == 0 ? owned(NONE)
                         : bytes_new(ts, packed, family == AF_INET ? 4 : 16);
}

// inet_aton(text): bytes, None if the text is no address.
static Ref names_inet_aton(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    struct in_addr address;
    char *text = optional_text(ts, a[0]);
    if (!text) {
        return error_is_set(ts) ? NO_REF : owned(NONE);
    }
    int result = inet_aton(text, &address);
    buffer_free(ts, text);
    return result ? bytes_new(ts, &address, sizeof address) : owned(NONE);
}

// inet_ntop(family, bytes), whose length is right.
static Ref names_inet_ntop(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int family;
    char text[INET6_ADDRSTRLEN];
    BytesHold hold = {0};
    if (!socket_int(ts, a[0], &family) || !bytes_require(ts, a[1], &hold)) {
        return NO_REF;
    }
    bool fits =
        (family == AF_INET && hold.length == 4) || (family == AF_INET6 && hold.length == 16);
    const char *result = fits ? inet_ntop(family, hold.data, text, sizeof text) : NULL;
    bytes_release(ts, &hold);
    return result
               ? str_from_text(ts, text)
               : raise_error(ts, EXC_VALUE_ERROR, "invalid length of packed IP address string");
}

static const NativeDef FUNCTIONS[] = {
    {"getaddrinfo(host, service, family, type, proto, flags, /)", names_getaddrinfo,
     "The addresses of a name: (family, type, proto, canonical name, address) each.", 0},
    {"getnameinfo(family, address, flags, /)", names_getnameinfo, "(host, service).", 0},
    {"gethostname()", names_gethostname, "The name of this machine.", 0},
    {"service(name, protocol, /)", names_service, "The port of a service, or None.", 0},
    {"service_at(port, protocol, /)", names_service_at, "The service at a port, or None.", 0},
    {"inet_pton(family, text, /)", names_inet_pton, "An address as bytes, or None.", 0},
    {"inet_aton(text, /)", names_inet_aton, "An IPv4 address as bytes, or None.", 0},
    {"inet_ntop(family, packed, /)", names_inet_ntop, "An address as text.", 0},
    {NULL, NULL, NULL, 0},
};

static const NumberDef CONSTANTS[] = {
    NUMBER_DEF(AI_PASSIVE),     NUMBER_DEF(AI_CANONNAME),
    NUMBER_DEF(AI_NUMERICHOST), NUMBER_DEF(AI_NUMERICSERV),
    NUMBER_DEF(AI_ADDRCONFIG),  NUMBER_DEF(AI_V4MAPPED),
    NUMBER_DEF(AI_ALL),         NUMBER_DEF(NI_NUMERICHOST),
    NUMBER_DEF(NI_NUMERICSERV), NUMBER_DEF(NI_NAMEREQD),
    NUMBER_DEF(NI_DGRAM),       NUMBER_DEF(NI_NOFQDN),
    NUMBER_DEF(EAI_AGAIN),      NUMBER_DEF(EAI_BADFLAGS),
    NUMBER_DEF(EAI_FAIL),       NUMBER_DEF(EAI_FAMILY),
    NUMBER_DEF(EAI_MEMORY),     NUMBER_DEF(EAI_NONAME),
    NUMBER_DEF(EAI_SERVICE),    NUMBER_DEF(EAI_SOCKTYPE),
    NUMBER_DEF(EAI_SYSTEM),     {NULL, 0},
};

const ModuleSpec socket_names_module_spec = {
    .name = "_socket_names",
    .doc = "What the module socket knows of names.",
    .functions = FUNCTIONS,
    .numbers = CONSTANTS,
};
