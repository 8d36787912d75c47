// What an image is made of, as fixtures/images/<name>/ says: image.toml (keys: see LoadRecipe) and, next to it, the
// folder files/ with what the image adds to its packages and bake.sh that finishes the tree. Read by `shellab image
// build`, built by ImageStore.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/image/image.h"

namespace shellab {

// A user that the build adds; the home is filled from the image's /etc/skel.
struct RecipeUser {
  std::string name;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;            // of the user's own group, which has the user's name
  std::vector<std::string> groups;  // supplementary, by name; the packages must bring them
  std::string home;
  std::string shell;
};

// What one folder adds to the tree of the packages: first its files, then what its script does.
struct RecipePart {
  std::filesystem::path files;  // <folder>/files, or empty
  std::filesystem::path bake;   // <folder>/bake.sh, or empty
};

struct Recipe {
  std::string name;  // the folder's name
  Description description;
  std::string suite;    // of Debian: "bookworm"
  std::string variant;  // of mmdebstrap: what is there besides `packages`
  std::vector<std::string> packages;
  std::vector<RecipeUser> users;
  std::vector<RecipePart> parts;  // the recipes that it extends first, itself last
  std::string digest;             // sha256 over all that the built tree depends on: not the description
};

// Reads <folder>/image.toml and looks at what lies next to it:
//   format = 1, description = { en, zh }, suite, variant = essential | minbase | standard, packages = [...]
//   [[user]] name, uid, gid = uid, groups = [], home = "/home/<name>", shell = "/bin/bash"
//   extends = "<name>" or ["<name>", ...] in place of suite and variant: the recipes in the folders of those names
//   beside this one come first, each once, with packages, users, files and script, and this one adds to them.
//   files/ is laid over the tree as root: folders 0755, files 0644, or 0755 if their owner may execute them (what
//   version control keeps of a mode); links stay links.
//   bake.sh is then run in the tree by `bash -eux -o pipefail`, as root, in namespaces of its own without a network.
//   What it leaves running is killed; /tmp, /run and /var/tmp are emptied afterwards, and logs cut.
// Throws AuthorError with every fault; OsError when the folder cannot be read.
Recipe LoadRecipe(const std::filesystem::path& folder);

// Every folder of `fixtures` (fixtures/images) that holds an image.toml, by name.
std::vector<std::filesystem::path> FindRecipes(const std::filesystem::path& fixtures);

}  // namespace shellab
