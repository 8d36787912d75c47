#include "grader/lab/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "grader/check/texts.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxTextBytes = 1U << 20U;
constexpr std::string_view kAllowed =
    "a lab's folder holds lab.toml, task.md, task.zh.md, files/, setup.sh, setup.<host>.sh, solution.sh and wrong/*.sh";

// Reads one lab's folder; a name that is missing or of another kind is noted and read as absent.
class FolderReader {
 public:
  FolderReader(const fs::path& folder, const std::vector<std::string>& check_ids, TomlDocument& document, Lab& lab)
      : folder_(folder), check_ids_(check_ids), document_(document), lab_(lab) {}

  void Read() {
    RefuseOddTypes(folder_);
    RefuseStrays();
    lab_.task.en = RequiredText("task.md", "the task in English");
    lab_.task.zh = RequiredText("task.zh.md", "the task in Chinese");
    RequiredText("solution.sh", "the reference, which earns every point");
    lab_.solution = lab_.folder / "solution.sh";
    for (LabHost& host : lab_.hosts) {
      const std::string setup = SetupName(host);
      if (Is(setup, fs::file_type::regular)) host.setup = lab_.folder / setup;
    }
    if (Is("files", fs::file_type::directory)) lab_.files = lab_.folder / "files";
    ReadWrongAnswers();
  }

 private:
  void Note(const fs::path& path, std::string message) { document_.Add({path, 0, 0, std::move(message)}); }

  fs::file_type TypeOf(const fs::path& path) const {
    std::error_code absent;
    return fs::symlink_status(path, absent).type();
  }
  bool Is(std::string_view name, fs::file_type type) const { return TypeOf(folder_ / name) == type; }

  // A link leads to what is not the lab's, and a FIFO or a device has no content to hand out.
  void RefuseOddTypes(const fs::path& folder) {
    for (const FolderEntry& entry : ListFolder(folder)) {
      if (entry.type == fs::file_type::directory) {
        RefuseOddTypes(entry.path);
      } else if (entry.type == fs::file_type::symlink) {
        Note(entry.path, "is a symbolic link, which no lab may hold; setup.sh can make one");
      } else if (entry.type != fs::file_type::regular) {
        Note(entry.path, "is neither a file nor a folder, and no lab may hold such a thing; setup.sh can make one");
      }
    }
  }

  std::string SetupName(const LabHost& host) const {
    return &host == &lab_.hosts.front() ? "setup.sh" : fmt::format("setup.{}.sh", host.group);
  }

  void RefuseStrays() {
    const auto expected_type = [this](const fs::path& name) {
      for (const LabHost& host : lab_.hosts) {
        if (name == SetupName(host)) return fs::file_type::regular;
      }
      for (const char* file : {"lab.toml", "task.md", "task.zh.md", "solution.sh"}) {
        if (name == file) return fs::file_type::regular;
      }
      for (const char* folder : {"files", "wrong"}) {
        if (name == folder) return fs::file_type::directory;
      }
      return fs::file_type::none;
    };
    for (const FolderEntry& entry : ListFolder(folder_)) {
      const fs::file_type expected = expected_type(entry.path.filename());
      const bool noted = entry.type != fs::file_type::regular && entry.type != fs::file_type::directory;
      if (expected == fs::file_type::none) {
        Note(entry.path, fmt::format("does not belong here: {}", kAllowed));
      } else if (entry.type != expected && !noted) {
        Note(entry.path, expected == fs::file_type::regular ? "must be a file" : "must be a folder");
      }
    }
  }

