// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/trafficpath.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QTableView;
QT_END_NAMESPACE

namespace kv::routers {

class PathModel;

/// Something that a path can be shown of, as people call it.
struct PathChoice {
    QString name;
    state::PathTarget target;
    bool operator==(const PathChoice &) const = default;
};

/// The inspector's section of the traffic path: whose, what it amounts to, hop by hop.
class PathPanel : public QWidget {
    Q_OBJECT
public:
    explicit PathPanel(QWidget *parent = nullptr);

    /// What there is to choose from; `current` -1 = no path is shown.
    void showChoices(const std::vector<PathChoice> &choices, int current);
    /// `sentence`: what it amounts to. `now`: near end's clock.
    void showPath(const QString &sentence, const state::TrafficPath &path, model::TimeUs now);
    void showNoPath();

Q_SIGNALS:
    /// Index in what was last given to showChoices(); -1 = none.
    void choiceWanted(int index);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    PathModel *m_model = nullptr;
    QLabel *m_title = nullptr;
    QComboBox *m_choice = nullptr;
    QLabel *m_sentence = nullptr;
    QTableView *m_hops = nullptr;
    std::vector<PathChoice> m_choices;

    void makeHops();
    void fitHops();
    void applyTheme();
};

} // namespace kv::routers
