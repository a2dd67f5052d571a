// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/wire/message.h"

#include <string>
#include <string_view>

namespace kv::wire {

/// One line, newline included, never longer than maxLineBytes (lists are cut at their bounds first).
std::string encode(const Event &event);
/// The same line, at the end of a text.
void appendEvent(std::string &into, std::uint64_t sequence, model::TimeUs at,
                 const model::ObservationBody &body);
std::string encode(const Reply &reply);
std::string encode(const Request &request);
/// A journal line: an observation with its host and both times, near-end bodies included.
std::string encode(const model::Observation &observation);

/// Read one line (with or without its newline). Unknown keys are ignored; an unknown message or operation,
/// a missing or ill-typed key, a number out of range gives an Error of the closed list and never throws.
model::Result<Request> decodeRequest(std::string_view line);
model::Result<FromProbe> decodeFromProbe(std::string_view line);
model::Result<model::Observation> decodeObservation(std::string_view line);

/// The "id" of a line that failed to decode, when it can be seen, else 0: so that its error can name it.
std::uint64_t requestIdOf(std::string_view line);

} // namespace kv::wire
