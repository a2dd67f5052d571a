// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QStringList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE

namespace kv::routers {

/// "May I reboot network1?": which host, the answer in one sentence, and what it rests on.
class RebootPanel : public QWidget {
    Q_OBJECT
public:
    explicit RebootPanel(QWidget *parent = nullptr);

    void showHosts(const QStringList &hosts);
    void showAnswer(const state::RebootAnswer &answer);
    QString host() const; ///< that is asked about; "" while there is none

Q_SIGNALS:
    void hostWanted(const QString &host);

private:
    QComboBox *m_host = nullptr;
    QLabel *m_summary = nullptr;
    QTreeWidget *m_items = nullptr;
    state::RebootAnswer m_answer;
    QStringList m_hosts;

    void addGroup(const QString &title, const std::vector<state::RebootItem> &items);
};

} // namespace kv::routers
