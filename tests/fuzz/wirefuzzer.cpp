// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The same under libFuzzer: clang only, see CMakeLists.txt.
#include "tests/fuzz/wireoneinput.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    kv::tests::wireOneInput({ reinterpret_cast<const char *>(data), size });
    return 0;
}
