#include "grader/lab/keys.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <linux/capability.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include "grader/check/texts.h"
#include "grader/lab/checks.h"
#include "sandbox/network/features.h"

namespace shellab {
namespace {

constexpr std::uint64_t kKilo = 1ULL << 10U;
constexpr std::uint64_t kMega = 1ULL << 20U;
constexpr std::uint64_t kGiga = 1ULL << 30U;

void ReadTitle(TomlTable& root, Lab& lab) {
  if (std::optional<TomlTable> title = root.Table("title")) {
    lab.title = ReadText(*title);
  } else if (!root.Has("title")) {
    root.FaultHere("missing key `title`; expected { en = \"...\", zh = \"...\" }");
  }
}

void ReadTopics(TomlTable& root, Lab& lab) {
  lab.topics = root.RequiredStrings("topics", "an array such as [\"text\", \"awk\"]");
  for (std::size_t i = 0; i < lab.topics.size(); ++i) {
    const std::string& topic = lab.topics[i];
    if (!IsKebabCase(topic)) {
      root.FaultAt("topics", i,
                   fmt::format("a topic is lower-case words joined by dashes, such as \"text\", not \"{}\"", topic));
    }
    const auto here = lab.topics.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(lab.topics.begin(), here, topic) != here) {
      root.FaultAt("topics", i, fmt::format("the topic \"{}\" is named twice", topic));
    }
  }
}

void ReadImage(TomlTable& root, Lab& lab) {
  constexpr std::string_view kExpected = "an image's name such as \"base\"";
  lab.image = root.RequiredString("image", kExpected);
  if (!lab.image.empty() && !IsKebabCase(lab.image)) {
    root.FaultAt("image", fmt::format("`image` must be {}, not \"{}\"", kExpected, lab.image));
  }
}

void ReadAnswer(TomlTable& root, Lab& lab) {
  const std::optional<std::size_t> kind = root.Choice("answer", {"command", "state", "files"});
  if (!root.Has("answer")) {
    root.FaultHere("missing key `answer`; expected \"command\" or \"state\"");
  } else if (kind == 2U) {
    root.FaultAt("answer", "this version grades `answer = \"command\"` and \"state\"; \"files\" is for a later one");
  } else if (kind == 1U) {
    lab.answer = Lab::AnswerKind::kState;
  }
  const std::optional<std::int64_t> seeds = root.Integer("seeds", 1, 20);
  lab.seeds = static_cast<int>(seeds.value_or(1));
  if (seeds && kind.value_or(0) != 0) root.FaultAt("seeds", "`seeds` goes only with `answer = \"command\"`");
}

// requires = ["ip_vs"]
void ReadRequirements(TomlTable& root, Lab& lab) {
  std::vector<std::string_view> known;
  for (const KernelFeature& feature : KernelFeatures()) known.push_back(feature.name);
  lab.requirements = root.Strings("requires");
  for (std::size_t i = 0; i < lab.requirements.size(); ++i) {
    const std::string& name = lab.requirements[i];
    const auto here = lab.requirements.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(lab.requirements.begin(), here, name) != here)
      root.FaultAt("requires", i, fmt::format("\"{}\" is named twice", name));
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string_view nearest = Nearest(name, known);
    root.FaultAt(
        "requires", i,
        nearest.empty()
            ? fmt::format("no lab may require \"{}\" of the kernel; known here: {}", name, fmt::join(known, ", "))
            : fmt::format("no lab may require \"{}\" of the kernel; did you mean \"{}\"?", name, nearest));
  }
}

