#include "grader/lab/loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/check/texts.h"
#include "grader/lab/folder.h"
#include "grader/lab/grading_digest.h"
#include "grader/lab/keys.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

std::filesystem::path Absolute(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::canonical(folder, error);
  if (error) throw OsError(error.value(), "open the lab " + folder.string());
  return absolute;
}

// Before it is opened: a lab.toml that is a FIFO or a link is a fault, not something to read.
void RequireLabToml(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "lab.toml";
  const std::vector<FolderEntry> entries = ListFolder(folder);
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const FolderEntry& entry) { return entry.path == path; });
  if (found == entries.end()) throw AuthorError({{path, 0, 0, "is missing; every lab has one"}});
  if (found->type != std::filesystem::file_type::regular) throw AuthorError({{path, 0, 0, "is not a regular file"}});
}

// Neither texts nor points.
std::string DataDigest(const Lab& lab) {
  std::string parts = fmt::format("data 4\nuser {}\n", lab.user);
  for (const std::string& network : lab.networks) parts += fmt::format("network {}\n", network);
  for (const LabHost& host : lab.hosts) {
    parts += fmt::format("host {} {} {}\n", host.name, host.image, host.capabilities);
    for (const InterfaceSpec& interface : host.interfaces)
      parts += fmt::format("interface {} {}\n", interface.network, interface.address);
    if (!host.setup.empty()) parts += fmt::format("setup {}\n", Sha256(ReadFile(host.setup)));
  }
  for (const auto& [name, value] : lab.env) parts += fmt::format("env {}={}\n", name, value);
  for (const LabService& service : lab.services) parts += fmt::format("service {}\n", service.digest);
  for (const auto& generator : lab.generators)
    parts += fmt::format("generator {} {}\n", generator.filename().native(), Sha256(ReadFile(generator)));
  if (!lab.files.empty()) parts += fmt::format("files {}\n", DigestTree(lab.files, TreeScope::kCheckout).sha256);
  return Sha256(parts);
}

}  // namespace

Lab LoadLab(const std::filesystem::path& folder) {
  Lab lab;
  lab.folder = Absolute(folder);
  lab.id = lab.folder.filename();
  lab.topic = lab.folder.parent_path().filename();
  RequireLabToml(folder);
  TomlDocument document = TomlDocument::Read(folder / "lab.toml");
  if (!IsKebabCase(lab.id)) {
    document.Add({folder, 0, 0,
                  "the folder's name is the lab's id and must be lower-case words joined by dashes, such as "
                  "\"awk-last-but-one\", not \"" +
                      lab.id + "\""});
  }
  const std::vector<std::string> check_ids = ReadKeys(document.Root(), lab);
  ReadFolder(folder, check_ids, document, lab);
  document.ThrowIfFaulty();
  std::string parts = DigestTree(lab.folder, TreeScope::kCheckout).sha256;
  for (const LabService& service : lab.services) parts += "\n" + service.digest;
  for (const auto& [name, service] : lab.probe_services) parts += "\n" + service.digest;
  lab.digest = parts.size() == 64 ? parts : Sha256(parts);
  lab.data_digest = DataDigest(lab);
  lab.grading_digest = GradingDigest(lab, document.Root());
  return lab;
}

}  // namespace shellab
