// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"
#include "probes/model/hostview.h"

#include <QStringList>

#include <vector>

namespace kv::picture {

/// Neutron's agents and the control plane's services that are seen running on a host, each once.
QStringList agentsOf(const model::HostView &view);
/// The same, as the overview shows them.
std::vector<SceneProgram> programsOf(const model::HostView &view);

/// What is seen running in a namespace for others: the metadata process, dnsmasq, radvd; each once.
QStringList servicesIn(const model::HostView &view, model::NetnsCookie netns);
bool hasMetadataProcess(const model::HostView &view, model::NetnsCookie netns);

} // namespace kv::picture