bool IsEnvironmentName(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

void ReadEnv(TomlTable& root, Lab& lab) {
  lab.env = root.StringMap("env");
  std::optional<TomlTable> table = root.Table("env");
  for (const auto& [name, value] : lab.env) {
    if (!IsEnvironmentName(name)) {
      table->FaultAt(name, fmt::format("`{}` cannot be a variable's name; expected letters, digits and underscores "
                                       "such as LANG",
                                       name));
    }
    // The dynamic loader obeys these in every program, also in those that belong to the grader.
    if (name.starts_with("LD_")) table->FaultAt(name, fmt::format("`{}`: variables named LD_* are not allowed", name));
    if (value.find('\0') != std::string::npos) table->FaultAt(name, fmt::format("`{}` holds a NUL byte", name));
  }
}

struct Unit {
  std::string_view expected;
  std::uint64_t min;
  std::uint64_t max;
  std::optional<std::uint64_t> (*parse)(std::string_view);
};

std::uint64_t ReadLimit(TomlTable& table, std::string_view key, const Unit& unit, std::uint64_t absent) {
  const std::optional<std::string> text = table.String(key, unit.expected);
  if (!text) return absent;
  const std::optional<std::uint64_t> value = unit.parse(*text);
  if (value && *value >= unit.min && *value <= unit.max) return *value;
  table.FaultAt(key, fmt::format("`{}` must be {}, not \"{}\"", key, unit.expected, *text));
  return absent;
}

void ReadLimits(TomlTable& root, Lab& lab) {
  std::optional<TomlTable> table = root.Table("limits");
  if (!table) return;
  const auto time = [&](std::string_view key, std::chrono::milliseconds absent) {
    const Unit unit{"a time from 100ms to 10m such as \"10s\"", 100, 600'000, ParseMilliseconds};
    return std::chrono::milliseconds(ReadLimit(*table, key, unit, static_cast<std::uint64_t>(absent.count())));
  };
  Limits& limits = lab.limits;
  limits.wall = time("wall", limits.wall);
  limits.cpu = time("cpu", limits.cpu);
  limits.memory = ReadLimit(
      *table, "memory", {"a size from 16M to 16G such as \"256M\"", 16 * kMega, 16 * kGiga, ParseBytes}, limits.memory);
  limits.processes = static_cast<std::uint32_t>(table->Integer("processes", 1, 4096).value_or(limits.processes));
  limits.disk =
      ReadLimit(*table, "disk", {"a size from 1M to 8G such as \"64M\"", kMega, 8 * kGiga, ParseBytes}, limits.disk);
  limits.output = ReadLimit(*table, "output", {"a size from 1K to 64M such as \"1M\"", kKilo, 64 * kMega, ParseBytes},
                            limits.output);
  // What is written lies in a tmpfs, which is charged to the writer's memory.
  if (limits.disk > limits.memory / 2) {
    table->FaultAt("disk", fmt::format("`disk` ({}K) must be at most half of `memory` ({}K), which pays for it",
                                       limits.disk / kKilo, limits.memory / kKilo));
  }
  table->RefuseUnknown();
}

// How answers in another language than bash are run: [interpreters] sql = "mariadb world".
void ReadInterpreters(TomlTable& root, Lab& lab) {
  std::optional<TomlTable> table = root.Table("interpreters");
  if (!table) return;
  if (const std::optional<std::string> sql = table->String("sql", "a command for bash such as \"mariadb world\""))
    lab.interpreters["sql"] = *sql;
  table->RefuseUnknown();
}

// What several labs make their data with: generators = ["world.sql.py"], of fixtures/data.
void ReadGenerators(TomlTable& root, Lab& lab) {
  const std::vector<std::string> names = root.Strings("generators");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool plain = names[i].find('/') == std::string::npos && !names[i].starts_with('.');
    std::filesystem::path file = plain ? FindFixture("data", names[i], lab.folder) : std::filesystem::path();
    if (file.empty()) {
      root.FaultAt("generators", i, fmt::format("there is no \"{}\" in fixtures/data", names[i]));
    } else {
      lab.generators.push_back(std::move(file));
    }
  }
}

bool IsName(const std::vector<LabService>& services, const std::string& name) {
  return std::find(services.begin(), services.end(), name) != services.end();
}

// Whether the image is `base` or its recipe extends it: by way of at most kMaxSteps others, since recipes may be wrong.
bool Extends(const std::string& image, const std::string& base, const std::filesystem::path& lab, int steps = 0) {
  constexpr int kMaxSteps = 8;
  if (image == base) return true;
  const std::filesystem::path file = FindFixture("images", image + "/image.toml", lab);
  if (file.empty() || steps == kMaxSteps) return false;
  TomlTable recipe = TomlDocument::Read(file).Root();
  const std::vector<std::string> extended =
      recipe.HasString("extends") ? std::vector<std::string>{*recipe.String("extends")} : recipe.Strings("extends");
  return std::any_of(extended.begin(), extended.end(),
                     [&](const std::string& name) { return Extends(name, base, lab, steps + 1); });
}

void ReadServices(TomlTable& root, Lab& lab) {
  const auto folders = root.Has("service") || root.Has("host") ? FixtureFolders("services", lab.folder)
                                                               : std::vector<std::filesystem::path>();
  lab.services = ReadServices(root, lab.hosts, folders);
  for (const LabService& service : lab.services) {
    const std::string& image = lab.hosts[service.host].image;
    if (!service.image.empty() && !Extends(image, service.image, lab.folder))
      root.FaultAt("image", fmt::format("the service \"{}\" belongs to the image \"{}\", not \"{}\"", service.id,
                                        service.image, image));
  }
}

// What is done to the world, by probes about any host.
std::vector<Action> ActionsOf(const Questions& asked) {
  std::vector<Action> actions;
  for (const Probe& probe : asked.probes) actions.insert(actions.end(), probe.actions.begin(), probe.actions.end());
  for (const auto& [host, there] : asked.elsewhere)
    for (Action& action : ActionsOf(there)) actions.push_back(std::move(action));
  return actions;
}

void LoadProbeServices(const Questions& asked, Lab& lab) {
  for (const Probe& probe : asked.probes)
    for (const std::string& name : probe.services)
      lab.probe_services.emplace(name, LoadService(name, FixtureFolders("services", lab.folder)));
  for (const auto& [host, there] : asked.elsewhere) LoadProbeServices(there, lab);
}

// What runs on the learner's host may be called by that host too.
bool IsThing(const Lab& lab, const std::string& name) {
  const std::string here = lab.hosts.front().name + "/";
  const std::string id = name.starts_with(here) ? name.substr(here.size()) : name;
  return IsName(lab.services, id) || IsName(lab.processes, id);
}

bool CanBeDone(const Action& action, const Lab& lab) {
  const bool is_host = std::any_of(lab.hosts.begin(), lab.hosts.end(),
                                   [&action](const LabHost& host) { return host.name == action.target; });
  if (action.verb == "run") return action.target.empty() || is_host;
  const bool is_plugged = is_host && !lab.networks.empty();
  if (action.verb == "cut" || action.verb == "restore") return is_plugged;
  const bool may_be_host = action.verb == "stop" || action.verb == "start";
  return IsThing(lab, action.target) || (may_be_host && is_plugged);
}

std::string_view WhatIsMissing(const std::string& verb) {
  if (verb == "run") return "host";
  if (verb == "cut" || verb == "restore") return "host on a network";
  return verb == "stop" || verb == "start" ? "[[service]], [[process]] or host on a network"
                                           : "[[service]] or [[process]]";
}

// What the checks ask for must be there: names of services and processes, services of probes.
void ReadQuestions(TomlTable& root, Lab& lab) {
  for (CheckSpec& spec : lab.checks) {
    if (!spec.check) continue;
    Questions own;
    spec.check->Ask(own);
    spec.acts = !ActionsOf(own).empty();
    spec.check->Ask(lab.asked);
  }
  for (const std::string& name : lab.asked.names)
    if (!IsName(lab.services, name) && !IsName(lab.processes, name))
      root.FaultAt("check", fmt::format("a check names \"{}\", but no [[service]] or [[process]] has that name", name));
  if (lab.asked.all_names) {
    for (const LabService& service : lab.services) lab.asked.names.insert(service.id);
    for (const LabService& process : lab.processes) lab.asked.names.insert(process.id);
  }
  for (const std::string& network : lab.asked.networks)
    if (std::find(lab.networks.begin(), lab.networks.end(), network) == lab.networks.end())
      root.FaultAt("check",
                   fmt::format("a check is about the network \"{}\", but no [[network]] has that name", network));
  LoadProbeServices(lab.asked, lab);
  for (const Action& action : ActionsOf(lab.asked)) {
    if (CanBeDone(action, lab)) continue;
    root.FaultAt("check", fmt::format("a check says {} = \"{}\", but there is no such {}", action.verb, action.target,
                                      WhatIsMissing(action.verb)));
  }
}

}  // namespace

