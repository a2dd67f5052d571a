// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <QString>

namespace kv::picture {

/// Sentences for screen readers and tool tips.
QString portDescription(const ScenePort &port);
QString interfaceDescription(const SceneInterface &interface);
QString spaceDescription(const SceneSpace &space);
/// Names the links that a form does not draw.
QString hostDescription(const SceneHost &host, Form form = Form::components);

} // namespace kv::picture
