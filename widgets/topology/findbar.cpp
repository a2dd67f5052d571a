// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/findbar.h"

#include "widgets/topology/canvas.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace kv::topology {

namespace {

constexpr int margin = 12;
constexpr int fieldWidth = 220;

QToolButton *makeButton(QWidget *parent, const QString &name, const QString &sign, const QString &tip)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(sign);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

FindBar::FindBar(Canvas *canvas) : QFrame(canvas), m_canvas(canvas)
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    setCursor(Qt::ArrowCursor);
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setPlaceholderText(tr("Name, address, MAC, VNI, …"));
    m_text->setAccessibleName(tr("Find in the diagram"));
    m_text->setMinimumWidth(fieldWidth);
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_previous = makeButton(this, QStringLiteral("findPrevious"), QStringLiteral("▲"), tr("Previous hit"));
    m_next = makeButton(this, QStringLiteral("findNext"), QStringLiteral("▼"), tr("Next hit"));
    auto *closing = makeButton(this, QStringLiteral("findClose"), QStringLiteral("✕"), tr("Close"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 4, 4, 4);
    for (QWidget *widget : { static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_count),
                             static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next),
                             static_cast<QWidget *>(closing) })
        row->addWidget(widget);
    connect(m_text, &QLineEdit::textChanged, m_canvas, &Canvas::find);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::showCount);
    connect(m_previous, &QToolButton::clicked, m_canvas, &Canvas::previousHit);
    connect(m_next, &QToolButton::clicked, m_canvas, &Canvas::nextHit);
    connect(closing, &QToolButton::clicked, this, &FindBar::dismiss);
    connect(m_canvas, &Canvas::hitsChanged, this, &FindBar::showCount);
    m_canvas->installEventFilter(this);
    hide();
    showCount();
}

void FindBar::open()
{
    m_text->setClearButtonEnabled(true); // its icon is searched for in all themes: not before the first frame
    show();
    raise();
    place();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    m_canvas->find(m_text->text());
}

void FindBar::dismiss()
{
    hide();
    const QStringList hits = m_canvas->hits();
    const int at = m_canvas->currentHit();
    m_canvas->find({});
    m_canvas->setFocus(Qt::OtherFocusReason);
    if (at >= 0)
        m_canvas->focusElement(hits.at(at));
}

void FindBar::place()
{
    adjustSize();
    move(m_canvas->width() - width() - margin, margin);
}

void FindBar::showCount()
{
    const auto hits = static_cast<int>(m_canvas->hits().size());
    QString text;
    if (hits > 0)
        text = tr("%1 of %2").arg(m_canvas->currentHit() + 1).arg(hits);
    else if (m_canvas->isFinding())
        text = tr("looking…");
    else if (!m_text->text().trimmed().isEmpty())
        text = tr("nothing found");
    m_count->setText(text);
    m_previous->setEnabled(hits > 0);
    m_next->setEnabled(hits > 0);
    if (isVisible())
        place();
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_canvas && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void FindBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange && isVisible())
        place();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return dismiss();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return event->modifiers() & Qt::ShiftModifier ? m_canvas->previousHit() : m_canvas->nextHit();
    case Qt::Key_Up:
        return m_canvas->previousHit();
    case Qt::Key_Down:
        return m_canvas->nextHit();
    default:
        // What the field does not take shall not walk or zoom the picture below.
        event->accept();
    }
}

} // namespace kv::topology
