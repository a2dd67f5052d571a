// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <QByteArray>

namespace kv::picture {

/// The picture as a stand-alone SVG 1.1 file, UTF-8; every element has its id and a title for screen readers.
QByteArray svg(const DisplayList &list, Theme theme);

} // namespace kv::picture
