// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A probe that behaves badly on purpose: plays the parts named on its command line, one after another.
#include "probes/wire/codec.h"
#include "probes/wire/linereader.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

using namespace kv;

std::uint64_t sequence = 0;

model::TimeUs bootTime()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return model::TimeUs{ now.tv_sec } * 1'000'000 + now.tv_nsec / 1'000;
}

void put(const std::string &bytes)
{
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t written = ::write(1, rest.data(), rest.size());
        if (written <= 0)
            std::_Exit(0);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void say(model::ObservationBody body)
{
    put(wire::encode(wire::Event{ ++sequence, bootTime(), std::move(body) }));
}

void sayHello(std::uint32_t protocol = 1)
{
    model::Hello hello;
    hello.protocol = protocol;
    hello.version = "0";
    hello.hostName = "misbehave";
    hello.bootTimeUs = bootTime();
    say(hello);
}

void saySnapshot(std::uint64_t claimed)
{
    say(model::SnapshotBegin{});
    say(model::NetNamespace{ 7, {}, 1, true });
    say(model::SnapshotEnd{ claimed });
}

/// Answers requests until the input closes.
void serve(bool answersClock, bool answersRest)
{
    wire::LineReader reader;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t size = ::read(0, buffer.data(), buffer.size());
        if (size <= 0)
            return;
        reader.feed({ buffer.data(), static_cast<std::size_t>(size) });
        while (const auto line = reader.next()) {
            const auto request = wire::decodeRequest(line->text);
            if (!request)
                continue;
            if (std::holds_alternative<wire::AskSnapshot>(request->operation))
                saySnapshot(1);
            wire::Reply reply{ request->id, bootTime(), 0, {} };
            if (std::holds_alternative<wire::SetLink>(request->operation))
                reply.error = model::Error{ model::ErrorCode::notPermitted, "never", {} };
            if (std::holds_alternative<wire::AskClock>(request->operation) ? answersClock : answersRest)
                put(wire::encode(reply));
        }
    }
}

void flood()
{
    for (int i = 0;; ++i) {
        say(model::NetNamespace{ static_cast<model::NetnsCookie>(i % 50 + 1), { "flood" }, 1, false });
        pollfd input{ 0, POLLIN, 0 };
        if (i % 100 == 0 && ::poll(&input, 1, 0) > 0) {
            std::array<char, 4096> buffer{};
            if (::read(0, buffer.data(), buffer.size()) <= 0)
                return;
        }
    }
}

/// Fails as often as the file has not yet got lines, then behaves.
void flap(const char *file, int times)
{
    std::FILE *count = std::fopen(file, "a+");
    if (!count)
        std::exit(9);
    int lines = 0;
    for (int c = std::fgetc(count); c != EOF; c = std::fgetc(count))
        lines += c == '\n' ? 1 : 0;
    std::fputs("start\n", count);
    std::fclose(count);
    if (lines < times) {
        std::fputs("not yet\n", stderr);
        std::exit(4);
    }
}

void play(const std::string &part, const char *argument)
{
    if (part == "hello")
        sayHello();
    else if (part == "hello-of-protocol-2")
        sayHello(2);
    else if (part == "snapshot")
        saySnapshot(1);
    else if (part == "wrong-count")
        saySnapshot(5);
    else if (part == "hole")
        sequence += 3;
    else if (part == "crash")
        std::abort();
    else if (part == "exit-3")
        std::exit(3);
    else if (part == "complain")
        std::fputs("first words\nsudo: a password is required\n", stderr);
    else if (part == "chatter")
        put("Welcome to misbehave!\n\n");
    else if (part == "garbage")
        put("{\"m\":\"link\"}\nnot json\n\xff\xfe\n");
    else if (part == "oversized")
        put(std::string(wire::maxLineBytes + 10, 'x') + "\n");
    else if (part == "half-line")
        put("{\"m\":\"netns\",\"se");
    else if (part == "event")
        say(model::NetNamespace{ 9, { "late" }, 2, false });
    else if (part == "serve")
        serve(true, true);
    else if (part == "serve-clock-only")
        serve(true, false);
    else if (part == "serve-nothing")
        serve(false, false);
    else if (part == "flood")
        flood();
    else if (part == "flap")
        flap(argument, 2);
    else if (part == "hang")
        for (;;)
            ::pause();
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        play(argv[i], i + 1 < argc ? argv[i + 1] : "");
    return 0;
}
