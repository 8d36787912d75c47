#include "sandbox/image/recipe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>

#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kHead =
    "format = 1\ndescription = { en = \"An image\", zh = \"镜像\" }\nsuite = \"bookworm\"\nvariant = \"essential\"\n";

class RecipeTest : public testing::Test {
 protected:
  RecipeTest() : parent_(fs::temp_directory_path()), folder_(parent_.path() / "base") { fs::create_directory(folder_); }

  Recipe Load(std::string_view text) const {
    std::ofstream(folder_ / "image.toml", std::ios::binary) << text;
    return LoadRecipe(folder_);
  }
  Recipe LoadWith(std::string_view more) const { return Load(std::string(kHead) + std::string(more)); }
  // All faults of the text, a line each.
  std::string FaultsOf(std::string_view text) const {
    try {
      Load(text);
    } catch (const AuthorError& error) {
      return error.what();
    }
    return {};
  }
  std::string FaultsWith(std::string_view more) const { return FaultsOf(std::string(kHead) + std::string(more)); }

  TempDir parent_;
  fs::path folder_;
};

TEST_F(RecipeTest, ReadsEveryKey) {
  fs::create_directory(folder_ / "files");
  const Recipe recipe = LoadWith(
      "packages = [\"gawk\", \"libc6\", \"g++\"]\n"
      "[[user]]\nname = \"student\"\nuid = 1000\n"
      "[[user]]\nname = \"dev\"\nuid = 1002\ngid = 1005\ngroups = [\"adm\"]\nhome = \"/srv/dev\"\nshell = "
      "\"/bin/sh\"\n");
  EXPECT_EQ(recipe.name, "base");
  EXPECT_EQ(recipe.description.en, "An image");
  EXPECT_EQ(recipe.description.zh, "镜像");
  EXPECT_EQ(recipe.suite, "bookworm");
  EXPECT_EQ(recipe.variant, "essential");
  EXPECT_THAT(recipe.packages, ElementsAre("gawk", "libc6", "g++"));
  ASSERT_EQ(recipe.parts.size(), 1U);
  EXPECT_EQ(recipe.parts[0].files, folder_ / "files");
  EXPECT_EQ(recipe.parts[0].bake, "");
  ASSERT_EQ(recipe.users.size(), 2U);
  EXPECT_EQ(recipe.users[0].gid, 1000U);
  EXPECT_EQ(recipe.users[0].home, "/home/student");
  EXPECT_EQ(recipe.users[0].shell, "/bin/bash");
  EXPECT_EQ(recipe.users[1].gid, 1005U);
  EXPECT_THAT(recipe.users[1].groups, ElementsAre("adm"));
  EXPECT_EQ(recipe.users[1].home, "/srv/dev");
  EXPECT_EQ(recipe.users[1].shell, "/bin/sh");
}

TEST_F(RecipeTest, ReportsAllThatIsMissingAtOnce) {
  const std::string faults = FaultsOf("packages = []\n");
  for (const char* key : {"format", "description", "suite", "variant"}) EXPECT_THAT(faults, HasSubstr(key));
}

TEST_F(RecipeTest, RefusesUnknownKeysWithTheirPlace) {
  EXPECT_THAT(FaultsWith("package = [\"gawk\"]\n"), HasSubstr("image.toml:5:1: unknown key `package`"));
  EXPECT_THAT(FaultsWith("[[user]]\nname = \"a\"\nuid = 1000\nuidd = 3\n"), HasSubstr("image.toml:8:1:"));
}

