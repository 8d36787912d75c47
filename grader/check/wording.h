// Every sentence that a check says to a learner, in English and Chinese. Called by the comparisons, the kinds of checks
// and the text report. Quoted lines are the guest's raw bytes: reports make them safe to show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "grader/check/diff.h"
#include "grader/text.h"
#include "sandbox/changes.h"
#include "sandbox/outcome.h"

namespace shellab::wording {

// "memory", as part of a sentence about a limit.
Text LimitPhrase(Limit limit);
// "SIGKILL", or the bare number where the signal has no name.
std::string SignalName(int signal);

// How the run went wrong.
Text StoppedByLimit(Limit limit);
Text OutputTruncated(std::uint64_t kept_bytes);
Text ReachedLimit(Limit limit);
Text EndedBySignal(int signal);
Text ExitCode(int code);
Text WrongExitCode(int expected, int actual);
Text CommandNotFound(std::string_view error_line);

// Nothing there.
Text NothingPrinted(std::uint64_t expected_lines);
Text NothingOnStandardError(std::uint64_t expected_lines);
Text ErrorBegins(std::string_view error_line);
Text Empty(std::uint64_t expected_lines);

// Two lists of lines that differ. Line numbers count from 1.
struct LinePair {
  std::uint64_t line = 0;
  std::string_view expected;
  std::string_view actual;
};
Text LineDiffers(const LinePair& pair);
Text LineCounts(std::uint64_t expected, std::uint64_t actual);
Text LastLinesMissing(std::uint64_t expected, std::uint64_t actual, std::string_view first_missing);
Text ExtraLines(std::uint64_t expected, std::uint64_t actual, std::string_view first_extra);
Text OnlyLineEnds(bool actual_has_carriage_return, std::uint64_t line);
Text OnlyTrailingBlanks(const LinePair& pair);
Text OnlyBlanks(const LinePair& pair);
Text OnlyCase(const LinePair& pair);
Text OnlyOrder(const LinePair& pair);
Text FinalNewline(bool expected);
Text NumbersDiffer(const LinePair& pair, std::string_view tolerance);
Text PatternDiffers(std::string_view pattern, std::string_view first_line);
Text MissingInAnyOrder(std::uint64_t missing, std::string_view first_missing);
Text ExtraInAnyOrder(std::uint64_t extra, std::string_view first_extra);

// Result sets: rows as texts.
Text NoRows(std::uint64_t expected_rows);
Text RowsMissing(std::uint64_t missing, std::string_view first_missing);
Text RowsTooMany(std::uint64_t extra, std::string_view first_extra);
Text RowsOrder(const LinePair& row);
Text RowColumns(std::uint64_t expected, std::uint64_t actual, std::string_view first_row);

// The world that the answer left. Paths are the guest's raw bytes.
Text NotThere(std::string_view path);
Text ShouldNotBeThere(std::string_view path);
Text WrongType(std::string_view path, FileState::Type expected, FileState::Type actual);
Text WrongMode(std::string_view path, mode_t expected, mode_t actual);
Text WrongOwner(std::string_view path, const FileState& expected, const FileState& actual);
Text ContentDiffers(std::string_view path, const Text& difference);
Text TooLarge(std::string_view path);
Text NotAsBefore(std::string_view path, std::size_t more);
Text ChangedToo(std::string_view path, std::size_t more);
Text NotChanged(std::string_view path, std::size_t more);
Text ChangedOtherwise(std::string_view path, std::size_t more);
Text HiddenCommandDiffers(const Text& difference);
Text ProbeDiffers(const Text& difference);
Text ProbeGotNoAnswer();
// What a reference command asks for is not there any more.
Text NothingToExpect();

// What a diff leaves out; empty when it is whole.
Text LeftOut(const DiffText& diff);

// Two sentences, one after the other; either may be empty.
Text Join(const Text& first, const Text& second);

}  // namespace shellab::wording
