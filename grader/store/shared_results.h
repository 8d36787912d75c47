// Results that several shellabs give each other through a folder, on one machine or on all that mount it: what one of
// them has graded, the others take. Used by runs of `shellab grade --set ... --share DIR`.
//   <folder>/class.json               which set with which labs, build and images, and the seeds' secret: the first
//                                     run's, which all take
//   <folder>/<lab>/<unit>.json        what one learner's answer earned, as stored_report.h has it
//   <folder>/.new.XXXXXX              what is being written; nobody reads it, also where its writer was killed
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"
#include "grader/store/run.h"

namespace shellab {

// What a machine grades with. Where it is another, so may results be.
struct GradingMeans {
  std::string build;                          // SHA-256 of the program
  std::map<std::string, std::string> images;  // their digests, by name
};

class SharedResults {
 public:
  // Makes what is missing of the folder. Throws OsError.
  SharedResults(std::filesystem::path folder, const std::vector<RunLab>& labs);

  // The seeds of all runs that share the folder: those of `run`, if it is the first. Throws UsageError where the folder
  // is of another set, of other means or of labs that are others now, or `seeds_are_asked` and it has others;
  // HostError. Both say what to do `instead`.
  std::string Agree(const Run& run, const GradingMeans& means, bool seeds_are_asked, std::string_view instead) const;

  // What a unit earned, if that is there. A unit is a digest of all that a result depends on, and of whose it is.
  // Throws HostError for a file that is not whole.
  std::optional<Report> Find(const std::string& lab, const std::string& unit) const;
  // Makes a report what the unit earned, unless another one is that already, and returns the one that is: for everybody
  // and for good. Whole and on the disk, also where the program or the machine stops at any moment. Throws HostError.
  Report Publish(const std::string& lab, const std::string& unit, const Report& report) const;

 private:
  std::filesystem::path Place(const std::string& lab, const std::string& unit) const;
  bool PublishFile(const std::filesystem::path& path, std::string_view content) const;
  std::string Terms(const Run& run, const GradingMeans& means) const;

  std::filesystem::path folder_;
  std::vector<RunLab> labs_;
};

}  // namespace shellab
