// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kv::model {

/// The closed list of what can go wrong at a boundary. The wire carries the name (errorName).
enum class ErrorCode {
    malformed, ///< not the expected form: JSON, packet bytes, configuration text
    oversized, ///< over a named bound
    unknownOperation, ///< a request whose "op" this side does not know
    invalidArgument, ///< well-formed, but a value is out of range or contradicts another
    notFound, ///< the named thing does not exist (any more)
    notPermitted, ///< the kernel or --allow-actions forbids it
    refused, ///< permitted, but it would be unsafe (own path, management, not restorable)
    busy, ///< already in that state or another change is in force
    unsupported, ///< this kernel or program cannot
    timedOut,
    io, ///< a system call failed; text has strerror
    gone, ///< the other side ended
    internal,
};

/// The name on the wire, e.g. "not-permitted".
std::string_view errorName(ErrorCode code);
std::optional<ErrorCode> errorFromName(std::string_view name);

/// One failure: a code for programs, a text for people, and where it happened (file, request, link).
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string text;
    std::string context;
    bool operator==(const Error &) const = default;
};

} // namespace kv::model
