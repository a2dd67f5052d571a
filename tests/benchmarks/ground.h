// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace kv::tests {

/// A network and mount namespace of the benchmark's own (and a user namespace when not root), with private
/// tmpfs on /run and /var/lib. To be called before any thread exists. Ends the program with a message when it
/// cannot be had.
void takeOwnGround();

/// Runs a program and waits; ends the benchmark with a message when it fails.
void must(const std::vector<std::string> &command);

/// p in 0..1 of the sorted copy.
double percentile(std::vector<double> values, double p);

} // namespace kv::tests
