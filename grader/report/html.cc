#include "grader/report/html.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "grader/report/html/page.h"
#include "grader/report/html_data.h"
#include "grader/report/json_parts.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

namespace json = boost::json;

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// What a Content-Security-Policy calls an inline script or style.
std::string PolicyHash(std::string_view text) { return fmt::format("'sha256-{}'", Base64(Sha256Bytes(text))); }

class HtmlReport {
 public:
  HtmlReport(const ClassResults& results, const RenderOptions& options, std::ostream& out)
      : results_(results),
        head_(results.head()),
        language_(options.language),
        out_(out),
        bodies_(head_.columns.size(), language_) {}

  void Render() {
    std::string_view page = HtmlPage();
    while (!page.empty()) {
      const std::size_t hole = std::min(page.find("{{"), page.size());
      out_ << page.substr(0, hole);
      page.remove_prefix(hole);
      if (page.empty()) break;
      const std::size_t end = page.find("}}");
      Fill(page.substr(2, end - 2));
      page.remove_prefix(end + 2);
    }
  }

 private:
  std::string Say(const Text& text) const { return PrintableLine(text.In(language_)); }

  void Fill(std::string_view name) {
    if (name == "lang") out_ << (language_ == Language::kChinese ? "zh-CN" : "en");
    if (name == "policy") out_ << Policy();
    if (name == "title") out_ << EscapeHtml(head_.title.empty() ? PrintableLine(head_.set) : Say(head_.title));
    if (name == "style") out_ << HtmlStyle();
    if (name == "script") out_ << HtmlScript();
    if (name == "data") Data();
  }

  static std::string Policy() {
    return fmt::format("default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
                       PolicyHash(HtmlScript()), PolicyHash(HtmlStyle()));
  }

  void Data() {
    results_.ForEach([this](const ClassRow& row) {
      rows_.Add(Row(row));
      if (rows_.full()) rows_.Write(out_);
      bodies_.Write(out_, false);
    });
    rows_.Write(out_);
    bodies_.Write(out_, true);
    // Last, since the labs' checks are known from the reports only.
    out_ << "<script type=\"application/json\" id=\"head\">" << ScriptJson(Head()) << "</script>\n";
  }

  json::array Notes(const std::vector<Text>& notes) const {
    json::array array;
    for (const Text& note : notes) array.emplace_back(Say(note));
    return array;
  }

  json::object Head() const {
    json::array columns;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const ClassColumn& column = head_.columns[i];
      json::object lab = {{"lab", PrintableLine(column.lab)},
                          {"title", Say(column.title)},
                          {"max", column.max_points},
                          {"weight", column.weight}};
      bodies_.Describe(i, lab);
      columns.emplace_back(std::move(lab));
    }
    const std::time_t started = std::chrono::system_clock::to_time_t(head_.started_at);
    return {{"set", PrintableLine(head_.set)},
            {"title", Say(head_.title)},
            {"run", PrintableLine(head_.run)},
            {"started", fmt::format("{:%FT%TZ}", fmt::gmtime(started))},
            {"feedback", FeedbackName(head_.feedback)},
            {"columns", std::move(columns)},
            {"notes", Notes(head_.notes)},
            {"environments", bodies_.Environments()}};
  }

  json::object Row(const ClassRow& row) {
    json::array cells;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) cells.emplace_back(Cell(i, row.cells[i]));
    json::object object = {{"l", PrintableLine(row.learner)}, {"c", std::move(cells)}};
    const auto add = [&object](std::string_view key, const std::string& value) {
      if (!value.empty()) object[key] = PrintableLine(value);
    };
    add("n", row.name);
    add("m", row.email);
    add("i", row.id);
    add("p", row.participant);
    if (const std::optional<std::int64_t> total = head_.Total(row)) object["t"] = *total;
    if (!row.notes.empty()) object["o"] = Notes(row.notes);
    return object;
  }

  json::object Cell(std::size_t column, const ClassCell& cell) {
    json::object object;
    switch (cell.status) {
      case ClassCell::Status::kReported:
        object["b"] = bodies_.Add(column, cell.report);
        Costs(cell.report, object);
        break;
      case ClassCell::Status::kMissing:
        object["k"] = "m";
        break;
      case ClassCell::Status::kRefused:
        object["k"] = "r";
        break;
      case ClassCell::Status::kUnread:
        object["k"] = "u";
        break;
      case ClassCell::Status::kPending:
        object["k"] = "n";
        break;
    }
    const std::optional<int> points = cell.Points();
    const std::optional<int> raw = cell.RawPoints();
    if (points) object["p"] = *points;
    if (raw && raw != points) object["r"] = *raw;
    if (cell.late_penalty > 0) object["l"] = cell.late_penalty;
    if (cell.given) {
      object["g"] = {
          {"p", cell.given->points}, {"c", Printable(cell.given->comment)}, {"b", PrintableLine(cell.given->by)}};
    }
    if (!cell.reason.empty()) object["t"] = Say(cell.reason);
    if (!cell.file.empty()) object["f"] = PrintableLine(cell.file);
    if (cell.attempts > 1) object["n"] = cell.attempts;
    if (cell.reused) object["e"] = 1;
    return object;
  }

  static void Costs(const Report& report, json::object& cell) {
    std::chrono::microseconds cpu{0};
    std::uint64_t peak = 0;
    for (const RunReport& run : report.runs) {
      cpu += run.result.cpu;
      peak = std::max(peak, run.result.peak_memory_bytes);
    }
    if (report.wall.count() > 0) cell["w"] = report.wall.count();
    if (cpu.count() > 0) cell["q"] = std::chrono::round<std::chrono::milliseconds>(cpu).count();
    if (peak > 0) cell["y"] = peak / 1024;
  }

  const ClassResults& results_;
  const ClassHead& head_;
  const Language language_;
  std::ostream& out_;
  HtmlBodies bodies_;
  JsonBlocks rows_{"rows"};
};

}  // namespace

void RenderHtml(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  HtmlReport(results, options, out).Render();
}

}  // namespace shellab
