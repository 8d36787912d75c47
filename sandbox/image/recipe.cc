#include "sandbox/image/recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "sandbox/image/digest.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// Part of every recipe's digest: raise it when the build or the normalising makes another tree of the same recipe.
constexpr int kBuilderVersion = 1;

// Debian's rule for package names (Policy 5.6.7), and useradd's for users and groups. Neither lets through what
// mmdebstrap or a shell would read as more than a name.
const char* const kPackageName = "[a-z0-9][a-z0-9+.-]+";
const char* const kUserName = "[a-z_][a-z0-9_-]{0,31}";
const char* const kAbsolutePath = "(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+";
const char* const kFolderName = "[a-z0-9][a-z0-9-]*";

bool Matches(const std::string& text, const char* pattern) { return std::regex_match(text, std::regex(pattern)); }

std::string PathOr(TomlTable& table, std::string_view key, const std::string& otherwise) {
  std::string path = table.String(key).value_or(otherwise);
  if (!Matches(path, kAbsolutePath))
    table.FaultAt(key, fmt::format("expected an absolute path such as \"{}\"", otherwise));
  return path;
}

RecipeUser ReadUser(TomlTable table) {
  RecipeUser user;
  user.name = table.RequiredString("name", "a user's name such as \"student\"");
  if (!user.name.empty() && !Matches(user.name, kUserName))
    table.FaultAt("name", "expected small letters, digits, _ and -, beginning with a letter");
  // 1000..59999 is what Debian leaves to people (Policy 9.2.2).
  user.uid = static_cast<std::uint32_t>(table.RequiredInteger("uid", 1000, 59999));
  user.gid = static_cast<std::uint32_t>(table.Integer("gid", 1000, 59999).value_or(user.uid));
  user.groups = table.Strings("groups");
  for (std::size_t i = 0; i < user.groups.size(); ++i)
    if (!Matches(user.groups[i], kUserName)) table.FaultAt("groups", i, "expected a group's name such as \"adm\"");
  user.home = PathOr(table, "home", "/home/" + (user.name.empty() ? "student" : user.name));
  user.shell = PathOr(table, "shell", "/bin/bash");
  table.RefuseUnknown();
  return user;
}

std::vector<RecipeUser> ReadUserTables(TomlTable& root) {
  std::vector<RecipeUser> users;
  for (TomlTable table : root.Tables("user")) {
    RecipeUser user = ReadUser(table);
    const auto same = [&](auto member) {
      return std::any_of(users.begin(), users.end(), [&](const RecipeUser& u) { return u.*member == user.*member; });
    };
    if (same(&RecipeUser::name)) table.FaultAt("name", "a user above has this name");
    if (same(&RecipeUser::uid)) table.FaultAt("uid", "a user above has this uid");
    if (same(&RecipeUser::gid)) table.FaultAt("gid", "a user above has this gid");
    users.push_back(std::move(user));
  }
  return users;
}

void CheckFiles(const fs::path& files, TomlDocument& document) {
  for (const auto& entry : fs::recursive_directory_iterator(files)) {
    if (!entry.is_symlink() && !entry.is_regular_file() && !entry.is_directory())
      document.Add({entry.path(), 0, 0, "expected a file, a folder or a link"});
  }
}

std::string DigestOf(const Recipe& recipe) {
  std::string text = fmt::format("builder {}\nsuite {}\nvariant {}\npackages {}\n", kBuilderVersion, recipe.suite,
                                 recipe.variant, fmt::join(recipe.packages, " "));
  for (const RecipeUser& user : recipe.users)
    text += fmt::format("user {} {} {} {} {} {}\n", user.name, user.uid, user.gid, fmt::join(user.groups, ","),
                        user.home, user.shell);
  if (!recipe.files.empty()) text += "files " + DigestTree(recipe.files, TreeScope::kCheckout).sha256 + "\n";
  return Sha256(text);
}

}  // namespace

Recipe LoadRecipe(const fs::path& folder) {
  const fs::path file = folder / "image.toml";
  TomlDocument document = TomlDocument::Read(file);
  TomlTable root = document.Root();
  Recipe recipe;
  recipe.name = fs::absolute(folder).lexically_normal().filename().native();
  if (!Matches(recipe.name, kFolderName))
    document.Add({file, 0, 0, "expected a folder named with small letters, digits and -"});

  root.RequiredInteger("format", 1, 1);
  if (auto description = root.Table("description")) {
    recipe.description.en = description->RequiredString("en", "what the image is for, in English");
    recipe.description.zh = description->RequiredString("zh", "what the image is for, in Chinese");
    description->RefuseUnknown();
  } else if (!root.Has("description")) {
    root.FaultAt("description", "missing key `description`: expected { en = \"...\", zh = \"...\" }");
  }
  recipe.suite = root.RequiredString("suite", "a Debian release such as \"bookworm\"");
  if (!recipe.suite.empty() && !Matches(recipe.suite, "[a-z]+"))
    root.FaultAt("suite", "expected a Debian release such as \"bookworm\"");
  if (!root.Has("variant")) root.FaultAt("variant", "missing key `variant`: expected essential, minbase or standard");
  const std::initializer_list<std::string_view> variants = {"essential", "minbase", "standard"};
  if (const auto variant = root.Choice("variant", variants)) recipe.variant = *(variants.begin() + *variant);
  recipe.packages = root.Strings("packages");
  for (std::size_t i = 0; i < recipe.packages.size(); ++i) {
    const auto at = recipe.packages.begin() + static_cast<std::ptrdiff_t>(i);
    if (!Matches(*at, kPackageName)) root.FaultAt("packages", i, "expected a Debian package's name such as \"gawk\"");
    if (std::find(recipe.packages.begin(), at, *at) != at) root.FaultAt("packages", i, "named twice");
  }
  recipe.users = ReadUserTables(root);
  root.RefuseUnknown();
  if (fs::is_directory(folder / "files")) {
    recipe.files = fs::absolute(folder / "files");
    CheckFiles(recipe.files, document);
  }
  document.ThrowIfFaulty();
  recipe.digest = DigestOf(recipe);
  return recipe;
}

std::vector<fs::path> FindRecipes(const fs::path& fixtures) {
  std::vector<fs::path> folders;
  if (!fs::is_directory(fixtures)) return folders;
  for (const auto& entry : fs::directory_iterator(fixtures))
    if (fs::exists(entry.path() / "image.toml")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace shellab
