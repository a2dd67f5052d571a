// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mutates the seeds of one reader with a fixed seed. Usage: fuzzloop SEEDS… [--rounds ROUNDS] [--seed SEED];
// a folder holds one seed a file, of a .md file every line that begins like a message is one.
// KEEPVIEW_FUZZ_INPUT names the reader.
#include "tests/fuzz/oneinput.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
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
                                                  std::string(2000, 'x'),
                                                  "include x\n",
                                                  "$A=",
                                                  "${A}",
                                                  "~SEQ(A, 1, 9)",
                                                  "vrrp_instance a {",
                                                  "\n----\n",
                                                  std::string("\x04\x00", 2),
                                                  std::string("\xff\xff\xff\xff", 4) };
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
    return text;
}

/// A file's seeds; the folder's files in the order of their names, so that a run is the same everywhere.
void addSeeds(std::vector<std::string> &corpus, const std::filesystem::path &place)
{
    if (std::filesystem::is_directory(place)) {
        std::vector<std::filesystem::path> files;
        for (const auto &entry : std::filesystem::directory_iterator(place))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto &file : files)
            addSeeds(corpus, file);
        return;
    }
    std::ifstream file(place, std::ios::binary);
    if (place.extension() != ".md") {
        std::ostringstream whole;
        whole << file.rdbuf();
        corpus.push_back(whole.str());
        return;
    }
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("{\""))
            corpus.push_back(line + "\n");
    }
}

} // namespace

int main(int argc, char **argv)
{
    unsigned rounds = 20'000;
    unsigned seed = 20261123u;
    std::vector<std::string> corpus;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if ((word == "--rounds" || word == "--seed") && i + 1 < argc) {
            const std::string_view number = argv[++i];
            std::from_chars(number.data(), number.data() + number.size(), word == "--seed" ? seed : rounds);
        } else {
            addSeeds(corpus, word);
        }
    }
    if (corpus.size() < 4) {
        std::fprintf(stderr, "%zu seeds: too few\n", corpus.size());
        return 2;
    }
    for (const std::string &text : corpus)
        kv::tests::KEEPVIEW_FUZZ_INPUT(text);
    Random random(seed);
    for (unsigned i = 0; i < rounds; ++i)
        kv::tests::KEEPVIEW_FUZZ_INPUT(mutate(random, corpus[below(random, corpus.size())], corpus));
    std::printf("%u mutations of %zu seeds\n", rounds, corpus.size());
    return 0;
}