TEST_F(RecipeTest, RefusesWhatAToolWouldReadAsMoreThanAName) {
  EXPECT_THAT(FaultsWith("packages = [\"gawk\", \"a,b\"]\n"), HasSubstr("image.toml:5:21:"));
  for (const char* package : {"-x", "a b", "?all", "$(id)", "gawk=1"})
    EXPECT_THAT(FaultsWith("packages = [\"" + std::string(package) + "\"]\n"), HasSubstr("package's name")) << package;
  for (const char* name : {"a b", "-u", "a;id", "Root", ""})
    EXPECT_NE(FaultsWith("[[user]]\nuid = 1000\nname = \"" + std::string(name) + "\"\n"), "") << name;
  for (const char* home : {"home/x", "/home/$(id)", "/home/../root", "/home/a b", "/"})
    EXPECT_THAT(FaultsWith("[[user]]\nname = \"a\"\nuid = 1000\nhome = \"" + std::string(home) + "\"\n"),
                HasSubstr("absolute path"))
        << home;
}

TEST_F(RecipeTest, RefusesUsersThatClashAndSystemIds) {
  EXPECT_THAT(FaultsWith("[[user]]\nname = \"a\"\nuid = 1000\n[[user]]\nname = \"a\"\nuid = 1001\n"),
              HasSubstr("has this name"));
  EXPECT_THAT(FaultsWith("[[user]]\nname = \"a\"\nuid = 1000\n[[user]]\nname = \"b\"\nuid = 1000\n"),
              HasSubstr("has this uid"));
  EXPECT_NE(FaultsWith("[[user]]\nname = \"a\"\nuid = 999\n"), "");
}

TEST_F(RecipeTest, RefusesAPackageNamedTwice) {
  EXPECT_THAT(FaultsWith("packages = [\"gawk\", \"sed\", \"gawk\"]\n"), HasSubstr("image.toml:5:28: named twice"));
}

