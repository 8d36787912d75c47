// shellab doctor: what sandboxes need of this machine, whether it is there, and how to get what is not.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <string_view>
#include <vector>

#include "grader/commands/context.h"
#include "sandbox/probe/probe.h"

namespace shellab {
namespace {

namespace json = boost::json;
using Status = ProbeResult::Status;

struct Checked {
  const MachineProbe& probe;
  ProbeResult finding;
};

bool Fails(const Checked& checked) { return checked.probe.needed && checked.finding.status == Status::kMissing; }

std::string_view StatusName(Status status) {
  switch (status) {
    case Status::kOk:
      return "ok";
    case Status::kDegraded:
      return "degraded";
    case Status::kMissing:
      break;
  }
  return "missing";
}

void PrintText(const std::vector<Checked>& checks) {
  std::size_t width = 0;
  for (const Checked& checked : checks) width = std::max(width, checked.probe.id.size());
  for (const auto& [probe, finding] : checks) {
    fmt::print("{:<8}  {:<{}}  {}{}\n", StatusName(finding.status), probe.id, width, finding.detail,
               probe.needed ? "" : " (optional)");
    if (finding.status != Status::kOk) fmt::print("{:<8}  {:<{}}  fix: {}\n", "", "", width, finding.fix);
  }
  const auto failed = std::count_if(checks.begin(), checks.end(), Fails);
  if (failed == 0) {
    fmt::print("\nThis machine can grade.\n");
  } else {
    fmt::print("\nThis machine cannot grade: {} of {} checks found something needed missing.\n", failed, checks.size());
  }
}

void PrintJson(const std::vector<Checked>& checks) {
  json::array list;
  for (const auto& [probe, finding] : checks) {
    json::object check = {
        {"id", probe.id}, {"status", StatusName(finding.status)}, {"needed", probe.needed}, {"detail", finding.detail}};
    if (finding.status != Status::kOk) check["fix"] = finding.fix;
    list.emplace_back(std::move(check));
  }
  const bool ok = std::none_of(checks.begin(), checks.end(), Fails);
  fmt::print("{}\n", json::serialize(json::value{{"format", 1}, {"ok", ok}, {"checks", std::move(list)}}));
}

void Examine(const std::string& format, Context& context) {
  std::vector<Checked> checks;
  for (const MachineProbe& probe : AllProbes()) checks.push_back({probe, RunProbe(probe, context.state)});
  if (format == "json") {
    PrintJson(checks);
  } else {
    PrintText(checks);
  }
  constexpr int kMachine = 3;
  if (std::any_of(checks.begin(), checks.end(), Fails)) context.exit_code = kMachine;
}

}  // namespace

void AddDoctorCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("doctor", "Find out what this machine lacks for grading, and how to mend it");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([format, &context] { Examine(*format, context); });
}

}  // namespace shellab
