#include "grader/recording/session_recorder.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <utility>

#include "grader/recording/library.h"
#include "grader/report/printable.h"
#include "grader/terminal/user_terminal.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {

SessionRecorder::SessionRecorder(RecordPlace place, const Seeds& seeds, Language language, const Options& options,
                                 const Lab& first)
    : place_(std::move(place)), seeds_(seeds), language_(language), options_(options), size_(options.size) {
  if (!options_.file) return;
  try {
    Open(first);
  } catch (const HostError& error) {
    throw UsageError(error.what());
  }
}

void SessionRecorder::Open(const Lab& lab) {
  RecordingHeader header;
  header.size = size_;
  header.begun = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  header.title = lab.title.en;
  header.term = GuestTerm();
  header.shell = "/bin/bash";
  header.lab = lab.id;
  header.seed = seeds_.For(lab.id, 0);
  const OwnersRights rights(place_);
  const std::filesystem::path file =
      options_.file ? *options_.file : PlaceForRecording(RecordingsFolder(place_), lab.id);
  name_ = options_.file ? file.native() : lab.id;
  writer_.emplace(file, header);
}

void SessionRecorder::Began(const Lab& lab) {
  if (options_.file) return;
  not_begun_.clear();
  try {
    Open(lab);
  } catch (const std::exception& error) {
    not_begun_ = error.what();
  }
}

void SessionRecorder::Ended(const Lab& /*lab*/) {
  if (options_.file || !writer_) return;
  if (!writer_->ended().empty()) cut_.push_back(writer_->ended());
  writer_.reset();
}

std::string SessionRecorder::Notice() const {
  if (!Fault().empty())
    return fmt::format("{}{}\n", Say("This session is not recorded: ", "本次练习没有录像："), PrintableLine(Fault()));
  const char* what = options_.input ? Say("This session is recorded, with all that is typed (passwords too)",
                                          "本次练习会被录像，包括键入的内容（密码也在内）")
                                    : Say("This session is recorded: what is shown, not what is typed",
                                          "本次练习会被录像：只录显示的内容，不录键入的内容");
  const char* how = Say("{}. `shellab replay {}` plays it; --no-record turns this off.\n",
                        "{}。回放：`shellab replay {}`；不录像：--no-record\n");
  return fmt::format(fmt::runtime(how), what, PrintableLine(name_));
}

std::string SessionRecorder::EndedEarly() const {
  std::vector<std::string> reasons = cut_;
  if (writer_ && !writer_->ended().empty()) reasons.push_back(writer_->ended());
  std::string lines;
  for (const std::string& reason : reasons)
    lines += fmt::format("{}{}{}", lines.empty() ? "" : "\n", Say("The recording is not whole: ", "录像不完整："),
                         PrintableLine(reason));
  return lines;
}

void SessionRecorder::OutputShown(std::string_view bytes) {
  if (writer_) writer_->Output(bytes);
}

void SessionRecorder::Typed(std::string_view bytes) {
  if (writer_ && options_.input) writer_->Input(bytes);
}

void SessionRecorder::Resized(const TerminalSize& size) {
  if (size == size_) return;
  size_ = size;
  if (writer_) writer_->Resized(size_);
}

}  // namespace shellab