  std::string ReadSmallFile(const fs::path& path) {
    std::error_code error;
    if (fs::file_size(path, error) > kMaxTextBytes) {
      Note(path, fmt::format("is larger than {} bytes", kMaxTextBytes));
      return {};
    }
    std::string text = ReadFile(path);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) Note(path, "is empty");
    return text;
  }

  std::string RequiredText(std::string_view name, std::string_view what) {
    const fs::path path = folder_ / name;
    if (TypeOf(path) == fs::file_type::not_found) Note(path, fmt::format("is missing; expected {}", what));
    if (TypeOf(path) != fs::file_type::regular) return {};
    return ReadSmallFile(path);
  }

  void ReadWrongAnswers() {
    const fs::path folder = folder_ / "wrong";
    constexpr std::string_view kExpected =
        "expected at least one plausible mistake as wrong/<mistake>.sh, with `# loses: <check id> ...` as its first "
        "line";
    if (TypeOf(folder) == fs::file_type::not_found) Note(folder, fmt::format("is missing; {}", kExpected));
    if (TypeOf(folder) != fs::file_type::directory) return;
    for (const FolderEntry& entry : ListFolder(folder)) {
      if (entry.type == fs::file_type::directory || entry.path.extension() != ".sh") {
        Note(entry.path, "does not belong here: wrong/ holds only <mistake>.sh");
      } else if (entry.type == fs::file_type::regular) {
        ReadWrongAnswer(entry.path);
      }
    }
    if (lab_.wrong.empty()) Note(folder, fmt::format("holds no wrong answer; {}", kExpected));
  }

  void ReadWrongAnswer(const fs::path& path) {
    WrongAnswer wrong{path.stem(), lab_.folder / "wrong" / path.filename(), {}};
    if (!IsKebabCase(wrong.name)) {
      Note(path, "a mistake's name must be lower-case words joined by dashes, such as fixed-column.sh");
    }
    wrong.loses = ReadLoses(path, ReadSmallFile(path));
    lab_.wrong.push_back(std::move(wrong));
  }

  // The ids after "# loses:" in the first line, or in the second where the first is a #! line.
  std::vector<std::string> ReadLoses(const fs::path& path, std::string_view text) {
    constexpr std::string_view kMark = "# loses:";
    std::uint32_t line_number = 1;
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with("#!") && line.size() < text.size()) {
      text.remove_prefix(line.size() + 1);
      line = text.substr(0, text.find('\n'));
      line_number = 2;
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with(kMark)) {
      document_.Add({path, line_number, 1, "expected `# loses: <check id> ...`, the checks that this mistake fails"});
      return {};
    }
    std::vector<std::string> loses;
    std::size_t start = line.find_first_not_of(" \t", kMark.size());
    while (start != std::string_view::npos) {
      const std::size_t end = std::min(line.find_first_of(" \t", start), line.size());
      loses.emplace_back(line.substr(start, end - start));
      RequireCheckId(path, line_number, Column(line, start), loses.back());
      start = line.find_first_not_of(" \t", end);
    }
    if (loses.empty()) {
      document_.Add(
          {path, line_number, Column(line, line.size()), "expected the id of a check that this mistake fails"});
    }
    return loses;
  }

  void RequireCheckId(const fs::path& path, std::uint32_t line, std::uint32_t column, const std::string& id) {
    if (std::find(check_ids_.begin(), check_ids_.end(), id) != check_ids_.end()) return;
    std::string message = fmt::format("no check has the id \"{}\"", id);
    const std::string_view nearest = Nearest(id, {check_ids_.begin(), check_ids_.end()});
    if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
    document_.Add({path, line, column, std::move(message)});
  }

  // The column of a byte's character, from 1: bytes that continue a UTF-8 character don't count.
  static std::uint32_t Column(std::string_view line, std::size_t byte) {
    const std::string_view before = line.substr(0, byte);
    return 1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), [](char c) {
             return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
           }));
  }

  const fs::path& folder_;
  const std::vector<std::string>& check_ids_;
  TomlDocument& document_;
  Lab& lab_;
};

}  // namespace

std::vector<FolderEntry> ListFolder(const fs::path& folder) {
  std::vector<FolderEntry> entries;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const fs::file_type type = entry->symlink_status(error).type();
    if (error) break;
    entries.push_back({entry->path(), type});
  }
  if (error) throw OsError(error.value(), "list " + folder.string());
  std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.path < b.path; });
  return entries;
}

void ReadFolder(const fs::path& folder, const std::vector<std::string>& check_ids, TomlDocument& document, Lab& lab) {
  FolderReader(folder, check_ids, document, lab).Read();
}

}  // namespace shellab
