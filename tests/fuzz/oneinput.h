// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace kv::tests {

/// Each feeds bytes to everything of one reader, and aborts when a promise of it is broken.

/// probes/wire: both directions of the pipe, cut into pieces that the bytes choose.
void wireInput(std::string_view bytes);
/// A recording: journal lines, and the host's view that is made of them.
void recordingInput(std::string_view bytes);
/// probes/vrrp: a frame, and the same bytes from the IP header on.
void advertInput(std::string_view bytes);
/// probes/vrrp: a keepalived.conf; what is behind lines "----" are the files that its includes find, one
/// after another.
void keepalivedInput(std::string_view bytes);
/// probes/netlink: the first byte chooses the message (see netlinkinput.cpp), the others are its fixed header
/// and attributes.
void netlinkInput(std::string_view bytes);
/// probes/host: the undo that lies on disk.
void undoInput(std::string_view bytes);
/// app/lab: a lab's definition.
void labInput(std::string_view bytes);

} // namespace kv::tests
