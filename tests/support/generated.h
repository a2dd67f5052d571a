// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/engine.h"
#include "probes/session/generatedsite.h"

namespace kv::tests {

/// A generated site as the engine concludes it from the records of its probes.
inline state::SitePtr generatedSite(const session::GeneratedSpec &spec)
{
    session::GeneratedSite made(spec);
    engine::Engine engine;
    engine.ingest(made.begin());
    return engine.currentSite();
}

} // namespace kv::tests
