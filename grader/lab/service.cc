#include "grader/lab/service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "grader/check/patterns.h"
#include "grader/check/texts.h"
#include "grader/lab/find.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMega = 1ULL << 20U;

// The signals that a service may be sent, by name.
std::optional<int> ReadSignal(TomlTable& table, std::string_view key) {
  static constexpr std::pair<std::string_view, int> kSignals[] = {
      {"SIGTERM", SIGTERM}, {"SIGINT", SIGINT},   {"SIGQUIT", SIGQUIT},  {"SIGHUP", SIGHUP},
      {"SIGUSR1", SIGUSR1}, {"SIGUSR2", SIGUSR2}, {"SIGWINCH", SIGWINCH}};
  const std::optional<std::size_t> choice =
      table.Choice(key, {"SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"});
  if (!choice) return std::nullopt;
  return kSignals[*choice].second;
}

void ReadTime(TomlTable& table, std::string_view key, std::chrono::milliseconds& time) {
  const std::optional<std::string> text = table.String(key, "a time such as \"10s\"");
  if (!text) return;
  const std::optional<std::uint64_t> value = ParseMilliseconds(*text);
  if (value && *value >= 1 && *value <= 600'000) {
    time = std::chrono::milliseconds(*value);
  } else {
    table.FaultAt(key, fmt::format("`{}` must be a time from 1ms to 10m such as \"10s\", not \"{}\"", key, *text));
  }
}

void ReadSize(TomlTable& table, std::string_view key, std::uint64_t min, std::uint64_t& size) {
  const std::optional<std::string> text = table.String(key, "a size such as \"256M\"");
  if (!text) return;
  const std::optional<std::uint64_t> value = ParseBytes(*text);
  if (value && *value >= min && *value <= 16ULL * 1024 * kMega) {
    size = *value;
  } else {
    table.FaultAt(
        key, fmt::format("`{}` must be a size from {} bytes to 16G such as \"256M\", not \"{}\"", key, min, *text));
  }
}

constexpr std::string_view kHttpForm = "an address of this host such as \"http://127.0.0.1:8080/\"";

Readiness ReadHttp(TomlTable& table, const std::string& address) {
  static const re2::RE2 kForm("http://127\\.0\\.0\\.1(?::(\\d{1,5}))?(/[!-~]*)?");
  HttpReady http;
  std::string port;
  std::string path;
  if (!re2::RE2::FullMatch(address, kForm, &port, &path) || (!port.empty() && std::stoi(port) > 65535)) {
    table.FaultAt("http", fmt::format("`http` must be {}, not \"{}\"", kHttpForm, address));
    return {};
  }
  if (!port.empty()) http.port = static_cast<std::uint16_t>(std::stoi(port));
  if (!path.empty()) http.path = path;
  http.status = static_cast<int>(table.Integer("status", 100, 599).value_or(200));
  return http;
}

void ReadReady(TomlTable& table, Readiness& ready) {
  std::optional<TomlTable> inner = table.Table("ready");
  if (!inner) return;
  const std::optional<std::int64_t> tcp = inner->Integer("tcp", 1, 65535);
  const std::optional<std::string> http = inner->String("http", kHttpForm);
  const std::optional<std::string> exec = inner->String("exec", "a command for bash");
  const std::optional<std::string> log = inner->String("log", "a regular expression");
  if ((tcp ? 1 : 0) + (http ? 1 : 0) + (exec ? 1 : 0) + (log ? 1 : 0) != 1)
    inner->FaultHere(
        "expected one of tcp = 3306, http = \"http://127.0.0.1/\", exec = \"COMMAND\" and log = \"PATTERN\"");
  if (tcp) ready = TcpReady{static_cast<std::uint16_t>(*tcp), inner->Bool("greeting").value_or(false)};
  if (http) ready = ReadHttp(*inner, *http);
  if (exec) ready = ExecReady{*exec};
  if (log) ready = LogReady{ParsePattern(*inner, "log", "(?m)" + *log)};  // ^ and $ are a line's ends
  inner->RefuseUnknown();
}

