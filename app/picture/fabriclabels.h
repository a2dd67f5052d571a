// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/placement.h"

namespace kv::picture {

/// Names along the tubes, each where no line crosses it.
void paintFabricLabels(DisplayList &list, const Placement &placement, const Scene &scene);

} // namespace kv::picture
