// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <system_error>

namespace kv::netlink {

namespace {

model::ErrorCode codeOf(int errnoValue)
{
    switch (errnoValue) {
    case EPERM:
    case EACCES:
        return model::ErrorCode::notPermitted;
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ESRCH:
        return model::ErrorCode::notFound;
    case EEXIST:
    case EBUSY:
        return model::ErrorCode::busy;
    case EINVAL:
    case ERANGE:
        return model::ErrorCode::invalidArgument;
    case EOPNOTSUPP:
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
    case ENOPROTOOPT:
        return model::ErrorCode::unsupported;
    case ETIMEDOUT:
        return model::ErrorCode::timedOut;
    default:
        return model::ErrorCode::io;
    }
}

} // namespace

model::Error errnoError(int errnoValue, std::string context)
{
    return { codeOf(errnoValue), std::generic_category().message(errnoValue), std::move(context) };
}

} // namespace kv::netlink
