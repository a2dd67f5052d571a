// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"

#include <QWidget>

namespace kv::routers {

/// The tinted panel with a router's verdict: mark, "Protected", and who serves it.
class VerdictPanel : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPanel(QWidget *parent = nullptr);

    void showRouter(const state::Router &router);
    QString title() const { return m_title; }
    QString text() const { return m_text; }
    QSize sizeHint() const override { return { 304, 56 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    state::Protection m_protection = state::Protection::unknown;
    QString m_title;
    QString m_text;

    QString servedText(const state::Router &router) const;
};

} // namespace kv::routers
