// What an image is made of, as fixtures/images/<name>/ says: image.toml (keys: see LoadRecipe) and, next to it, the
// folder files/ with what the image adds to its packages. Read by `shellab image build`, built by ImageStore.
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

struct Recipe {
  std::string name;  // the folder's name
  Description description;
  std::string suite;    // of Debian: "bookworm"
  std::string variant;  // of mmdebstrap: what is there besides `packages`
  std::vector<std::string> packages;
  std::vector<RecipeUser> users;
  std::filesystem::path files;  // files/, or empty
  std::string digest;           // sha256 over all that the built tree depends on: not the description
};

// Reads <folder>/image.toml and looks at <folder>/files:
//   format = 1, description = { en, zh }, suite, variant = essential | minbase | standard, packages = [...]
//   [[user]] name, uid, gid = uid, groups = [], home = "/home/<name>", shell = "/bin/bash"
//   files/ is laid over the tree as root: folders 0755, files 0644, or 0755 if their owner may execute them (what
//   version control keeps of a mode); links stay links.
// Throws AuthorError with every fault; OsError when the folder cannot be read.
Recipe LoadRecipe(const std::filesystem::path& folder);

// Every folder of `fixtures` (fixtures/images) that holds an image.toml, by name.
std::vector<std::filesystem::path> FindRecipes(const std::filesystem::path& fixtures);

}  // namespace shellab