void ReadLimits(TomlTable& table, LabService& service) {
  std::optional<TomlTable> limits = table.Table("limits");
  if (!limits) return;
  ReadSize(*limits, "memory", kMega, service.spec.exec.limits.memory_bytes);
  ReadSize(*limits, "disk", 0, service.disk);
  if (const auto processes = limits->Integer("processes", 1, 4096))
    service.spec.exec.limits.processes = static_cast<std::uint32_t>(*processes);
  if (const auto files = limits->Integer("open_files", 16, 1 << 20))
    service.spec.exec.open_files = static_cast<std::uint32_t>(*files);
  limits->RefuseUnknown();
}

void ReadEnvironment(TomlTable& table, LabService& service) {
  for (const auto& [name, value] : table.StringMap("env")) service.spec.exec.env.push_back(name + "=" + value);
}

// The keys that a service's file, a [[service]] and a [[process]] share. What is absent stays as it is.
void ReadKeys(TomlTable& table, LabService& service) {
  ServiceSpec& spec = service.spec;
  if (const auto argv = table.Strings("command"); !argv.empty()) spec.exec.argv = argv;
  if (!spec.exec.argv.empty() && !spec.exec.argv.front().starts_with('/'))
    table.FaultAt("command", 0, "the program is named by its absolute path");
  if (const auto user = table.String("user", "a user of the image")) service.user = *user;
  if (const auto directory = table.String("directory", "an absolute path")) spec.exec.directory = *directory;
  ReadEnvironment(table, service);
  if (const auto prepare = table.String("prepare", "a script for bash")) spec.prepare = *prepare;
  if (const auto log = table.String("log", "an absolute path")) spec.log = *log;
  ReadReady(table, spec.ready);
  ReadTime(table, "ready_within", spec.ready_within);
  if (const auto beside = table.Bool("beside")) spec.beside = *beside;
  if (const auto signal = ReadSignal(table, "stop")) spec.stop_signal = *signal;
  ReadTime(table, "stop_within", spec.stop_within);
  if (const auto signal = ReadSignal(table, "reload")) spec.reload_signal = *signal;
  if (const auto restart = table.Choice("restart", {"no", "on-failure", "always"}))
    spec.restart = static_cast<ServiceSpec::Restart>(*restart);
  ReadLimits(table, service);
}

LabService Default() {
  LabService service;
  service.spec.exec.limits = {256 * kMega, 64};
  return service;
}

// All that tells one service's behaviour from another's.
std::string DigestOf(const LabService& service) {
  const ServiceSpec& spec = service.spec;
  const std::string ready = spec.ready.index() == 3 ? std::get<ExecReady>(spec.ready).script : "";
  return Sha256(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", spec.name, fmt::join(spec.exec.argv, "\n"),
                            fmt::join(spec.exec.env, "\n"), service.user, spec.exec.directory, spec.prepare, spec.log,
                            spec.stop_signal, static_cast<int>(spec.restart), ready));
}

fs::path FileOf(const std::string& name, const std::vector<fs::path>& folders) {
  for (const fs::path& folder : folders) {
    fs::path file = folder / (name + ".toml");
    if (fs::exists(file)) return file;
  }
  return {};
}

LabService ReadFileOf(const std::string& name, const fs::path& file) {
  TomlDocument document = TomlDocument::Read(file);
  TomlTable table = document.Root();
  LabService service = Default();
  service.spec.name = service.id = name;
  service.file = file;
  table.RequiredInteger("format", 1, 1);
  service.image = table.String("image", "an image's name").value_or("");
  table.RequiredStrings("command", "an array such as [\"/usr/sbin/nginx\"]");
  ReadKeys(table, service);
  service.spec.units = table.Strings("units");
  if (service.spec.units.empty()) service.spec.units.push_back(name);
  table.RefuseUnknown();
  document.ThrowIfFaulty();
  service.digest = DigestOf(service);
  return service;
}

}  // namespace

