#include "sandbox/image/recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <regex>
#include <utility>

#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// Part of every recipe's digest: raise it when the build or the normalising makes another tree of the same recipe.
constexpr int kBuilderVersion = 2;

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

// Adds the file's users to `users`, which are those of the recipes that it extends.
void ReadUsers(TomlTable& root, std::vector<RecipeUser>& users) {
  for (TomlTable table : root.Tables("user")) {
    RecipeUser user = ReadUser(table);
    const auto same = [&](auto member) {
      return std::any_of(users.begin(), users.end(), [&](const RecipeUser& u) { return u.*member == user.*member; });
    };
    if (same(&RecipeUser::name)) table.FaultAt("name", "a user before it has this name");
    if (same(&RecipeUser::uid)) table.FaultAt("uid", "a user before it has this uid");
    if (same(&RecipeUser::gid)) table.FaultAt("gid", "a user before it has this gid");
    users.push_back(std::move(user));
  }
}

// Adds the file's packages to `packages`, which are those of the recipes that it extends.
void ReadPackages(TomlTable& root, std::vector<std::string>& packages) {
  const std::vector<std::string> added = root.Strings("packages");
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (!Matches(added[i], kPackageName))
      root.FaultAt("packages", i, "expected a Debian package's name such as \"gawk\"");
    if (std::find(packages.begin(), packages.end(), added[i]) != packages.end())
      root.FaultAt("packages", i, "named twice, here or in what the recipe extends");
    packages.push_back(added[i]);
  }
}

void ReadDebian(TomlTable& root, Recipe& recipe) {
  recipe.suite = root.RequiredString("suite", "a Debian release such as \"bookworm\"");
  if (!recipe.suite.empty() && !Matches(recipe.suite, "[a-z]+"))
    root.FaultAt("suite", "expected a Debian release such as \"bookworm\"");
  if (!root.Has("variant")) root.FaultAt("variant", "missing key `variant`: expected essential, minbase or standard");
  const std::initializer_list<std::string_view> variants = {"essential", "minbase", "standard"};
  if (const auto variant = root.Choice("variant", variants)) recipe.variant = *(variants.begin() + *variant);
}

void CheckFiles(const fs::path& files, TomlDocument& document) {
  for (const auto& entry : fs::recursive_directory_iterator(files)) {
    if (!entry.is_symlink() && !entry.is_regular_file() && !entry.is_directory())
      document.Add({entry.path(), 0, 0, "expected a file, a folder or a link"});
  }
}

RecipePart FindPart(const fs::path& folder, TomlDocument& document) {
  RecipePart part;
  if (fs::is_directory(folder / "files")) {
    part.files = folder / "files";
    CheckFiles(part.files, document);
  }
  const fs::path bake = folder / "bake.sh";
  if (fs::is_regular_file(bake)) {
    part.bake = bake;
  } else if (fs::exists(fs::symlink_status(bake))) {
    document.Add({bake, 0, 0, "expected a file"});
  }
  return part;
}

std::string DigestOf(const Recipe& recipe) {
  std::string text = fmt::format("builder {}\nsuite {}\nvariant {}\npackages {}\n", kBuilderVersion, recipe.suite,
                                 recipe.variant, fmt::join(recipe.packages, " "));
  for (const RecipeUser& user : recipe.users)
    text += fmt::format("user {} {} {} {} {} {}\n", user.name, user.uid, user.gid, fmt::join(user.groups, ","),
                        user.home, user.shell);
  for (const RecipePart& part : recipe.parts) {
    if (!part.files.empty()) text += "files " + DigestTree(part.files, TreeScope::kCheckout).sha256 + "\n";
    if (!part.bake.empty()) text += "bake " + Sha256(ReadFile(part.bake)) + "\n";
  }
  return Sha256(text);
}

// `names` are the recipes that led here, each extended by the one before it.
Recipe Load(const fs::path& folder, std::vector<std::string> names);

