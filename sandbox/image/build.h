// Makes the tree of a recipe with mmdebstrap. Called by ImageStore::Build, which normalises it and puts it in place.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/image/recipe.h"

namespace shellab {

// Gets a line a step, without a newline.
using Progress = std::function<void(std::string_view)>;

// What a maker of trees is given.
struct BuildJob {
  const Recipe& recipe;
  std::filesystem::path folder;  // its own; the tree becomes <folder>/root, other names are for scratch files
  int lock;                      // inherited by every process that writes to `folder`, so that the lock outlives them
  const Progress& progress;
};

// Makes <folder>/root: Debian's packages, from this machine's own Debian mirrors where its apt knows some of the
// suite; then the users and the recipe's parts. The tool runs in mount and pid namespaces of its own and dies with the
// calling thread, which leaves nothing mounted. Needs root and the network. Throws HostError with the last lines of the
// log and what to do about it.
void MakeDebianTree(const BuildJob& job);

// Adds the recipe's parts to the tree <folder>/root in their order: each one's files, then its bake.sh, which runs in
// namespaces of its own, with the host name "lab", and dies with the calling thread. Called by MakeDebianTree. Needs
// root. Throws HostError when a script fails, with the last lines of what it printed.
void AddParts(const BuildJob& job);

// The `deb` lines for `suite` from the output of apt-get indextargets (in the form that build.cc asks for): those whose
// signed Release file says that they are Debian's, of the suite, its updates and its security updates, component main.
// None when the suite itself is not among them: then mmdebstrap's own default is right.
std::vector<std::string> DebianSources(std::string_view index_targets, std::string_view suite);

// What to do about a build that failed with this log: a line of advice, or empty when the log tells no known cause.
std::string BuildAdvice(std::string_view log);

}  // namespace shellab
