// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include <cstdint>

QT_BEGIN_NAMESPACE
class QPainter;
class QPushButton;
QT_END_NAMESPACE

namespace kv::verify {

/// What the strip says. `countdown` and `action` are empty while no change of ours is in force.
struct StripContent {
    enum class Severity { neutral, good, alarm, unknown };
    Severity severity = Severity::neutral;
    QString sentence; ///< plain text; its first clause (up to the first ". " or ": ") is drawn strong
    QString aside; ///< a smaller second thought at the right
    QString countdown; ///< "overlay0 returns by itself in 51 s"
    QString action; ///< "Restore overlay now"
    bool operator==(const StripContent &) const = default;
};

/// The verdict strip: always there, one sentence and the one action that matters.
class VerdictStrip : public QWidget {
    Q_OBJECT
public:
    static constexpr int stripHeight = 32;

    explicit VerdictStrip(QWidget *parent = nullptr);

    void showContent(const StripContent &content);
    const StripContent &content() const { return m_content; }
    QPushButton *actionButton() const { return m_action; }
    QSize sizeHint() const override { return { 800, stripHeight }; }

    /// The sentence as it is drawn now: one line, or its first clause and the rest. The aside gives way to
    /// it; a line is elided only where both together do not hold it.
    QStringList lines() const { return arrange().lines; }
    bool showsAside() const { return arrange().showsAside; }

Q_SIGNALS:
    void actionWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Arrangement {
        QStringList lines;
        bool showsAside = false;
        int right = 0; ///< where the sentence ends at the latest
    };

    Arrangement arrange() const;
    void paintSentence(QPainter &painter, const Arrangement &arrangement) const;
    int textRight() const;

    StripContent m_content;
    QPushButton *m_action = nullptr;
};

} // namespace kv::verify
