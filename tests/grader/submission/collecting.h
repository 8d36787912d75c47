// A folder of its own in which tests lay out what a class handed in, and archives made by libarchive or byte by byte.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/submission/collect.h"
#include "sandbox/os/file.h"

namespace shellab {

struct Packed {
  std::string name;
  std::string content = "true\n";
  unsigned type = 0100000;  // S_IFREG
  std::string link = {};    // where a link leads
  bool hard = false;
  std::int64_t mtime = 1'700'000'000;
};

// An archive in libarchive's format and with its filter ("zip", "7zip", "gnutar", "pax"; "none", "gzip", ...).
std::string Pack(const std::vector<Packed>& files, const std::string& format = "zip",
                 const std::string& filter = "none", const std::string& password = "");
// A RAR 5 archive that stores the files; libarchive writes none.
std::string PackRar(const std::vector<Packed>& files);
// A 7z that says that it has so many folders, named nothing: libarchive makes room for all of them.
std::string PackManyFolders(std::uint32_t count);
// A zip without the mark that its names are UTF-8, as Windows writes it, with any bytes as names.
std::string PackRawZip(const std::vector<Packed>& files);

struct Collected {
  std::vector<Submission> submissions;
  std::vector<Text> notes;

  const Submission& Of(const std::string& learner) const;
};

class Collecting : public ::testing::Test {
 protected:
  std::filesystem::path Write(const std::filesystem::path& name, std::string_view content = "true\n") const;
  std::filesystem::path Path(const std::filesystem::path& name) const { return folder_.path() / name; }
  Collected From(const std::vector<std::filesystem::path>& names) const;

  std::vector<std::string_view> labs_ = {"awk-column", "sed-one", "sed-two"};
  std::filesystem::path roster_;
  TempDir folder_{::testing::TempDir()};
};

// This process's only child; 0 where there is none.
pid_t OnlyChild();

std::vector<std::string> Learners(const Collected& collected);
// The name of the last attempt at each lab; "" where it is missing, "!" before one that was not read.
std::vector<std::string> Files(const Submission& submission);
// The English texts; each has a Chinese one.
std::vector<std::string> Notes(const std::vector<Text>& notes);
// Why nothing was read; "" where something was.
std::string Reason(const Submission& submission);

}  // namespace shellab
