// Records what a learner sees while they practise, a recording for each lab. Used by `shellab start`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/seed.h"
#include "grader/practice/listener.h"
#include "grader/progress/place.h"
#include "grader/recording/writer.h"
#include "grader/text.h"

namespace shellab {

class SessionRecorder : public PracticeListener {
 public:
  struct Options {
    std::optional<std::filesystem::path> file;  // one for all labs; else one for each among those that shellab keeps
    bool input = false;                         // also what is typed, passwords among it
    TerminalSize size;                          // at the beginning
  };

  // `seeds` must outlive it; `first` is the first lab. A file that is named is made now, with the rights of the place's
  // owner, whether or not there is a place for others; throws UsageError where it cannot be.
  SessionRecorder(RecordPlace place, const Seeds& seeds, Language language, const Options& options, const Lab& first);

  // Which recordings have ended before their labs and why, a line each; empty where none has.
  std::string EndedEarly() const;

  // Practice goes on also where there is no recording: what is told says why.
  void Began(const Lab& lab) override;
  void Ended(const Lab& lab) override;
  std::string Notice() const override;
  void OutputShown(std::string_view bytes) override;
  void Typed(std::string_view bytes) override;
  void Resized(const TerminalSize& size) override;

 private:
  void Open(const Lab& lab);
  // Why nothing is recorded now; empty where something is.
  const std::string& Fault() const { return writer_ ? writer_->ended() : not_begun_; }
  const char* Say(const char* en, const char* zh) const { return language_ == Language::kChinese ? zh : en; }

  RecordPlace place_;
  const Seeds& seeds_;
  Language language_;
  Options options_;
  TerminalSize size_;
  std::string name_;  // what `replay` knows it by
  std::optional<RecordingWriter> writer_;
  std::string not_begun_;         // why the last could not be made
  std::vector<std::string> cut_;  // why those of earlier labs ended before them
};

}  // namespace shellab