TEST_F(RecipeTest, RefusesFilesThatCannotBeCopied) {
  fs::create_directory(folder_ / "files");
  ASSERT_EQ(::mkfifo((folder_ / "files" / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(FaultsWith(""), HasSubstr("expected a file, a folder or a link"));
}

TEST_F(RecipeTest, DigestFollowsWhatTheTreeDependsOnAndNothingElse) {
  const std::string plain = LoadWith("packages = [\"gawk\"]\n").digest;
  EXPECT_EQ(LoadWith("# a comment\npackages = [\n  \"gawk\" ]\n").digest, plain);
  EXPECT_NE(LoadWith("packages = [\"mawk\"]\n").digest, plain);
  EXPECT_NE(LoadWith("packages = [\"gawk\"]\n[[user]]\nname = \"a\"\nuid = 1000\n").digest, plain);
  fs::create_directory(folder_ / "files");
  std::ofstream(folder_ / "files" / "a") << "1";
  const std::string with_file = LoadWith("packages = [\"gawk\"]\n").digest;
  EXPECT_NE(with_file, plain);
  std::ofstream(folder_ / "files" / "a") << "2";
  EXPECT_NE(LoadWith("packages = [\"gawk\"]\n").digest, with_file);
}

// Recipes that extend others: `base` lies in folder_, the others beside it.
class ExtendingRecipeTest : public RecipeTest {
 protected:
  // Writes the recipe `name` and loads it.
  Recipe LoadNamed(const std::string& name, std::string_view more) const {
    const fs::path folder = parent_.path() / name;
    fs::create_directories(folder);
    std::ofstream(folder / "image.toml", std::ios::binary)
        << "format = 1\ndescription = { en = \"" << name << "\", zh = \"镜像\" }\n"
        << more;
    return LoadRecipe(folder);
  }
  std::string FaultsOfNamed(const std::string& name, std::string_view more) const {
    try {
      LoadNamed(name, more);
    } catch (const AuthorError& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(ExtendingRecipeTest, AddsToWhatTheOthersSay) {
  fs::create_directory(folder_ / "files");
  LoadWith("packages = [\"gawk\"]\n[[user]]\nname = \"student\"\nuid = 1000\n");
  LoadNamed("middle", "extends = \"base\"\n");
  std::ofstream(parent_.path() / "middle" / "bake.sh") << "true\n";
  fs::create_directories(parent_.path() / "top" / "files");
  const Recipe top = LoadNamed("top",
                               "extends = \"middle\"\npackages = [\"curl\"]\n"
                               "[[user]]\nname = \"dev\"\nuid = 1002\n");
  EXPECT_EQ(top.name, "top");
  EXPECT_EQ(top.description.en, "top");
  EXPECT_EQ(top.suite, "bookworm");
  EXPECT_EQ(top.variant, "essential");
  EXPECT_THAT(top.packages, ElementsAre("gawk", "curl"));
  ASSERT_EQ(top.users.size(), 2U);
  EXPECT_EQ(top.users[0].name, "student");
  EXPECT_EQ(top.users[1].name, "dev");
  ASSERT_EQ(top.parts.size(), 3U);
  EXPECT_EQ(top.parts[0].files, folder_ / "files");
  EXPECT_EQ(top.parts[1].bake, parent_.path() / "middle" / "bake.sh");
  EXPECT_EQ(top.parts[2].files, parent_.path() / "top" / "files");
}

TEST_F(ExtendingRecipeTest, JoinsWhatSeveralSay) {
  std::ofstream(folder_ / "bake.sh") << "true\n";
  LoadWith("packages = [\"gawk\"]\n[[user]]\nname = \"student\"\nuid = 1000\n");
  LoadNamed("left", "extends = \"base\"\npackages = [\"curl\"]\n");
  LoadNamed("right", "extends = \"base\"\npackages = [\"curl\", \"lsof\"]\n[[user]]\nname = \"dev\"\nuid = 1002\n");
  std::ofstream(parent_.path() / "left" / "bake.sh") << "true\n";
  std::ofstream(parent_.path() / "right" / "bake.sh") << "true\n";
  const Recipe top = LoadNamed("top", "extends = [\"left\", \"right\"]\npackages = [\"tree\"]\n");
  EXPECT_EQ(top.suite, "bookworm");
  EXPECT_THAT(top.packages, ElementsAre("gawk", "curl", "lsof", "tree"));
  ASSERT_EQ(top.users.size(), 2U);
  EXPECT_EQ(top.users[1].name, "dev");
  std::vector<fs::path> scripts;
  for (const RecipePart& part : top.parts) scripts.push_back(part.bake);
  EXPECT_THAT(scripts, ElementsAre(folder_ / "bake.sh", parent_.path() / "left" / "bake.sh",
                                   parent_.path() / "right" / "bake.sh", ""));
}

TEST_F(ExtendingRecipeTest, RefusesSeveralThatDoNotFit) {
  LoadWith("");
  LoadNamed("other", "suite = \"trixie\"\nvariant = \"minbase\"\n");
  EXPECT_THAT(FaultsOfNamed("top", "extends = [\"base\", \"other\"]\n"),
              HasSubstr("top/image.toml:3:20: other extends another Debian than base"));
  EXPECT_THAT(FaultsOfNamed("top", "extends = [\"base\", \"absent\"]\n"),
              HasSubstr("top/image.toml:3:20: there is no recipe absent beside this one"));
  EXPECT_THAT(FaultsOfNamed("top", "extends = []\n"), HasSubstr("top/image.toml:3:"));
}

TEST_F(ExtendingRecipeTest, DigestFollowsAllThatIsExtended) {
  LoadWith("packages = [\"gawk\"]\n");
  const auto digest = [&] { return LoadNamed("top", "extends = \"base\"\n").digest; };
  const std::string plain = digest();
  EXPECT_EQ(digest(), plain);
  std::ofstream(folder_ / "bake.sh") << "true\n";
  const std::string baked = digest();
  EXPECT_NE(baked, plain);
  std::ofstream(folder_ / "bake.sh") << "false\n";
  EXPECT_NE(digest(), baked);
  std::ofstream(folder_ / "bake.sh") << "true\n";
  EXPECT_EQ(digest(), baked);
  fs::create_directories(folder_ / "files");
  std::ofstream(folder_ / "files" / "a") << "1";
  const std::string with_file = digest();
  EXPECT_NE(with_file, baked);
  LoadWith("packages = [\"mawk\"]\n");
  EXPECT_NE(digest(), with_file);
}

TEST_F(ExtendingRecipeTest, DigestTellsWhichRecipeAScriptIsOf) {
  LoadWith("");
  const auto digest = [&] { return LoadNamed("top", "extends = \"base\"\n").digest; };
  fs::create_directories(folder_ / "files");
  std::ofstream(folder_ / "files" / "a") << "1";
  std::ofstream(folder_ / "bake.sh") << "true\n";
  const std::string before_files_of_top = digest();
  fs::create_directories(parent_.path() / "top" / "files");
  std::ofstream(parent_.path() / "top" / "files" / "b") << "1";
  const std::string baked_in_base = digest();
  EXPECT_NE(baked_in_base, before_files_of_top);
  fs::rename(folder_ / "bake.sh", parent_.path() / "top" / "bake.sh");
  EXPECT_NE(digest(), baked_in_base) << "the script runs after the files of top now";
}

TEST_F(ExtendingRecipeTest, RefusesCircles) {
  EXPECT_THAT(FaultsOfNamed("alone", "extends = \"alone\"\n"),
              HasSubstr("alone/image.toml:3:11: a circle: alone extends alone"));
  FaultsOfNamed("b", "extends = \"a\"\n");
  const std::string faults = FaultsOfNamed("a", "extends = \"b\"\n");
  EXPECT_THAT(faults, HasSubstr("b/image.toml:3:11: a circle: a extends b extends a"));
}

TEST_F(ExtendingRecipeTest, RefusesWhatIsNotThere) {
  EXPECT_THAT(FaultsOfNamed("top", "extends = \"absent\"\n"),
              HasSubstr("top/image.toml:3:11: there is no recipe absent beside this one"));
  for (const char* name : {"../base", "", "/base"})
    EXPECT_THAT(FaultsOfNamed("top", "extends = \"" + std::string(name) + "\"\n"), HasSubstr("image.toml:3:11:"))
        << name;
}

TEST_F(ExtendingRecipeTest, ReportsFaultsOfTheExtendedFile) {
  std::ofstream(folder_ / "image.toml") << kHead << "package = []\n";
  EXPECT_THAT(FaultsOfNamed("top", "extends = \"base\"\n"), HasSubstr("base/image.toml:5:1: unknown key `package`"));
}

TEST_F(ExtendingRecipeTest, RefusesWhatTheExtendedRecipeSaysAlready) {
  LoadWith("packages = [\"gawk\"]\n[[user]]\nname = \"student\"\nuid = 1000\n");
  EXPECT_THAT(FaultsOfNamed("top", "extends = \"base\"\npackages = [\"gawk\"]\n"),
              HasSubstr("image.toml:4:13: named twice"));
  EXPECT_THAT(FaultsOfNamed("top", "extends = \"base\"\n[[user]]\nname = \"a\"\nuid = 1000\n"),
              HasSubstr("has this uid"));
  const std::string faults = FaultsOfNamed("top", "extends = \"base\"\nsuite = \"trixie\"\nvariant = \"minbase\"\n");
  EXPECT_THAT(faults, HasSubstr("image.toml:4:9:"));
  EXPECT_THAT(faults, HasSubstr("image.toml:5:11:"));
}

TEST_F(ExtendingRecipeTest, RefusesAScriptThatIsNoFile) {
  fs::create_directory(folder_ / "bake.sh");
  EXPECT_THAT(FaultsWith(""), HasSubstr("bake.sh: expected a file"));
}

TEST_F(RecipeTest, FindsFoldersThatHoldARecipe) {
  LoadWith("");
  fs::create_directory(parent_.path() / "another");
  std::ofstream(parent_.path() / "another" / "image.toml") << kHead;
  fs::create_directory(parent_.path() / "nothing");
  EXPECT_THAT(FindRecipes(parent_.path()), ElementsAre(parent_.path() / "another", folder_));
  EXPECT_THAT(FindRecipes(parent_.path() / "absent"), IsEmpty());
}

}  // namespace
}  // namespace shellab
