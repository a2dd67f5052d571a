// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/error.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<ErrorCode, std::string_view>, 13> names{ {
    { ErrorCode::malformed, "malformed" },
    { ErrorCode::oversized, "oversized" },
    { ErrorCode::unknownOperation, "unknown-operation" },
    { ErrorCode::invalidArgument, "invalid-argument" },
    { ErrorCode::notFound, "not-found" },
    { ErrorCode::notPermitted, "not-permitted" },
    { ErrorCode::refused, "refused" },
    { ErrorCode::busy, "busy" },
    { ErrorCode::unsupported, "unsupported" },
    { ErrorCode::timedOut, "timed-out" },
    { ErrorCode::io, "io" },
    { ErrorCode::gone, "gone" },
    { ErrorCode::internal, "internal" },
} };

} // namespace

std::string_view errorName(ErrorCode code)
{
    for (const auto &[value, name] : names) {
        if (value == code)
            return name;
    }
    return "internal";
}

std::optional<ErrorCode> errorFromName(std::string_view name)
{
    for (const auto &[value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace kv::model
