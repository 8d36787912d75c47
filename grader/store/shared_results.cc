#include "grader/store/shared_results.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "grader/store/stored_report.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

}  // namespace

SharedResults::SharedResults(fs::path folder, const std::vector<RunLab>& labs)
    : folder_(std::move(folder)), labs_(labs) {
  for (const RunLab& lab : labs_) MakeFolders(folder_ / lab.lab);
}

// What all runs of the folder must have in common.
std::string SharedResults::Terms(const Run& run, const GradingMeans& means) const {
  json::object labs;
  for (const RunLab& lab : labs_) labs[lab.lab] = lab.digest;
  return json::serialize(json::object{{"format", 2},
                                      {"set", run.set},
                                      {"build", means.build},
                                      {"images", json::value_from(means.images)},
                                      {"labs", labs},
                                      {"seeds", run.seeds}}) +
         "\n";
}

std::string SharedResults::Agree(const Run& run, const GradingMeans& means, bool seeds_are_asked,
                                 std::string_view instead) const {
  const fs::path file = folder_ / "class.json";
  if (PublishFile(file, Terms(run, means))) return run.seeds;
  Run theirs = run;
  GradingMeans their_means;
  const std::string text = ReadFile(file);
  try {
    const json::value terms = json::parse(text);
    theirs.set = std::string(terms.at("set").as_string());
    theirs.seeds = std::string(terms.at("seeds").as_string());
    // The earliest builds named neither.
    if (const json::value* build = terms.as_object().if_contains("build")) their_means.build = build->as_string();
    if (const json::value* images = terms.as_object().if_contains("images"))
      their_means.images = json::value_to<std::map<std::string, std::string>>(*images);
  } catch (const std::exception& error) {
    throw HostError(fmt::format("{} is damaged ({}): {}", file.native(), error.what(), instead));
  }
  const auto refuse = [this, instead](std::string_view why) {
    throw UsageError(fmt::format("{} has results {}: {}", folder_.native(), why, instead));
  };
  if (theirs.set != run.set) refuse(fmt::format("of the set {}", theirs.set));
  if (their_means.build != means.build) refuse("of another build of shellab");
  for (const auto& [name, digest] : means.images) {
    const auto image = their_means.images.find(name);
    if (image != their_means.images.end() && image->second != digest)
      refuse(fmt::format("with another image {}", name));
  }
  if (seeds_are_asked && theirs.seeds != run.seeds) refuse("from other data (the seed is another)");
  if (Terms(theirs, means) != text) refuse("of labs that were changed since, or are others where they are from");
  return theirs.seeds;
}

fs::path SharedResults::Place(const std::string& lab, const std::string& unit) const {
  return folder_ / lab / (unit + ".json");
}

std::optional<Report> SharedResults::Find(const std::string& lab, const std::string& unit) const {
  const fs::path file = Place(lab, unit);
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd && errno == ENOENT) return std::nullopt;
  if (!fd) ThrowErrno("open " + file.native());
  constexpr std::uint64_t kMost = 256U << 20U;
  try {
    return ReportFromJson(ReadAll(fd.get(), kMost, file.native()));
  } catch (const HostError& error) {
    throw HostError(fmt::format("{}: {}; remove it, and the answer is graded again", file.native(), error.what()));
  }
}

Report SharedResults::Publish(const std::string& lab, const std::string& unit, const Report& report) const {
  if (PublishFile(Place(lab, unit), ReportToJson(report) + "\n")) return report;
  return Find(lab, unit).value_or(report);
}

// Returns whether the file is ours now. link(2) gives a name to what is whole and never takes it from another, also on
// network file systems.
bool SharedResults::PublishFile(const fs::path& path, std::string_view content) const {
  std::string temporary = folder_ / ".new.XXXXXX";
  const Fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) ThrowErrno(fmt::format("create a file in {}", folder_.native()));
  bool is_ours = false;
  try {
    WriteAll(fd.get(), content, temporary);
    CheckCall(::fsync(fd.get()), fmt::format("fsync {}", temporary));
    is_ours = ::link(temporary.c_str(), path.c_str()) == 0;
    if (!is_ours && errno != EEXIST) ThrowErrno(fmt::format("link {} to {}", temporary, path.native()));
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  ::unlink(temporary.c_str());
  return is_ours;
}

}  // namespace shellab
