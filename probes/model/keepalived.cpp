// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/keepalived.h"

namespace kv::model {

std::string_view processStateName(ProcessState state)
{
    switch (state) {
    case ProcessState::running:
        return "running";
    case ProcessState::stopped:
        return "stopped";
    case ProcessState::gone:
        return "gone";
    }
    return "gone";
}

std::optional<ProcessState> processStateFromName(std::string_view name)
{
    if (name == "running")
        return ProcessState::running;
    if (name == "stopped")
        return ProcessState::stopped;
    if (name == "gone")
        return ProcessState::gone;
    return std::nullopt;
}

std::string_view trackedKindName(TrackedKind kind)
{
    switch (kind) {
    case TrackedKind::interface:
        return "interface";
    case TrackedKind::script:
        return "script";
    case TrackedKind::file:
        return "file";
    case TrackedKind::process:
        return "process";
    case TrackedKind::bfd:
        return "bfd";
    }
    return "interface";
}

std::optional<TrackedKind> trackedKindFromName(std::string_view name)
{
    for (const TrackedKind kind : { TrackedKind::interface, TrackedKind::script, TrackedKind::file,
                                    TrackedKind::process, TrackedKind::bfd }) {
        if (trackedKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace kv::model