// The recipe of that name, or an empty one where it is at fault, which is told by `fault`.
Recipe LoadExtended(const std::string& name, const fs::path& folder, const std::vector<std::string>& names,
                    std::string& fault) {
  if (!Matches(name, kFolderName)) {
    fault = "expected another recipe's name such as \"base\"";
  } else if (std::find(names.begin(), names.end(), name) != names.end()) {
    fault = fmt::format("a circle: {} extends {}", fmt::join(names, " extends "), name);
  } else if (!fs::exists(folder.parent_path() / name / "image.toml")) {
    fault = fmt::format("there is no recipe {} beside this one", name);
  } else {
    return Load(folder.parent_path() / name, names);
  }
  return {};
}

// Adds to `recipe` what `other` has and it has not: what both extend counts once.
void Join(Recipe& recipe, const Recipe& other) {
  const auto join = [](auto& to, const auto& from, const auto& same) {
    for (const auto& item : from)
      if (std::none_of(to.begin(), to.end(), [&](const auto& there) { return same(there, item); })) to.push_back(item);
  };
  join(recipe.packages, other.packages, std::equal_to<>());
  join(recipe.users, other.users, [](const RecipeUser& a, const RecipeUser& b) { return a.name == b.name; });
  join(recipe.parts, other.parts,
       [](const RecipePart& a, const RecipePart& b) { return a.files == b.files && a.bake == b.bake; });
}

// All that the recipe extends, in their order.
Recipe LoadAllExtended(TomlTable& root, const fs::path& folder, const std::vector<std::string>& names) {
  Recipe recipe;
  std::string fault;
  if (root.HasString("extends")) {
    recipe = LoadExtended(*root.String("extends"), folder, names, fault);
    if (!fault.empty()) root.FaultAt("extends", fault);
    return recipe;
  }
  const std::vector<std::string> extended = root.RequiredStrings("extends", "a recipe's name such as \"base\"");
  for (std::size_t i = 0; i < extended.size(); ++i) {
    Recipe other = LoadExtended(extended[i], folder, names, fault);
    if (fault.empty() && i > 0 && (other.suite != recipe.suite || other.variant != recipe.variant))
      fault = fmt::format("{} extends another Debian than {}", extended[i], extended[0]);
    if (!fault.empty()) root.FaultAt("extends", i, std::exchange(fault, {}));
    if (i == 0) {
      recipe = std::move(other);
    } else {
      Join(recipe, other);
    }
  }
  return recipe;
}

Recipe Load(const fs::path& folder, std::vector<std::string> names) {
  const fs::path file = folder / "image.toml";
  TomlDocument document = TomlDocument::Read(file);
  TomlTable root = document.Root();
  const std::string name = folder.filename().native();
  names.push_back(name);
  Recipe recipe;
  if (root.Has("extends")) {
    recipe = LoadAllExtended(root, folder, names);
    for (const char* key : {"suite", "variant"})
      if (root.String(key)) root.FaultAt(key, "this is said by the recipe that is extended: leave it out");
  } else {
    ReadDebian(root, recipe);
  }
  recipe.name = name;
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
  ReadPackages(root, recipe.packages);
  ReadUsers(root, recipe.users);
  if (!root.Has("extends")) root.String("extends");  // known also where it is absent, so that a misspelt one is named
  root.RefuseUnknown();
  recipe.parts.push_back(FindPart(folder, document));
  document.ThrowIfFaulty();
  recipe.digest = DigestOf(recipe);
  return recipe;
}

}  // namespace

Recipe LoadRecipe(const fs::path& folder) { return Load(fs::absolute(folder).lexically_normal(), {}); }

std::vector<fs::path> FindRecipes(const fs::path& fixtures) {
  std::vector<fs::path> folders;
  if (!fs::is_directory(fixtures)) return folders;
  for (const auto& entry : fs::directory_iterator(fixtures))
    if (fs::exists(entry.path() / "image.toml")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace shellab
