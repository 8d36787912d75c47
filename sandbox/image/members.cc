#include "sandbox/image/members.h"

#include <fcntl.h>
#include <fmt/format.h>

#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

std::string Joined(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "/")); }

}  // namespace

Members::Members(const fs::path& archive, const fs::path& scratch, Budget& budget) : scratch_(scratch) {
  // What wraps the files is no more than they are.
  TarReader reader(archive, 2 * budget.limits().bytes);
  while (archive_entry* entry = reader.Next()) {
    budget.TakeEntry();
    const char* name = ::archive_entry_pathname(entry);
    if (name == nullptr) throw ArchiveFault("an entry has no name that can be read");
    try {
      Add(reader, entry, name);
    } catch (const ArchiveFault& fault) {
      throw ArchiveFault(fmt::format("entry {}: {}", name, fault.what()));
    }
  }
}

void Members::Add(TarReader& reader, archive_entry* entry, const std::string& path) {
  const std::string name = Joined(PathParts(path));
  const char* hard_link = ::archive_entry_hardlink(entry);
  const char* symlink = ::archive_entry_symlink(entry);
  if (hard_link != nullptr) {
    links_[name] = Joined(PathParts(hard_link));
  } else if (symlink != nullptr) {
    // Only a name of this archive is ever looked up by it.
    links_[name] = (fs::path(name).parent_path() / symlink).lexically_normal().native();
  } else if (::archive_entry_filetype(entry) == AE_IFREG) {
    RequireFreeSpace(scratch_, static_cast<std::uint64_t>(::archive_entry_size(entry)));
    // Counts on, so that a name that comes twice has two files, the last of which counts.
    Member member{scratch_ / std::to_string(written_++), {}, 0};
    const Fd file = Open(member.file.native(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    Sha256Stream hash;
    reader.ReadContent(entry, [&](std::string_view piece, std::uint64_t offset) {
      if (offset != member.bytes) throw ArchiveFault("it is stored with holes");
      WriteAll(file.get(), piece, member.file.native());
      hash.Add(piece.data(), piece.size());
      member.bytes += piece.size();
    });
    member.sha256 = hash.Hex();
    links_.erase(name);
    files_[name] = std::move(member);
  }
}

const Member* Members::Find(const std::string& name) const {
  std::string path = name;
  for (int hops = 0; hops < 8; ++hops) {
    if (const auto link = links_.find(path); link != links_.end()) {
      path = link->second;
      continue;
    }
    const auto file = files_.find(path);
    return file == files_.end() ? nullptr : &file->second;
  }
  return nullptr;
}

std::string Members::Sample() const {
  std::vector<std::string> names;
  for (const auto& [name, member] : files_)
    if (names.size() < 3) names.push_back(name);
  return names.empty() ? "no files" : fmt::format("{}{}", fmt::join(names, ", "), files_.size() > 3 ? ", ..." : "");
}

}  // namespace shellab
