// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasaccessible.h"

#include "widgets/topology/canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace kv::topology {

namespace {

/// One element of the picture, as screen readers see it; looked up by id at each question.
class AccessibleElement : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleElement(Canvas *canvas, QString id) : m_canvas(canvas), m_id(std::move(id)) { }

    bool isValid() const override { return element() != nullptr; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override
    {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas.data())->window() : nullptr;
    }
    QAccessibleInterface *parent() const override
    {
        return m_canvas ? QAccessible::queryAccessibleInterface(m_canvas.data()) : nullptr;
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text kind) const override
    {
        const picture::Element *made = element();
        if (made == nullptr)
            return {};
        if (kind == QAccessible::Name)
            return made->name;
        return kind == QAccessible::Description ? made->description : QString();
    }

    QRect rect() const override
    {
        if (!m_canvas)
            return {};
        const QRect box = m_canvas->elementRect(m_id).toAlignedRect();
        return { m_canvas->mapToGlobal(box.topLeft()), box.size() };
    }

    QAccessible::Role role() const override
    {
        const picture::Element *made = element();
        if (made == nullptr)
            return QAccessible::NoRole;
        if (made->kind == picture::ElementKind::action)
            return QAccessible::Button;
        return made->kind == picture::ElementKind::host ? QAccessible::Grouping : QAccessible::ListItem;
    }

    QAccessible::State state() const override
    {
        QAccessible::State made;
        if (!m_canvas)
            return made;
        made.focusable = true;
        made.selectable = true;
        made.focused = m_canvas->hasFocus() && m_canvas->focusedElement() == m_id;
        made.selected = m_canvas->selectedElement() == m_id;
        return made;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }

    QStringList actionNames() const override { return { pressAction(), setFocusAction() }; }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        if (!m_canvas)
            return;
        if (name == pressAction())
            m_canvas->activateElement(m_id);
        else if (name == setFocusAction())
            m_canvas->focusElement(m_id);
    }

private:
    QPointer<Canvas> m_canvas;
    QString m_id;

    const picture::Element *element() const { return m_canvas ? m_canvas->element(m_id) : nullptr; }
};

class AccessibleCanvas : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(Canvas *canvas) : QAccessibleWidget(canvas, QAccessible::List), m_canvas(canvas)
    {
    }
    ~AccessibleCanvas() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override
    {
        return m_canvas ? static_cast<int>(m_canvas->elementOrder().size()) : 0;
    }

    QAccessibleInterface *child(int index) const override
    {
        const QStringList order = m_canvas ? m_canvas->elementOrder() : QStringList();
        if (index < 0 || index >= order.size())
            return nullptr;
        const QString &id = order.at(index);
        auto it = m_children.find(id);
        if (it == m_children.end())
            it = m_children.insert(
                id, QAccessible::registerAccessibleInterface(new AccessibleElement(m_canvas.data(), id)));
        return QAccessible::accessibleInterface(it.value());
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = childCount() - 1; i >= 0; --i) {
            QAccessibleInterface *made = child(i);
            if (made != nullptr && made->rect().contains(x, y))
                return made;
        }
        return nullptr;
    }

    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    QAccessibleInterface *focusChild() const override
    {
        return m_canvas
            ? child(static_cast<int>(m_canvas->elementOrder().indexOf(m_canvas->focusedElement())))
            : nullptr;
    }

private:
    QPointer<Canvas> m_canvas;
    mutable QHash<QString, QAccessible::Id> m_children;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<Canvas *>(object);
    return canvas == nullptr ? nullptr : new AccessibleCanvas(canvas);
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(makeAccessible); // an installed factory is not installed twice
}

void accessibleElementsChanged(Canvas *canvas)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(canvas, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void accessibleFocusMoved(Canvas *canvas, int index)
{
    if (!QAccessible::isActive() || index < 0)
        return;
    QAccessibleEvent event(canvas, QAccessible::Focus);
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
}

} // namespace kv::topology
