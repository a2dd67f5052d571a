// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/verifier.h"
#include "app/gui/livesite.h"
#include "app/gui/mainwindow.h"

#include <QObject>

#include <map>
#include <optional>
#include <utility>

namespace kv::gui {

/// Joins the window with the live site: values down, intentions up, refusals as notices, and carries out what
/// the verifier asks for.
class Conductor : public QObject {
    Q_OBJECT
public:
    Conductor(MainWindow &window, LiveSite &live, QObject *parent = nullptr);

    void startVerification(const QString &routerId);
    const std::optional<engine::Verifier> &verifier() const { return m_verifier; }

Q_SIGNALS:
    void verificationChanged(const kv::state::Verification &verification);
    void verificationFinished(const kv::state::Verification &verification);

private:
    MainWindow &m_window;
    LiveSite &m_live;
    std::optional<engine::Verifier> m_verifier;
    std::map<std::pair<std::string, std::uint64_t>, model::ChangePhase>
        m_phases; ///< of changes, by host and number
    bool m_isVerifying = false;

    void showSite(const state::SitePtr &site);
    void setLink(const QString &host, model::LinkKey link, bool up, int undoSeconds);
    void noteChanges(const state::Site &site);
    void tellChange(const std::string &host, const model::ChangeState &change);
    void carryOut(const std::vector<engine::VerifierAction> &actions);
    void ask(const std::string &host, session::Operation operation, const engine::VerifierAction &action);
    void abortVerification();
};

/// Why a request failed and what to do next, for people.
QString refusalText(const QString &host, const model::Error &error);

} // namespace kv::gui
