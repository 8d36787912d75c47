// What `cmake --install` puts into a prefix is a whole shellab.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "sandbox/os/file.h"
#include "tests/support/program.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST(Install, ThePrefixHasAllThatTheProgramNeeds) {
  const TempDir folder{::testing::TempDir()};
  const fs::path prefix = folder.path() / "prefix";
  testing::Command install;
  install.argv = {"cmake", "--install", testing::ProgramPath().parent_path(), "--prefix", prefix};
  const testing::Ended installed = RunToEnd(install);
  ASSERT_EQ(installed.code, 0) << installed.out << installed.err;

  testing::Command show;
  show.argv = {prefix / "bin/shellab", "show", "awk-last-but-one"};
  show.env = {"SHELLAB_LABS=", "LC_ALL=C.UTF-8"};
  const testing::Ended shown = RunToEnd(show);
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("awk-last-but-one"));

  EXPECT_THAT(ReadFile(prefix / "share/man/man1/shellab.1"), HasSubstr(".TH SHELLAB 1"));
  EXPECT_THAT(ReadFile(prefix / "share/bash-completion/completions/shellab"), HasSubstr("complete -F"));
  const std::string functions = "share/zsh/site-functions";
  EXPECT_THAT(ReadFile(prefix / functions / "_shellab"), HasSubstr("#compdef shellab\n"));
  testing::Command zsh;
  zsh.argv = {"zsh", "-f", "-c", "print -l $fpath"};
  EXPECT_THAT(RunToEnd(zsh).out, HasSubstr("/usr/local/" + functions + "\n")) << "where it looks below /usr/local";
  EXPECT_THAT(ReadFile(prefix / "share/fish/vendor_completions.d/shellab.fish"), HasSubstr("complete -c shellab"));
  // A lab is the same wherever it lies.
  const fs::path lab = "labs/text/awk-last-but-one/setup.sh";
  EXPECT_EQ(fs::status(prefix / "share/shellab" / lab).permissions(),
            fs::status(testing::SourceFolder() / lab).permissions());
}

}  // namespace
}  // namespace shellab
