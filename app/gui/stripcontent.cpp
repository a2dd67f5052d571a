// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/stripcontent.h"

#include "app/engine/sentence.h"
#include "app/gui/statusline.h"
#include "app/gui/text.h"
#include "widgets/look/words.h"

namespace kv::gui {

// Unqualified below: lupdate takes a qualified result for the context.
using verify::StripContent;

namespace {

StripContent::Severity severityOf(engine::Severity severity)
{
    switch (severity) {
    case engine::Severity::neutral:
        return StripContent::Severity::neutral;
    case engine::Severity::good:
        return StripContent::Severity::good;
    case engine::Severity::alarm:
        return StripContent::Severity::alarm;
    case engine::Severity::unknown:
        return StripContent::Severity::unknown;
    }
    return StripContent::Severity::unknown;
}

} // namespace

StripContent stripContentOf(const state::Site *site, const std::string &routerId, const QString &starting)
{
    StripContent content;
    if (!starting.isEmpty()) {
        content.sentence = starting;
        return content;
    }
    if (!site) {
        content.sentence = Text::tr("Nothing is known yet.");
        return content;
    }
    const engine::Sentence sentence = engine::siteSentence(*site, routerId);
    content.severity = severityOf(sentence.severity);
    content.sentence = sentence.text;
    const auto open = openChanges(*site);
    if (!open.empty()) {
        content.countdown = countdownText(*site);
        content.action = Text::tr("Restore %1 now").arg(look::fromStd(open.front().change.linkName));
        if (open.size() > 1)
            content.action = Text::tr("Restore all %1 now").arg(open.size());
    }
    return content;
}

} // namespace kv::gui