LabService LoadService(const std::string& name, const std::vector<fs::path>& folders) {
  const fs::path file = FileOf(name, folders);
  if (file.empty())
    throw AuthorError({{folders.empty() ? fs::path("fixtures/services") : folders.front(), 0, 0,
                        fmt::format("has no {}.toml: no such service is described", name)}});
  return ReadFileOf(name, file);
}

std::vector<std::size_t> ReadHostKey(TomlTable& table, const std::vector<LabHost>& hosts) {
  const std::optional<std::string> name = table.String("host", "a host's name");
  if (!name) return {0};
  std::vector<std::size_t> meant = FindHosts(hosts, *name);
  if (meant.empty()) table.FaultAt("host", fmt::format("no host is named \"{}\"", *name));
  return meant;
}

namespace {

// One service on one host, unless the host has another of that name: then nothing, and a fault.
void Place(TomlTable& table, LabService service, std::size_t host, const std::vector<LabHost>& hosts,
           std::vector<LabService>& services) {
  service.host = host;
  service.id = host == 0 ? service.spec.name : fmt::format("{}/{}", hosts[host].name, service.spec.name);
  service.digest = Sha256(fmt::format("{} {}", service.id, DigestOf(service)));
  if (std::find(services.begin(), services.end(), service.id) != services.end())
    table.FaultHere(fmt::format("two services are named \"{}\"; give one a `name`", service.id));
  services.push_back(std::move(service));
}

}  // namespace

std::vector<LabService> ReadServices(TomlTable& root, const std::vector<LabHost>& hosts,
                                     const std::vector<fs::path>& folders) {
  std::vector<LabService> services;
  for (std::size_t i = 0; i < hosts.size(); ++i)
    for (const std::string& name : hosts[i].services) Place(root, LoadService(name, folders), i, hosts, services);
  for (TomlTable& table : root.Tables("service")) {
    const std::string use = table.RequiredString("use", "a service's name such as \"mariadb\"");
    const fs::path file = FileOf(use, folders);
    if (file.empty()) {
      if (!use.empty()) table.FaultAt("use", fmt::format("no service \"{}\" is described in fixtures/services", use));
      continue;
    }
    LabService service = ReadFileOf(use, file);
    if (const auto name = table.String("name", "a name")) service.spec.name = *name;
    ReadKeys(table, service);
    for (const std::size_t host : ReadHostKey(table, hosts)) Place(table, service, host, hosts, services);
    table.RefuseUnknown();
  }
  return services;
}

std::vector<LabService> ReadProcesses(TomlTable& root, const std::vector<LabHost>& hosts, const std::string& user) {
  std::vector<LabService> processes;
  for (TomlTable& table : root.Tables("process")) {
    LabService process = Default();
    process.spec.name = table.RequiredString("name", "a name for checks, such as \"editor\"");
    if (!process.spec.name.empty() && !IsKebabCase(process.spec.name))
      table.FaultAt("name", fmt::format("a name is lower-case words joined by dashes, not \"{}\"", process.spec.name));
    process.user = user;
    table.RequiredStrings("command", "an array such as [\"/usr/bin/tail\", \"-f\", \"/var/log/syslog\"]");
    ReadKeys(table, process);
    for (const std::size_t host : ReadHostKey(table, hosts)) Place(table, process, host, hosts, processes);
    table.RefuseUnknown();
  }
  return processes;
}

std::vector<fs::path> FixtureFolders(const std::string& kind, const fs::path& lab) {
  const fs::path below = fs::path("fixtures") / kind;
  std::vector<fs::path> folders;
  for (fs::path above = lab.parent_path(); above != above.root_path(); above = above.parent_path())
    if (fs::is_directory(above / below)) folders.push_back(above / below);
  const fs::path own = ProgramFolder() / below;
  if (fs::is_directory(own) && std::find(folders.begin(), folders.end(), own) == folders.end()) folders.push_back(own);
  return folders;
}

fs::path FindFixture(const std::string& kind, const std::string& name, const fs::path& lab) {
  for (const fs::path& folder : FixtureFolders(kind, lab))
    if (fs::is_regular_file(folder / name)) return folder / name;
  return {};
}

}  // namespace shellab
