// Addresses of sockets: Python's tuples and texts, and the system's structures.
//
//     AF_INET    (host, port)                        AF_UNIX    a path; b"\0name" if abstract
//     AF_INET6   (host, port, flowinfo, scope id)
#ifndef GILT_RUNTIME_MODULES_SOCKET_ADDRESS_H
#define GILT_RUNTIME_MODULES_SOCKET_ADDRESS_H

#include <sys/socket.h>

#include "vm/base/contract.h"
#include "vm/object/object.h"

typedef struct SocketAddress {
    struct sockaddr_storage storage;
    socklen_t size;
} SocketAddress;

// The address v of a socket of this family. Names are looked up, detached. False with
// TypeError, OverflowError or socket.gaierror that speak of `who` ("bind").
bool socket_address_parse(ThreadState *ts, const char *who, int family, Value v,
                          SocketAddress *out) ATTACHED RUNS_GUEST;

// What the guest calls the address: a tuple, str or bytes; None if it is empty.
Ref socket_address_new(ThreadState *ts, const SocketAddress *address) ATTACHED;

// v as a C int, -1 and OverflowError if it does not fit. False with the exception set.
bool socket_int(ThreadState *ts, Value v, int *out) ATTACHED RUNS_GUEST;

// Raises socket.gaierror for what getaddrinfo returned (and errno, for EAI_SYSTEM).
Ref raise_name_error(ThreadState *ts, int code, int error_number) ATTACHED RUNS_GUEST;

#endif
