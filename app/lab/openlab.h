// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/lab.h"

#include <string>

namespace kv::lab {

/// What a program's "--lab WORD" means: no word, a private lab of the default definition; the name of a
/// running lab, that lab; a file (see loadLab) or the name of a built-in definition, a private lab of it. To
/// be called as startPrivate().
model::Result<RunningLab> openLab(const std::string &word, bool hasFastTimers);

} // namespace kv::lab
