// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kv::topology {

class Canvas;

/// Makes canvases tell screen readers of their elements; once a process, again does nothing.
void installAccessibility();

/// The elements of a canvas are others now.
void accessibleElementsChanged(Canvas *canvas);
/// The keyboard is at the n-th element of Canvas::elementOrder().
void accessibleFocusMoved(Canvas *canvas, int index);

} // namespace kv::topology
