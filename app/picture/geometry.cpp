// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/geometry.h"

#include <algorithm>

namespace kv::picture {

Rect Rect::united(const Rect &o) const
{
    if (width <= 0 && height <= 0)
        return o;
    if (o.width <= 0 && o.height <= 0)
        return *this;
    const double left = std::min(x, o.x);
    const double top = std::min(y, o.y);
    return { left, top, std::max(right(), o.right()) - left, std::max(bottom(), o.bottom()) - top };
}

} // namespace kv::picture
