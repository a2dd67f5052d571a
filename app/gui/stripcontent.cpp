// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/stripcontent.h"

#include "app/engine/sentence.h"
#include "app/gui/statusline.h"
#include "widgets/look/words.h"

#include <QCoreApplication>

namespace kv::gui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("kv::gui", text);
}

verify::StripContent::Severity severityOf(engine::Severity severity)
{
    switch (severity) {
    case engine::Severity::neutral:
        return verify::StripContent::Severity::neutral;
    case engine::Severity::good:
        return verify::StripContent::Severity::good;
    case engine::Severity::alarm:
        return verify::StripContent::Severity::alarm;
    case engine::Severity::unknown:
        return verify::StripContent::Severity::unknown;
    }
    return verify::StripContent::Severity::unknown;
}

} // namespace

verify::StripContent stripContentOf(const state::Site *site, const std::string &routerId, const QString &starting)
{
    verify::StripContent content;
    if (!starting.isEmpty()) {
        content.sentence = starting;
        return content;
    }
    if (!site) {
        content.sentence = tr(QT_TRANSLATE_NOOP("kv::gui", "Nothing is known yet."));
        return content;
    }
    const engine::Sentence sentence = engine::siteSentence(*site, routerId);
    content.severity = severityOf(sentence.severity);
    content.sentence = sentence.text;
    const auto open = openChanges(*site);
    if (!open.empty()) {
        content.countdown = countdownText(*site);
        content.action = tr(QT_TRANSLATE_NOOP("kv::gui", "Restore %1 now")).arg(look::fromStd(open.front().change.linkName));
        if (open.size() > 1)
            content.action = tr(QT_TRANSLATE_NOOP("kv::gui", "Restore all %1 now")).arg(open.size());
    }
    return content;
}

} // namespace kv::gui
