// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One libFuzzer program per reader: KEEPVIEW_FUZZ_INPUT names its function. Clang only, see CMakeLists.txt.
#include "tests/fuzz/oneinput.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    kv::tests::KEEPVIEW_FUZZ_INPUT({ reinterpret_cast<const char *>(data), size });
    return 0;
}
