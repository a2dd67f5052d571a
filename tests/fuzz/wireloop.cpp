// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mutates the examples of PROTOCOL.md with a fixed seed. Usage: wireloop PROTOCOL.md [ROUNDS [SEED]]
#include "tests/fuzz/wireoneinput.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

const std::vector<std::string> &nastyPieces()
{
    static const std::vector<std::string> pieces{ "\"",
                                                  "\\",
                                                  "{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "null",
                                                  "true",
                                                  "-1",
                                                  "1e999",
                                                  "18446744073709551616",
                                                  "9223372036854775808",
                                                  "0.5",
                                                  "\\u0000",
                                                  "\\ud800",
                                                  "\xff",
                                                  "\xED\xA0\x80",
                                                  std::string(1, '\0'),
                                                  "\n",
                                                  "\"m\":\"tick\",",
                                                  "{\"id\":1,",
                                                  std::string(40, '['),
                                                  std::string(2000, 'x') };
    return pieces;
}

std::string mutate(Random &random, std::string text, const std::vector<std::string> &corpus)
{
    const std::size_t changes = 1 + below(random, 4);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = below(random, text.size());
        switch (below(random, 6)) {
        case 0:
            text[at] = static_cast<char>(below(random, 256));
            break;
        case 1:
            text.erase(at, 1 + below(random, 8));
            break;
        case 2:
            text.insert(at, nastyPieces()[below(random, nastyPieces().size())]);
            break;
        case 3:
            text.insert(at, text.substr(below(random, text.size()), below(random, 30)));
            break;
        case 4:
            text.resize(at);
            break;
        default: {
            const std::string &other = corpus[below(random, corpus.size())];
            text = text.substr(0, at) + other.substr(below(random, other.size()));
        }
        }
    }
    return text + "\n";
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    std::ifstream file(argv[1]);
    std::vector<std::string> corpus;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("{\""))
            corpus.push_back(line);
    }
    if (corpus.size() < 30) {
        std::fprintf(stderr, "no corpus in %s\n", argv[1]);
        return 2;
    }
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 100'000;
    Random random(argc > 3 ? static_cast<Random::result_type>(std::atoi(argv[3])) : 20261123u);
    for (int i = 0; i < rounds; ++i)
        kv::tests::wireOneInput(mutate(random, corpus[below(random, corpus.size())], corpus));
    std::printf("%d mutations of %zu lines\n", rounds, corpus.size());
    return 0;
}
