#include "sandbox/lease.h"

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/host.h"

namespace shellab {
namespace {

// Whether none of the range's groups is left.
bool Clear(const IdRange& range, const Controllers& controllers) {
  std::vector<std::filesystem::path> folders = GroupFolders(controllers);
  std::istringstream note(ReadNote(range));
  for (std::string line; std::getline(note, line);) folders.emplace_back(line);
  return RemoveStale(folders, Host::GroupPrefix(range.index));
}

}  // namespace

IdRange LeaseClean(const Controllers& controllers) {
  IdRange range = LeaseIdRange([&](const IdRange& candidate) { return Clear(candidate, controllers); });
  std::string note;
  for (const auto& folder : GroupFolders(controllers)) note += folder.native() + "\n";
  WriteNote(range, note);
  return range;
}

void SweepAbandoned(const Controllers& controllers) {
  // Those of a range that can be leased are nobody's.
  for (const std::uint32_t index : KnownIdRanges())
    if (const std::optional<IdRange> range = TryLeaseIdRange(index)) Clear(*range, controllers);
}

}  // namespace shellab
