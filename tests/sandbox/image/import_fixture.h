// Imports archives into a store of its own, and says how they were refused. Used by the tests of the import.
#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "sandbox/image/choose_image.h"
#include "sandbox/image/digest.h"
#include "sandbox/image/import.h"
#include "sandbox/image/store.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"
#include "tests/sandbox/image/archives.h"

namespace shellab {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// The least that an image needs; tests lay their own layers over it.
inline Items SmallSystem() {
  return {Folder("etc"), File("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), File("etc/group", "root:x:0:\n")};
}

class ImportTest : public testing::Test {
 protected:
  ImportTest() : folder_(fs::temp_directory_path()) { WriteFileAtomically(outside(), "untouched\n"); }
  void SetUp() override {
    if (::geteuid() != 0) FAIL() << "needs root, to give files to users";
  }

  fs::path outside() const { return folder_.path() / "outside"; }
  fs::path state() const { return folder_.path() / "state"; }
  fs::path root() const { return state() / "images/it/root"; }

  void Import(const std::string& archive, const ImportLimits& limits = {}) {
    const fs::path file = folder_.path() / "archive.tar";
    WriteFileAtomically(file, archive);
    const Progress progress = [](std::string_view) {};
    const auto unpack = [&](const fs::path& folder) { return UnpackImageArchive(file, folder, progress, limits); };
    ImageStore(state()).Import("it", unpack, progress);
  }
  // A small system and these layers over it.
  void ImportLayers(const std::vector<Items>& layers, const ImportLimits& limits = {}) {
    std::vector<std::string> tars = {Tar(SmallSystem())};
    for (const Items& layer : layers) tars.push_back(Tar(layer));
    Import(DockerArchive(tars), limits);
  }
  // The words that the archive is refused with; afterwards nothing of it may be there.
  std::string Refusal(const std::string& archive, const ImportLimits& limits = {}) {
    std::string words = "not refused";
    try {
      Import(archive, limits);
    } catch (const AuthorError& error) {
      words = error.what();
    }
    EXPECT_EQ(ReadFile(outside()), "untouched\n");
    for (const auto& entry : fs::directory_iterator(state() / "images"))
      EXPECT_EQ(entry.path().filename(), ".lock") << "left behind";
    return words;
  }
  std::string RefusalOfLayer(const Items& layer, const ImportLimits& limits = {}) {
    return Refusal(DockerArchive({Tar(SmallSystem()), Tar(layer)}), limits);
  }

  struct stat Stat(const std::string& path) const {
    struct stat info {};
    EXPECT_EQ(::lstat((root() / path).c_str(), &info), 0) << path;
    return info;
  }
  bool Exists(const std::string& path) const { return fs::exists(fs::symlink_status(root() / path)); }
  std::vector<std::string> Names(const std::string& path) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root() / path)) names.push_back(entry.path().filename());
    return names;
  }

  TempDir folder_;
};

}  // namespace shellab
