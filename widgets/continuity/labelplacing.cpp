// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/labelplacing.h"

#include <algorithm>
#include <numeric>

namespace kv::continuity {

namespace {

constexpr int besideMark = 7;
constexpr int leastGap = 6;

struct Taken {
    int row;
    int left;
    int right;
};

bool isFree(const std::vector<Taken> &taken, int row, int left, int right)
{
    return std::none_of(taken.begin(), taken.end(), [=](const Taken &other) {
        return other.row == row && left < other.right + leastGap && other.left < right + leastGap;
    });
}

} // namespace

std::vector<LabelPlace> placeLabels(const std::vector<LabelWish> &wishes, int width, int rows)
{
    std::vector<std::size_t> order(wishes.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::stable_sort(order.begin(), order.end(), [&wishes](std::size_t a, std::size_t b) {
        if (wishes[a].importance != wishes[b].importance)
            return wishes[a].importance > wishes[b].importance;
        return wishes[a].column > wishes[b].column; // texts go to the right: the rightmost one has room
    });
    std::vector<LabelPlace> places(wishes.size());
    std::vector<Taken> taken;
    std::vector<Taken> texts;
    // Marks stand in the lowest row; no text may cover one that is not its own.
    for (const LabelWish &wish : wishes)
        taken.push_back({ rows - 1, wish.column - 1, wish.column + 1 });
    const auto tryPlace = [&](std::size_t i, int row, int left) {
        const int right = left + wishes[i].width;
        if (left < 0 || right > width || !isFree(taken, row, left, right))
            return false;
        // The line from the text down to its mark may not cross another text either.
        for (int below = row + 1; below < rows; ++below) {
            if (!isFree(texts, below, wishes[i].column, wishes[i].column))
                return false;
        }
        taken.push_back({ row, left, right });
        texts.push_back({ row, left, right });
        for (int below = row + 1; below < rows; ++below)
            taken.push_back({ below, wishes[i].column, wishes[i].column });
        places[i] = { row, left };
        return true;
    };
    for (const std::size_t i : order) {
        for (int row = rows - 1; row >= 0; --row) {
            const int right = wishes[i].column + besideMark;
            const int left = wishes[i].column - besideMark - wishes[i].width;
            const bool leftFirst = wishes[i].prefersLeft;
            if (tryPlace(i, row, leftFirst ? left : right) || tryPlace(i, row, leftFirst ? right : left))
                break;
        }
    }
    return places;
}

} // namespace kv::continuity
