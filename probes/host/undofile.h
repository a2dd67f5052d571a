// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/change.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"
#include "probes/netlink/undosnapshot.h"

#include <string>
#include <vector>

namespace kv::host {

/// One undo as it stands on disk while its change is in force: <directory>/<change>.json.
struct UndoFile {
    std::string bootId;
    model::ChangeState change; ///< number, link, name, until, who asked
    netlink::UndoSnapshot snapshot;
    bool operator==(const UndoFile &) const = default;
};

std::string writeUndoJson(const UndoFile &undo);
/// malformed, oversized (over 16 MiB).
model::Result<UndoFile> readUndoJson(const std::string &text);

/// /proc/sys/kernel/random/boot_id.
std::string currentBootId();

/// A file that is on disk, and locked for as long as a descriptor of it is open: whoever holds one answers
/// for the undo.
struct LockedUndo {
    std::string path;
    netlink::OwnedFd file;
};
/// Makes the directory (mode 0700) when it is missing; the file is complete and on disk when this returns.
model::Result<LockedUndo> storeUndo(const std::string &directory, const UndoFile &undo);

/// An undo found on disk. `lock` is open when nobody answers for it: this process does now.
struct FoundUndo {
    UndoFile undo;
    LockedUndo lock;
    bool isHeld = false; ///< another process answers for it
};
std::vector<FoundUndo> findUndos(const std::string &directory);

} // namespace kv::host
