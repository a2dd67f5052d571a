// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/displaylist.h"

namespace kv::picture {

void DisplayList::shrink()
{
    constexpr std::size_t bearable = 8; // one part in so many
    if (elements.capacity() - elements.size() > elements.size() / bearable)
        elements.shrink_to_fit();
    shrinkShapes();
}

void DisplayList::shrinkShapes()
{
    for (Element &element : elements) {
        element.shapes.shrink_to_fit();
        for (Shape &shape : element.shapes)
            shape.path.shrink_to_fit();
    }
}

const Element *DisplayList::find(const QString &id) const
{
    for (const Element &element : elements) {
        if (element.id == id)
            return &element;
    }
    return nullptr;
}

const Element *DisplayList::hit(Point point) const
{
    for (auto it = elements.rbegin(); it != elements.rend(); ++it) {
        if (it->target.kind != TargetKind::none && it->bounds.contains(point))
            return &*it;
    }
    return nullptr;
}

const Element *DisplayList::findTarget(TargetKind kind, const std::string &host,
                                       const std::string &routerId) const
{
    const Element *any = nullptr;
    for (const Element &element : elements) {
        if (!element.isFocusable || element.target.kind != kind || element.target.routerId != routerId)
            continue;
        if (element.target.host == host)
            return &element;
        if (any == nullptr)
            any = &element;
    }
    return host.empty() || kind == TargetKind::router ? any : nullptr;
}

} // namespace kv::picture