std::vector<std::string> ReadKeys(TomlTable root, Lab& lab) {
  root.RequiredInteger("format", 1, 1);
  ReadTitle(root, lab);
  ReadTopics(root, lab);
  lab.level = static_cast<int>(root.RequiredInteger("level", 1, 5));
  ReadImage(root, lab);
  ReadAnswer(root, lab);
  if (const std::optional<std::size_t> user = root.Choice("user", {"student", "root"})) {
    lab.user = *user == 0 ? "student" : "root";
  }
  ReadEnv(root, lab);
  for (const TomlTable& hint : root.Tables("hints")) lab.hints.push_back(ReadText(hint));
  ReadLimits(root, lab);
  lab.privileges = root.Bool("privileges").value_or(false);
  ReadRequirements(root, lab);
  std::uint64_t capabilities = kDefaultCapabilities;
  ReadCapabilities(root, capabilities);
  lab.hosts = ReadHosts(root, lab.image, capabilities, lab.networks);
  ReadGenerators(root, lab);
  ReadInterpreters(root, lab);
  ReadServices(root, lab);
  lab.processes = ReadProcesses(root, lab.hosts, lab.user);
  std::vector<std::string> check_ids = ReadChecks(root, lab);
  ReadQuestions(root, lab);
  root.RefuseUnknown();
  return check_ids;
}

}  // namespace shellab
