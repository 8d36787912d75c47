// One exercise as its folder says, validated. Made by LoadLab (loader.h); read by the grader, `list` and `show`.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "grader/check/check.h"
#include "grader/lab/service.h"
#include "grader/text.h"

namespace shellab {

// What an answer may use; services have their own.
struct Limits {
  std::chrono::milliseconds wall{10'000};
  std::chrono::milliseconds cpu{5'000};
  std::uint64_t memory = 256ULL << 20U;
  std::uint32_t processes = 64;
  std::uint64_t disk = 64ULL << 20U;
  std::uint64_t output = 1ULL << 20U;
};

// One of wrong/*.sh: a plausible mistake and the checks it must lose.
struct WrongAnswer {
  std::string name;  // the file's stem
  std::filesystem::path file;
  std::vector<std::string> loses;  // check ids
};

struct Lab {
  enum class AnswerKind { kCommand, kState, kFiles };

  std::string id;                // the folder's name
  std::string topic;             // the folder above it
  std::filesystem::path folder;  // absolute
  Text title;
  std::vector<std::string> topics;
  int level = 1;
  std::string image;
  AnswerKind answer = AnswerKind::kCommand;
  std::string user = "student";
  int seeds = 1;
  std::vector<std::pair<std::string, std::string>> env;
  std::vector<Text> hints;
  Limits limits;
  bool privileges = false;
  std::vector<std::string> requirements;            // of the kernel, by the names of KernelFeatures()
  std::vector<LabHost> hosts;                       // at least one; the first is the learner's
  std::vector<std::string> networks;                // by name
  std::vector<LabService> services;                 // in the order in which they start on their host
  std::vector<LabService> processes;                // then these
  std::map<std::string, std::string> interpreters;  // by an answer's language: a command of bash that reads it
  std::vector<CheckSpec> checks;
  Questions asked;                                   // what all checks together want to see
  std::map<std::string, LabService> probe_services;  // those that probes start afresh
  Text task;                                         // task.md, task.zh.md
  std::filesystem::path files;                       // files/, or empty
  std::vector<std::filesystem::path> generators;     // of fixtures/data, that setup finds in /run
  std::filesystem::path solution;                    // solution.sh
  std::vector<WrongAnswer> wrong;                    // by name
  std::string digest;                                // sha256 over the folder and the services' files, lower-case hex
  std::string data_digest;     // sha256 over what the data that an answer finds is made from, but for image and seed
  std::string grading_digest;  // GradingDigest: changes where answers may be graded otherwise than before

  int MaxPoints() const;
  // Whether any host has a setup script.
  bool HasSetup() const;
  // Whether any check has `within` or `holds`.
  bool Waits() const;
  // The room that the services of a host need on its disk, bytes.
  std::uint64_t ServiceDisk(std::size_t host) const;
};

}  // namespace shellab
