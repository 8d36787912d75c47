// Checks parsed from TOML and judged over worlds made by hand. Used by the tests of the kinds that look at a world.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <string>
#include <utility>

#include "grader/check/check.h"

namespace shellab::testing {

// The check of `kind` with these keys; faults are thrown.
inline CheckSpec ParseKind(const std::string& kind, const std::string& keys) {
  const std::string toml =
      "id = \"c\"\nname = { en = \"n\", zh = \"n\" }\npoints = 1\nkind = \"" + kind + "\"\n" + keys;
  const TomlDocument document = TomlDocument::Parse("lab.toml", toml);
  CheckSpec spec = ParseCheck(document.Root());
  document.ThrowIfFaulty();
  return spec;
}

inline std::string FaultsOf(const std::string& kind, const std::string& keys) {
  try {
    ParseKind(kind, keys);
  } catch (const AuthorError& error) {
    return error.what();
  }
  return "none";
}

inline Questions AskedBy(const CheckSpec& spec) {
  Questions questions;
  spec.check->Ask(questions);
  return questions;
}

inline Finding Verify(const CheckSpec& spec, const RunResult& answer, const RunResult* reference = nullptr,
                      const RunResult* without = nullptr) {
  boost::asio::io_context context;
  const Evidence evidence{answer, reference, without};
  auto finding = boost::asio::co_spawn(context, spec.check->Verify(evidence), boost::asio::use_future);
  context.run();
  return finding.get();
}

// What the finding says in English, "passed" when it passed; "untranslated" when a language is missing.
inline std::string Said(const Finding& finding) {
  if (finding.status == Finding::Status::kPassed) return finding.message.empty() ? "passed" : "passed with a message";
  if (finding.message.en.empty() || finding.message.zh.empty() || finding.message.en == finding.message.zh)
    return "untranslated";
  return finding.message.en;
}

inline FileState File(const std::string& content, mode_t mode = 0644) {
  FileState state;
  state.type = FileState::Type::kFile;
  state.mode = mode;
  state.uid = 1000;
  state.gid = 1000;
  state.size = content.size();
  state.content = content;
  state.sha256 = "of " + content;
  return state;
}

inline FileState Folder(mode_t mode = 0755) {
  FileState state;
  state.type = FileState::Type::kFolder;
  state.mode = mode;
  return state;
}

inline FileState Link(const std::string& target) {
  FileState state;
  state.type = FileState::Type::kLink;
  state.mode = 0777;
  state.content = target;
  return state;
}

inline FileState OwnedBy(FileState state, std::uint32_t uid, std::uint32_t gid) {
  state.uid = uid;
  state.gid = gid;
  return state;
}

}  // namespace shellab::testing
