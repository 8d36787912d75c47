#include "grader/lab/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "grader/check/probe.h"
#include "grader/check/texts.h"
#include "grader/lab/service.h"

namespace shellab {
namespace {

// One [[check]] as far as the others are concerned with it.
struct CheckNode {
  TomlTable table;
  std::string id;
  std::vector<std::string> needs;
};

const CheckNode* FindNode(const std::vector<CheckNode>& nodes, std::string_view id) {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const CheckNode& node) { return node.id == id; });
  return found != nodes.end() ? &*found : nullptr;
}

std::vector<std::string> Ids(const std::vector<CheckNode>& nodes) {
  std::vector<std::string> ids;
  ids.reserve(nodes.size());
  for (const CheckNode& node : nodes) ids.push_back(node.id);
  return ids;
}

void RefuseUnknownNeeds(std::vector<CheckNode>& nodes) {
  const std::vector<std::string> ids = Ids(nodes);
  for (CheckNode& node : nodes) {
    for (std::size_t i = 0; i < node.needs.size(); ++i) {
      const std::string& need = node.needs[i];
      if (need == node.id) node.table.FaultAt("needs", i, fmt::format("the check \"{}\" cannot need itself", need));
      if (FindNode(nodes, need) != nullptr) continue;
      std::string message = fmt::format("no check has the id \"{}\"", need);
      const std::string_view nearest = Nearest(need, {ids.begin(), ids.end()});
      if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
      node.table.FaultAt("needs", i, std::move(message));
    }
  }
}

// Notes one fault a circle of two or more checks, at the `needs` of the member that is written first.
void RefuseCircles(std::vector<CheckNode>& nodes) {
  std::set<std::string_view> done;  // ids that lead to no circle, or to one already noted
  for (const CheckNode& start : nodes) {
    std::vector<const CheckNode*> way;
    std::vector<std::size_t> next;  // for each of `way`, which of its needs to follow next
    way.push_back(&start);
    next.push_back(0);
    while (!way.empty()) {
      const CheckNode& node = *way.back();
      if (done.contains(node.id) || next.back() == node.needs.size()) {
        done.insert(node.id);
        way.pop_back();
        next.pop_back();
        continue;
      }
      const CheckNode* need = FindNode(nodes, node.needs[next.back()++]);
      if (need == nullptr || need == &node) continue;
      const auto circle = std::find(way.begin(), way.end(), need);
      if (circle == way.end()) {
        way.push_back(need);
        next.push_back(0);
        continue;
      }
      std::string ids;
      for (auto member = circle; member != way.end(); ++member) ids += fmt::format("{} -> ", (*member)->id);
      TomlTable table = need->table;
      table.FaultAt("needs", fmt::format("`needs` runs in a circle: {}{}", ids, need->id));
    }
  }
}

constexpr std::string_view kAllOthers = "*";  // no id: ids are words

// An answer that did nothing damaged nothing: sparing the rest earns points only with the work itself.
void NeedAllOthers(Lab& lab) {
  for (CheckSpec& spec : lab.checks) {
    if (spec.needs.empty() || spec.needs.front() != kAllOthers) continue;
    spec.needs.clear();
    for (const CheckSpec& other : lab.checks)
      if (other.id != spec.id) spec.needs.push_back(other.id);
  }
}

// A [[probe]] by its id.
struct SharedProbe {
  TomlTable table;
  std::string id;
};

// What several checks ask for once: [[probe]].
SharedProbes ReadProbes(TomlTable& root, std::vector<SharedProbe>& tables) {
  SharedProbes probes;
  for (TomlTable& table : root.Tables("probe")) {
    const std::string id = table.RequiredString("id", "a word such as \"state\"");
    Probe probe = ReadProbe(table);
    if (table.Has("do")) {
      table.Tables("do");
      table.FaultAt("do", "a [[probe]] only asks: `do` belongs to the check that uses it");
    }
    table.RefuseUnknown();
    if (id.empty()) continue;
    if (!IsKebabCase(id))
      table.FaultAt(
          "id", fmt::format("a probe's id is lower-case words joined by dashes, such as \"state\", not \"{}\"", id));
    if (!probes.emplace(id, std::move(probe)).second)
      table.FaultAt("id", fmt::format("two [[probe]]s have the id \"{}\"; each needs its own", id));
    tables.push_back({table, id});
  }
  return probes;
}

void RefuseUnused(std::vector<SharedProbe>& probes, const std::set<std::string>& used) {
  for (SharedProbe& probe : probes)
    if (!used.contains(probe.id))
      probe.table.FaultAt("id", fmt::format("no check uses the [[probe]] \"{}\"", probe.id));
}

}  // namespace

std::vector<std::string> ReadChecks(TomlTable& root, Lab& lab) {
  std::vector<SharedProbe> probe_tables;
  const SharedProbes probes = ReadProbes(root, probe_tables);
  std::set<std::string> used;
  std::vector<CheckNode> nodes;
  for (TomlTable& table : root.RequiredTables("check", "at least one [[check]]")) {
    CheckSpec spec = ParseCheck(table, probes);
    if (!spec.host.empty()) ReadHostKey(table, lab.hosts);
    if (!spec.id.empty() && FindNode(nodes, spec.id) != nullptr) {
      table.FaultAt("id", fmt::format("two checks have the id \"{}\"; each needs its own", spec.id));
    }
    if (table.HasString("probe")) used.insert(*table.String("probe"));
    nodes.push_back({table, spec.id, spec.needs});
    if (spec.kind == "unchanged" && !table.Has("needs")) spec.needs = {std::string(kAllOthers)};
    lab.checks.push_back(std::move(spec));
  }
  RefuseUnused(probe_tables, used);
  NeedAllOthers(lab);
  RefuseUnknownNeeds(nodes);
  RefuseCircles(nodes);
  return Ids(nodes);
}

}  // namespace shellab
