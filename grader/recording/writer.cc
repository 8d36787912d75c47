#include "grader/recording/writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>

#include "grader/report/printable.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace json = boost::json;
namespace {

// What the marker at the end of a recording that became too large needs at most.
constexpr std::uint64_t kMarkerBytes = 256;

json::object HeaderJson(const RecordingHeader& header) {
  json::object object = {{"version", 2}, {"width", header.size.columns}, {"height", header.size.rows}};
  if (header.begun) object["timestamp"] = header.begun->time_since_epoch().count();
  if (!header.title.empty()) object["title"] = header.title;
  json::object env;
  if (!header.term.empty()) env["TERM"] = header.term;
  if (!header.shell.empty()) env["SHELL"] = header.shell;
  if (!env.empty()) object["env"] = std::move(env);
  json::object own;
  if (!header.lab.empty()) own["lab"] = header.lab;
  if (header.seed) own["seed"] = *header.seed;
  if (!own.empty()) object["shellab"] = std::move(own);
  return object;
}

std::string SizeText(std::uint64_t bytes) {
  constexpr std::uint64_t kMegabyte = 1U << 20U;
  return bytes >= kMegabyte ? fmt::format("{} MiB", bytes / kMegabyte) : fmt::format("{} bytes", bytes);
}

}  // namespace

RecordingWriter::RecordingWriter(const std::filesystem::path& file, const RecordingHeader& header,
                                 std::uint64_t max_bytes)
    : path_(file), file_(Open(file, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, 0600)), max_bytes_(max_bytes) {
  const std::string line = json::serialize(HeaderJson(header)) + "\n";
  WriteAll(file_.get(), line, file.native());
  bytes_ = line.size();
}

RecordingWriter::~RecordingWriter() {
  if (const std::string rest = output_.End(); !rest.empty()) Append("o", rest);
  if (const std::string rest = input_.End(); !rest.empty()) Append("i", rest);
}

void RecordingWriter::Output(std::string_view bytes) { Append("o", output_.Pass(bytes)); }

void RecordingWriter::Input(std::string_view bytes) { Append("i", input_.Pass(bytes)); }

void RecordingWriter::Resized(TerminalSize size) { Append("r", fmt::format("{}x{}", size.columns, size.rows)); }

std::string RecordingWriter::Line(std::string_view code, std::string_view data) const {
  const std::chrono::duration<double> since = std::chrono::steady_clock::now() - begun_;
  // Harmless also where somebody prints the file itself.
  const std::string text = EscapeInvisible(json::serialize(json::value(data)));
  return fmt::format("[{:.6f}, \"{}\", {}]\n", since.count(), code, text);
}

void RecordingWriter::Append(std::string_view code, std::string_view data) {
  if (data.empty() || !ended_.empty()) return;
  const std::string line = Line(code, data);
  if (bytes_ + line.size() + kMarkerBytes <= max_bytes_) {
    Write(line);
    return;
  }
  const std::string reason = fmt::format("the recording has reached {}", SizeText(max_bytes_));
  Write(Line("m", "cut here: " + reason));
  if (ended_.empty()) ended_ = fmt::format("{}: {}", path_.native(), reason);
}

void RecordingWriter::Write(std::string_view line) {
  const ssize_t written = ::write(file_.get(), line.data(), line.size());
  if (written == static_cast<ssize_t>(line.size())) {
    bytes_ += line.size();
    return;
  }
  // Part of a line can only be a full disk's doing, and what follows would be lost in it.
  ended_ = OsError(written < 0 ? errno : ENOSPC, "write " + path_.native()).what();
}

}  // namespace shellab
