#include "sandbox/image/build.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/io.hpp>
#include <cstdlib>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
namespace bp = boost::process;

constexpr std::string_view kPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

// What tools take the date from (reproducible-builds.org): the day of the suite's release, so that no build tells when
// it was made.
const char* const kSourceDate = "1686355200";  // 2023-06-10

// Nothing of the caller's environment but what says how the network is reached.
bp::environment CleanEnvironment() {
  bp::environment environment;
  environment["PATH"] = std::string(kPath);
  environment["HOME"] = "/root";
  environment["LC_ALL"] = "C.UTF-8";
  environment["DEBIAN_FRONTEND"] = "noninteractive";
  environment["SOURCE_DATE_EPOCH"] = kSourceDate;
  for (const char* name : {"http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"})
    if (const char* value = std::getenv(name)) environment[name] = value;
  return environment;
}

std::string FindTool(const std::string& name, const std::string& package) {
  std::vector<std::string> folders;
  boost::split(folders, kPath, boost::is_any_of(":"));
  for (const std::string& folder : folders) {
    std::string path = fmt::format("{}/{}", folder, name);
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  throw HostError(fmt::format("{} is not on this machine; install it with: apt-get install {}", name, package));
}

struct Tool {
  std::string path;
  std::vector<std::string> arguments;
};

// Runs a trusted tool of this machine to its end, with nothing on standard input. Returns its exit code, or 128 and the
// signal's number.
int RunTool(const Tool& tool, const fs::path& out, const fs::path& log, int lock) {
  // Boost.Process would write over what an earlier tool left in them, and keep the rest of it.
  fs::remove(out);
  fs::remove(log);
  const pid_t parent = ::getpid();
  const auto in_child = [parent, lock](auto& executor) {
    // Of the caller's descriptors only the lock is handed on, and high up: mmdebstrap gives numbers of its own to a
    // shell that knows those below 10 only.
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    ::fcntl(lock, F_DUPFD, 100);
    ::umask(022);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have died before the line above, and then no signal comes any more.
    if (::getppid() != parent)
      executor.set_error(std::make_error_code(std::errc::no_such_process), "the parent is gone");
  };
  std::error_code error;
  bp::child child(bp::exe = tool.path, bp::args = tool.arguments, CleanEnvironment(),
                  bp::std_in<bp::null, bp::std_out> out.native(), bp::std_err > log.native(),
                  bp::extend::on_exec_setup = in_child, error);
  if (error) throw HostError(fmt::format("start {}: {}", tool.path, error.message()));
  child.wait(error);
  if (error) throw HostError(fmt::format("wait for {}: {}", tool.path, error.message()));
  const int status = child.native_exit_code();
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  boost::split(lines, text, [](char c) { return c == '\n'; });
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string LastLines(std::string_view text, std::size_t count) {
  const std::vector<std::string> lines = Lines(text);
  const auto first = lines.end() - static_cast<std::ptrdiff_t>(std::min(count, lines.size()));
  return fmt::format("  {}", fmt::join(first, lines.end(), "\n  "));
}

std::string OutputOf(const Tool& tool, const BuildJob& job) {
  const fs::path out = job.folder / "out";
  const fs::path log = job.folder / "log";
  if (const int code = RunTool(tool, out, log, job.lock); code != 0)
    throw HostError(fmt::format("{} ended with {}:\n{}", tool.path, code, LastLines(ReadFile(log), 15)));
  return ReadFile(out);
}

Tool AptSources() {
  return {FindTool("apt-get", "apt"),
          {"indextargets", "--format", "$(TRUSTED)|$(ORIGIN)|$(CODENAME)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)",
           "Created-By: Packages"}};
}

// The settings of this machine's apt that say how mirrors are reached.
Tool AptNetworkSettings() {
  Tool tool{FindTool("apt-config", "apt"), {"dump", "--no-empty", "--format", "%F \"%v\";%n"}};
  for (const char* name :
       {"Acquire::http", "Acquire::https", "Acquire::Retries", "Acquire::Queue-Mode", "Acquire::ForceIPv4",
        "Acquire::ForceIPv6", "Acquire::Check-Date", "Acquire::Check-Valid-Until"})
    tool.arguments.emplace_back(name);
  return tool;
}

// The users are added by the image's own useradd. Names and paths are checked by LoadRecipe: the shell that mmdebstrap
// gives its hooks to finds nothing in them to expand.
void AddUserHooks(const RecipeUser& user, std::vector<std::string>& arguments) {
  arguments.push_back(fmt::format("--customize-hook=chroot \"$1\" groupadd --gid {} {}", user.gid, user.name));
  const std::string groups = user.groups.empty() ? "" : fmt::format("--groups {} ", fmt::join(user.groups, ","));
  arguments.push_back(fmt::format(
      "--customize-hook=chroot \"$1\" useradd --uid {} --gid {} {}--home-dir {} --create-home --shell {} {}", user.uid,
      user.gid, groups, user.home, user.shell, user.name));
}

Tool Mmdebstrap(const BuildJob& job) {
  const Recipe& recipe = job.recipe;
  const fs::path settings = job.folder / "apt.conf";
  WriteFileAtomically(settings, OutputOf(AptNetworkSettings(), job));
  Tool tool{FindTool("unshare", "util-linux"),
            {"--mount", "--pid", "--fork", "--kill-child", "--mount-proc", FindTool("mmdebstrap", "mmdebstrap"),
             "--mode=root", "--format=directory", "--variant=" + recipe.variant, "--components=main",
             "--keyring=/usr/share/keyrings/debian-archive-keyring.gpg", "--aptopt=" + settings.native(),
             // Manual pages stay; of the other documentation what the licences ask for.
             "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-include=/usr/share/doc/*/copyright"}};
  if (!recipe.packages.empty()) tool.arguments.push_back(fmt::format("--include={}", fmt::join(recipe.packages, ",")));
  for (const RecipeUser& user : recipe.users) AddUserHooks(user, tool.arguments);
  tool.arguments.push_back(recipe.suite);
  tool.arguments.push_back(job.folder / "root");
  for (std::string& source : DebianSources(OutputOf(AptSources(), job), recipe.suite))
    tool.arguments.push_back(std::move(source));
  return tool;
}

// Lays the recipe's files over the tree, with the modes that LoadRecipe promises.
void CopyFiles(const fs::path& files, const fs::path& root) {
  for (const auto& entry : fs::recursive_directory_iterator(files)) {
    const fs::path target = root / entry.path().lexically_relative(files);
    if (entry.is_directory() && !entry.is_symlink()) {
      if (fs::is_directory(fs::symlink_status(target))) continue;
      // A link could lead to this machine's own folder of that name.
      if (fs::exists(fs::symlink_status(target)))
        throw HostError(fmt::format("{} is a folder, but the image's packages bring a link or a file of that name",
                                    entry.path().native()));
      fs::create_directory(target);
      fs::permissions(target, fs::perms(0755));
    } else if (entry.is_symlink()) {
      RemoveTree(target);
      fs::create_symlink(fs::read_symlink(entry.path()), target);
    } else {
      const bool executable = (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
      WriteFileAtomically(target, ReadFile(entry.path()), executable ? 0755 : 0644);
    }
  }
}

void Bake(const fs::path& script, const BuildJob& job) {
  const std::string place = "/tmp/bake.sh";
  WriteFileAtomically(job.folder / "root" / place.substr(1), ReadFile(script));
  // The name that every host has, so that nothing tells where the image was made.
  const std::string command =
      fmt::format("echo lab >/proc/sys/kernel/hostname; exec /bin/bash -eux -o pipefail {} >&2", place);
  const Tool tool{FindTool("unshare", "util-linux"),
                  {"--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child",
                   "--root=" + (job.folder / "root").native(), "--wd=/", "--mount-proc", "/bin/bash", "-c", command}};
  job.progress(fmt::format("{}: running {}", job.recipe.name, script.native()));
  const fs::path log = job.folder / "log";
  if (const int code = RunTool(tool, job.folder / "out", log, job.lock); code != 0)
    throw HostError(fmt::format("{} failed for the image {} (exit code {}); the last lines of what it printed:\n{}",
                                script.native(), job.recipe.name, code, LastLines(ReadFile(log), 15)));
}

}  // namespace

std::vector<std::string> DebianSources(std::string_view index_targets, std::string_view suite) {
  std::vector<std::string> sources;
  bool has_suite = false;
  for (const std::string& line : Lines(index_targets)) {
    std::vector<std::string> fields;
    boost::split(fields, line, [](char c) { return c == '|'; });
    if (fields.size() != 6) continue;
    const std::string &trusted = fields[0], &origin = fields[1], &codename = fields[2], &uri = fields[3];
    if (trusted != "yes" || origin != "Debian" || fields[5] != "main") continue;
    // Installation media are there today and gone tomorrow.
    if (uri.starts_with("cdrom:")) continue;
    if (codename != suite && codename != fmt::format("{}-updates", suite) &&
        codename != fmt::format("{}-security", suite))
      continue;
    has_suite = has_suite || codename == suite;
    std::string source = fmt::format("deb {} {} main", uri, fields[4]);
    if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
  }
  if (!has_suite) sources.clear();
  return sources;
}

std::string BuildAdvice(std::string_view log) {
  struct Cause {
    std::string_view sign;
    std::string_view advice;
  };
  static constexpr std::string_view kNoMirror =
      "no Debian mirror can be reached: see the network and apt's proxy setting, then apt-get update";
  static constexpr Cause kCauses[] = {
      {"No space left on device", "the disk is full: an image takes about 1 GB while it is built"},
      {"Unable to locate package", "the recipe names a package that its suite does not have"},
      {"has no installation candidate", "the recipe names a package that its suite does not have"},
      {"NO_PUBKEY", "the mirror's signing key is not known here: apt-get install debian-archive-keyring"},
      {"Could not resolve", kNoMirror},
      {"Temporary failure resolving", kNoMirror},
      {"Could not connect", kNoMirror},
      {"Unable to connect", kNoMirror},
      {"Failed to fetch", "the mirror did not deliver a file: run it again, after apt-get update"},
      {"Operation not permitted", "root with all capabilities is needed, on a file system without nodev and noexec"},
  };
  for (const Cause& cause : kCauses)
    if (log.find(cause.sign) != std::string_view::npos) return std::string(cause.advice);
  return {};
}

void MakeDebianTree(const BuildJob& job) {
  if (::geteuid() != 0) throw HostError("building an image needs root: run the command with sudo");
  const Tool tool = Mmdebstrap(job);
  job.progress(fmt::format("{}: fetching and unpacking Debian {} with {} packages of its own", job.recipe.name,
                           job.recipe.suite, job.recipe.packages.size()));
  const fs::path log = job.folder / "log";
  if (const int code = RunTool(tool, job.folder / "out", log, job.lock); code != 0) {
    const std::string text = ReadFile(log);
    const std::string advice = BuildAdvice(text);
    throw HostError(
        fmt::format("mmdebstrap could not build image {} (exit code {}){}{}; the last lines of its log:\n{}",
                    job.recipe.name, code, advice.empty() ? "" : ": ", advice, LastLines(text, 15)));
  }
  AddParts(job);
}

void AddParts(const BuildJob& job) {
  for (const RecipePart& part : job.recipe.parts) {
    if (!part.files.empty()) CopyFiles(part.files, job.folder / "root");
    if (!part.bake.empty()) Bake(part.bake, job);
  }
}

}  // namespace shellab
