#include "grader/reference_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/utility.hpp>
#include <boost/serialization/vector.hpp>
#include <sstream>
#include <system_error>
#include <vector>

#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/os/folder.h"

namespace boost::serialization {

template <class Archive, class Rep, class Period>
void serialize(Archive& archive, std::chrono::duration<Rep, Period>& time, unsigned /*version*/) {
  Rep count = time.count();
  archive& count;
  time = std::chrono::duration<Rep, Period>(count);
}

template <class Archive>
void serialize(Archive& archive, shellab::Outcome& outcome, unsigned /*version*/) {
  // Only a run that ended well is a reference.
  archive& outcome.ended& outcome.code& outcome.signal& outcome.limits_hit;
}

template <class Archive>
void serialize(Archive& archive, shellab::CapturedOutput& output, unsigned /*version*/) {
  archive& output.content& output.total_bytes& output.truncated;
}

template <class Archive>
void serialize(Archive& archive, shellab::ExecResult& result, unsigned /*version*/) {
  archive& result.outcome& result.exec_errno& result.wall& result.cpu& result.peak_memory_bytes& result.out& result.err;
}

template <class Archive>
void serialize(Archive& archive, shellab::FileState& state, unsigned /*version*/) {
  archive& state.type& state.mode& state.uid& state.gid& state.size& state.sha256& state.content;
}

template <class Archive>
void serialize(Archive& archive, shellab::Change& change, unsigned /*version*/) {
  archive& change.before& change.after;
}

template <class Archive>
void serialize(Archive& archive, shellab::HiddenCommand& command, unsigned /*version*/) {
  archive& command.script& command.as_root;
}

template <class Archive>
void serialize(Archive& archive, shellab::Action& action, unsigned /*version*/) {
  archive& action.verb& action.target& action.script;
}

template <class Archive>
void serialize(Archive& archive, shellab::Probe& probe, unsigned /*version*/) {
  archive& probe.script& probe.files& probe.services& probe.actions& probe.acts_for& probe.wall& probe.frames& probe
      .tells_expected;
}

template <class Archive>
void serialize(Archive& archive, shellab::NamedProcess& process, unsigned /*version*/) {
  // Who they were means nothing in another sandbox.
  archive& process.same_runs& process.runs& process.stopped& process.exited;
}

template <class Archive>
void serialize(Archive& archive, shellab::Observation& seen, unsigned /*version*/) {
  archive& seen.changes& seen.paths& seen.commands& seen.probes& seen.named& seen.elsewhere;
}

template <class Archive>
void serialize(Archive& archive, shellab::RunResult& result, unsigned /*version*/) {
  archive& result.run& result.seen;
}

}  // namespace boost::serialization

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigestLength = 64;
constexpr unsigned kFlags = boost::archive::no_header;

// Which build this is, as long as it lies where it does: enough for what this machine keeps, and told at once.
std::string ThisProgram() {
  struct stat info {};
  CheckCall(::stat("/proc/self/exe", &info), "stat /proc/self/exe");
  return fmt::format("{} {} {}.{}", info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

std::string Packed(const RunResult& result) {
  std::ostringstream stream;
  boost::archive::binary_oarchive archive(stream, kFlags);
  archive << result;
  return stream.str();
}

}  // namespace

ReferenceStore::ReferenceStore(const fs::path& state) : folder_(state / "references"), program_(ThisProgram()) {
  MakeFolders(folder_);
  CheckCall(::chmod(folder_.c_str(), 0700), fmt::format("chmod {}", folder_.native()));
}

fs::path ReferenceStore::FileOf(const std::string& digest) const { return folder_ / Sha256(digest + program_); }

std::optional<RunResult> ReferenceStore::Find(const std::string& digest) const {
  try {
    const Fd file = Open(FileOf(digest), O_RDONLY);
    const std::string content = ReadAll(file.get(), kMaxBytes, "a reference");
    if (content.size() < kDigestLength || Sha256(content.substr(kDigestLength)) != content.substr(0, kDigestLength))
      return std::nullopt;
    ::futimens(file.get(), nullptr);  // when it was used last
    std::istringstream stream(content.substr(kDigestLength));
    boost::archive::binary_iarchive archive(stream, kFlags);
    RunResult result;
    archive >> result;
    return result;
  } catch (const HostError&) {  // not there
    return std::nullopt;
  } catch (const boost::archive::archive_exception&) {
    return std::nullopt;
  }
}

void ReferenceStore::Keep(const std::string& digest, const RunResult& result) const {
  try {
    const std::string packed = Packed(result);
    const fs::path file = FileOf(digest);
    const fs::path draft = fmt::format("{}.{}", file.native(), ::getpid());
    {
      const Fd out = Open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
      WriteAll(out.get(), Sha256(packed) + packed, draft.native());
    }
    // Not synced: one that a power cut tore is told by its digest.
    CheckCall(::rename(draft.c_str(), file.c_str()), draft.native());
    if (!pruned_) Prune(kMaxBytes);
    pruned_ = true;
  } catch (const HostError&) {  // a full disk costs time, not results
  }
}

ReferenceStore::Pruned ReferenceStore::Prune(std::uint64_t max_bytes) const {
  struct Entry {
    fs::file_time_type used;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    std::error_code gone;  // another shellab may prune as well
    const std::uint64_t bytes = entry.file_size(gone);
    if (gone) continue;
    entries.push_back({entry.last_write_time(gone), bytes, entry.path()});
    total += bytes;
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  Pruned pruned;
  for (const Entry& entry : entries) {
    if (total <= max_bytes) break;
    std::error_code gone;
    fs::remove(entry.path, gone);
    total -= entry.bytes;
    ++pruned.files;
    pruned.bytes += entry.bytes;
  }
  return pruned;
}

}  // namespace shellab
