// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QPushButton;
class QTableView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace kv::routers {

class EvidenceModel;
class PathPanel;
class VerdictPanel;

/// An interface that "Disable overlay…" can be offered for; who offers it decides.
struct OfferedLink {
    std::string host;
    model::LinkKey link;
    QString name;
    bool isDown = false; ///< by a change of ours: the button then restores it
    bool isAllowed = false; ///< its probe may change links
    bool operator==(const OfferedLink &) const = default;
};

/// One router with every fact: verdict, evidence of its instances side by side, prediction, and what can be
/// done.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);

    void showSite(const state::SitePtr &site);
    void showRouter(const QString &routerId);
    void showOfferedLinks(const std::vector<OfferedLink> &links);
    QString routerId() const { return m_routerId; }
    PathPanel *pathPanel() const { return m_path; }

Q_SIGNALS:
    void disableOverlayWanted(const QString &host, kv::model::LinkKey link);
    void restoreOverlayWanted(const QString &host, kv::model::LinkKey link);

protected:
    void changeEvent(QEvent *event) override;

private:
    state::SitePtr m_site;
    QString m_routerId;
    std::vector<OfferedLink> m_links;
    QLabel *m_name = nullptr;
    QLabel *m_id = nullptr;
    VerdictPanel *m_verdict = nullptr;
    EvidenceModel *m_evidenceModel = nullptr;
    QTableView *m_evidence = nullptr;
    QLabel *m_predictionTitle = nullptr;
    QGridLayout *m_predictionGrid = nullptr;
    PathPanel *m_path = nullptr;
    QVBoxLayout *m_buttons = nullptr;
    std::vector<QPushButton *> m_linkButtons;

    void makeEvidence();
    void refresh();
    void showPrediction(const state::Router &router);
    void applyTheme();
    void sizeEvidence();
};

} // namespace kv::routers
