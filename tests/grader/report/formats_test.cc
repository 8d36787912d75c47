// Every format of a class's report against its consumer: a published schema, or a parser that is not ours.
#include <cmark.h>
#include <gmock/gmock.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "grader/report/file_name.h"
#include "grader/report/format.h"
#include "grader/report/formats.h"
#include "grader/report/json_parts.h"
#include "grader/report/learner.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/grader/report/class_sample.h"
#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

const RenderOptions kChinese{.language = Language::kChinese};

template <typename Write>
std::string Written(Write write, const ClassResults& results, const RenderOptions& options = {}) {
  std::ostringstream out;
  write(results, options, out);
  return out.str();
}

fs::path Beside(const std::string& name) { return testing::SourceFolder() / "tests/grader/report" / name; }

// A class of the row alone.
ClassReport Only(ClassReport report, std::size_t row) {
  report.rows = {report.rows[row]};
  return report;
}

// A learner whose every format must not tell a secret: in a hidden check's name, id and data, and, unless all is told,
// in what was expected.
ClassReport WithSecrets(Feedback feedback) {
  ClassReport report = Only(TwoLearners(), 1);
  report.head().feedback = feedback;
  Report& graded = report.rows[0].cells[0].report;
  graded.checks[0].message = {"expected DATA", "应为 DATA"};
  graded.checks[0].seeds[1] = FailedOn(18'446'744'073'709'551'615U, "DATA", "b", "@@ -1 +1 @@\n-DATA\n+b\n");
  graded.runs[1].result.err = {"DATA not found\n", 15, false};
  CheckReport hidden = graded.checks[0];
  hidden.id = "secret";
  hidden.name = {"SECRET", "SECRET"};
  hidden.message = {"SECRET", "SECRET"};
  hidden.hint = {"SECRET", "SECRET"};
  hidden.seeds[1] = FailedOn(11, "SECRET", "SECRET", "-SECRET\n");
  hidden.hidden = true;
  graded.checks.insert(graded.checks.begin(), hidden);
  graded.checks.back().reason = {"counts only if secret passes", "只有 secret 通过才计分"};
  graded.max_points = report.head().columns[0].max_points = 17;
  return report;
}

std::vector<std::string> LearnerTexts(const ClassReport& report, const RenderOptions& options) {
  std::vector<std::string> texts;
  for (const auto& render : {MarkdownFiles, GradescopeFiles, GithubFiles})
    for (const LearnerFile& file : render(report.head(), report.rows[0], options)) texts.push_back(file.content);
  texts.push_back(Written(WriteMoodleCsv, report, options));
  texts.push_back(Written(WriteCanvasCsv, report, options));
  return texts;
}

TEST(Learners, NeverSeeHiddenChecks) {
  for (const Feedback feedback : {Feedback::kFull, Feedback::kSummary, Feedback::kScore})
    for (const RenderOptions& options : {RenderOptions{}, kChinese})
      EXPECT_THAT(LearnerTexts(WithSecrets(feedback), options),
                  Each(AllOf(Not(HasSubstr("SECRET")), Not(HasSubstr("secret")))));
  const ClassReport report = WithSecrets(Feedback::kFull);
  EXPECT_THAT(RenderFeedback(report.head(), report.rows[0], {}), HasSubstr("There are checks that are not shown"));
  EXPECT_THAT(
      RenderText(WithoutHidden(report.rows[0].cells[0].report), {}),
      AllOf(HasSubstr("prints the column"), HasSubstr("2/17"), Not(HasSubstr("SECRET")), Not(HasSubstr("secret"))));
  EXPECT_THAT(RenderText(report.rows[0].cells[0].report, {}), HasSubstr("SECRET  (hidden)\n"));
  EXPECT_THAT(RenderText(report.rows[0].cells[0].report, kChinese), HasSubstr("SECRET  （不公开）\n"));
  EXPECT_EQ(json::parse(RenderJson(report.rows[0].cells[0].report, {})).at("checks").at(0).at("hidden"), true);
}

TEST(Learners, SeeAsMuchAsTheSetSays) {
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kFull), {})[0],
              AllOf(HasSubstr("-DATA"), HasSubstr("DATA not found"), HasSubstr("prints the column")));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kSummary), {}), Each(Not(HasSubstr("DATA"))));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kSummary), {})[0],
              AllOf(HasSubstr("prints the column"), HasSubstr("Count from the right"), HasSubstr("exit code 3")));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kScore), {}),
              Each(AllOf(Not(HasSubstr("prints the column")), Not(HasSubstr("Count from")))));
  EXPECT_THAT(LearnerTexts(WithSecrets(Feedback::kScore), {})[0], HasSubstr("2/17"));
}

TEST(Learners, ItemsAddUpToTheTotal) {
  ClassReport report = WithSecrets(Feedback::kFull);
  ClassRow& row = report.rows[0];
  const auto sum = [&] {
    std::int64_t total = 0;
    for (const LearnerItem& item : LearnerItems(report.head(), row, {})) total += item.score;
    return total;
  };
  row.cells[1] = Reported("sed-two", "w", 2);
  for (const int penalty : {0, 1, 5}) {
    row.cells[1].late_penalty = penalty;
    for (const bool given : {false, true}) {
      if (given) row.cells[1].given = Override{7, "", ""};
      EXPECT_EQ(sum(), report.head().Total(row)) << penalty << given;
      row.cells[1].given.reset();
    }
  }
  for (const ClassCell::Status status :
       {ClassCell::Status::kMissing, ClassCell::Status::kUnread, ClassCell::Status::kPending}) {
    row.cells[1] = ClassCell();
    row.cells[1].status = status;
    row.cells[1].given = Override{7, "", ""};
    EXPECT_EQ(sum(), report.head().Total(row));
  }
}

TEST(Learners, AreNotToldOfTheMachine) {
  ClassReport report = Only(TwoLearners(), 0);
  report.rows[0].cells[0].report = NotGraded(Report::Status::kLabError, "/srv/INSIDE: bad");
  report.rows[0].cells[1] = Failed(ClassCell::Status::kUnread, "read /srv/INSIDE: EIO", "/srv/INSIDE");
  EXPECT_THAT(LearnerTexts(report, {}), Each(Not(HasSubstr("INSIDE"))));
  EXPECT_THAT(LearnerTexts(report, {})[0],
              AllOf(HasSubstr("the lab is at fault"), HasSubstr("No points are lost"), Not(HasSubstr("0/10"))));
}

// How often each kind of node is in the text.
std::size_t Count(const std::string& markdown, cmark_node_type type) {
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> nodes(cmark_iter_new(document.get()), cmark_iter_free);
  std::size_t count = 0;
  for (cmark_event_type event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get()))
    if (event == CMARK_EVENT_ENTER && cmark_node_get_type(cmark_iter_get_node(nodes.get())) == type) ++count;
  return count;
}

TEST(Markdown, IsWhatALearnerReads) {
  const ClassReport report = Only(TwoLearners(), 1);
  EXPECT_EQ(RenderFeedback(report.head(), report.rows[0], {}), R"(# Text

Learner: 王小明

**Total: 2/30**

## Use awk — 2/10

✗ **prints the column** — 0/7

Seed 2 of 2\: Line 1\: expected “a”, got “b”\.

Hint: Count from the right\.

Lines with `-` are expected, lines with `+` are yours:

```diff
@@ -1 +1 @@
-a
+b
```

✓ **ends well** — 2/2

– **does more** — 0/1

skipped: needs column

The answer ended with exit code 3\.

Standard error:

```text
oops
```

## Use sed — 0/10 (×2)

Nothing was handed in\.

## On what was handed in

awk\-1\.sh was taken for awk\-one\.sh
)");
  EXPECT_THAT(RenderFeedback(report.head(), report.rows[0], kChinese),
              AllOf(HasSubstr("学员：王小明"), HasSubstr("**总分：2/30**"), HasSubstr("标准错误：")));
}

TEST(Markdown, TakesNothingOfTheLearnersForMarkup) {
  const ClassReport report = NastyClass();
  for (const ClassRow& row : report.rows) {
    for (const LearnerFile& file : GithubFiles(report.head(), row, {})) {
      if (file.name != "summary.md") continue;
      for (const cmark_node_type type :
           {CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_BLOCK_QUOTE,
            CMARK_NODE_LIST, CMARK_NODE_THEMATIC_BREAK})
        EXPECT_EQ(Count(file.content, type), 0U) << type << file.content;
      for (const char byte : {'\x1b', '\x7f', '\xff', '\0', '\x01'})
        EXPECT_EQ(file.content.find(byte), std::string::npos);
    }
    // Title, two labs and, where something was noted, the notes.
    EXPECT_EQ(Count(RenderFeedback(report.head(), row, {}), CMARK_NODE_HEADING), row.notes.empty() ? 3U : 4U);
  }
  // Two labs, each with a diff and what went to standard error.
  EXPECT_EQ(Count(RenderFeedback(report.head(), report.rows[2], {}), CMARK_NODE_CODE_BLOCK), 4U);
}

void Collect(void* faults, const char* format, ...) {
  char text[1000];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  *static_cast<std::string*>(faults) += text;
}

using Document = std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)>;

Document ParseXml(const std::string& text) {
  return {xmlReadMemory(text.data(), static_cast<int>(text.size()), "report.xml", nullptr, XML_PARSE_NONET),
          xmlFreeDoc};
}

// What the schema says against the report; empty if nothing.
std::string XmlFaults(const std::string& text) {
  const Document document = ParseXml(text);
  if (!document) return "no XML";
  const std::unique_ptr<xmlSchemaParserCtxt, void (*)(xmlSchemaParserCtxtPtr)> parser(
      xmlSchemaNewParserCtxt(Beside("junit.xsd").c_str()), xmlSchemaFreeParserCtxt);
  const std::unique_ptr<xmlSchema, void (*)(xmlSchemaPtr)> schema(xmlSchemaParse(parser.get()), xmlSchemaFree);
  if (!schema) return "no schema";
  const std::unique_ptr<xmlSchemaValidCtxt, void (*)(xmlSchemaValidCtxtPtr)> validator(
      xmlSchemaNewValidCtxt(schema.get()), xmlSchemaFreeValidCtxt);
  std::string faults;
  xmlSchemaSetValidErrors(validator.get(), Collect, Collect, &faults);
  const int result = xmlSchemaValidateDoc(validator.get(), document.get());
  return result == 0 ? faults : faults + "not valid";
}

TEST(Junit, IsAsItsSchemaSays) {
  EXPECT_EQ(XmlFaults(Written(WriteJunit, TwoLearners())), "");
  EXPECT_EQ(XmlFaults(Written(WriteJunit, NastyClass())), "");
  EXPECT_EQ(XmlFaults(Written(WriteJunit, NastyClass(), kChinese)), "");
  EXPECT_NE(XmlFaults("<testsuites><testsuite/></testsuites>"), "");
}

TEST(Junit, CountsWhatBecameOfTheChecks) {
  const std::string text = Written(WriteJunit, TwoLearners());
  EXPECT_THAT(
      text,
      HasSubstr(
          R"(<testsuite name="王小明/awk-one" tests="3" failures="1" errors="0" skipped="1" time="1.234" timestamp="2023-11-14T22:13:20">)"));
  EXPECT_THAT(text, HasSubstr(R"(<testcase classname="awk-one.alice" name="code: ends well"/>)"));
  EXPECT_THAT(text, HasSubstr("-a&#10;+b&#10;"));
  EXPECT_THAT(text, HasSubstr(R"(<testsuite name="王小明/sed-two" tests="1" failures="1" errors="0")"));
  EXPECT_THAT(text, HasSubstr(R"(<failure type="missing" message="Nothing was handed in.">)"));
  const std::string nasty = Written(WriteJunit, NastyClass());
  EXPECT_THAT(nasty,
              AllOf(HasSubstr("<error type=\"lab_error\""), HasSubstr("<skipped type=\"pending\""),
                    HasSubstr(R"(<property name="raw_points" value="2"/><property name="late_penalty" value="1"/>)")));
}

// The text as Python's csv module reads it: rows of cells.
json::array ReadCsv(const std::string& text) {
  testing::Command read;
  read.argv = {"/usr/bin/python3", "-c",
               "import csv, io, json, sys\n"
               "text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')\n"
               "print(json.dumps(list(csv.reader(text, strict=True))))\n"};
  read.input = text;
  const testing::Ended ended = testing::RunToEnd(read);
  EXPECT_EQ(ended.code, 0) << ended.err;
  return json::parse(ended.out).as_array();
}

TEST(Csv, IsATableWithoutFormulas) {
  const ClassReport report = NastyClass();
  for (const auto& write : {WriteCsv, WriteMoodleCsv, WriteCanvasCsv}) {
    const std::string text = Written(write, report);
    const json::array rows = ReadCsv(text);
    const std::size_t extra = rows.size() - report.rows.size();
    EXPECT_TRUE(extra == 1 || extra == 2) << text;
    for (const json::value& row : rows) {
      EXPECT_EQ(row.as_array().size(), rows[0].as_array().size());
      for (const json::value& cell : row.as_array())
        EXPECT_NE(std::string_view(cell.as_string()).find_first_of("=+-@\t\r"), 0U) << cell;
    }
    for (const char byte : {'\x1b', '\x7f', '\xff', '\0'}) EXPECT_EQ(text.find(byte), std::string::npos);
  }
}

TEST(Csv, HoldsEverything) {
  ClassReport report = TwoLearners();
  report.rows[0].cells[0].late_penalty = 3;
  report.rows[0].cells[0].attempts = 2;
  report.rows[0].email = "a@b.c";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const std::string text = Written(WriteCsv, report);
  EXPECT_THAT(text, StartsWith("\ufefflearner,name,email,id,"));
  const json::array rows = ReadCsv(text);
  EXPECT_EQ(rows[1], json::parse(R"(["alice","","a@b.c","","7","10","3","graded","2",
      "Late: 3 of 10 points were taken off.\n2 attempts were handed in; this is the one that counts.",
      "10","10","0","graded","0","","27","30",""])"));
  EXPECT_EQ(rows[2].at(10), "");
  EXPECT_EQ(rows[2].at(13), "pending");
  EXPECT_EQ(rows[2].at(16), "");
}

TEST(CsvMoodle, HasWhatMoodleLooksFor) {
  ClassReport report = TwoLearners();
  report.head().started_at = report.rows[0].cells[0].report.started_at;
  report.rows[1].name = "王 小明";
  report.rows[1].id = "42";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const json::array rows = ReadCsv(Written(WriteMoodleCsv, report));
  EXPECT_EQ(rows[0], json::parse("[\"\ufeffIdentifier\",\"Full name\",\"ID number\",\"Email address\",\"Grade\","
                                 "\"Maximum Grade\",\"Last modified (grade)\",\"Feedback comments\",\"awk-one\","
                                 "\"awk-one feedback\",\"sed-two\",\"sed-two feedback\"]"));
  EXPECT_EQ(rows[1].at(0), "");
  EXPECT_EQ(rows[1].at(4), "30");
  EXPECT_EQ(rows[2].at(0), "Participant 42");
  EXPECT_EQ(rows[2].at(1), "王 小明");
  EXPECT_EQ(rows[2].at(4), "");
  EXPECT_EQ(rows[2].at(6), "2023-11-14 22:13:20 UTC");
  EXPECT_THAT(std::string(rows[2].at(7).as_string()),
              AllOf(HasSubstr("prints the column"), HasSubstr("sed-two\nNot graded yet.")));
  EXPECT_EQ(rows[2].at(8), "2");
  EXPECT_EQ(rows[2].at(10), "");
}

TEST(CsvCanvas, HasWhatCanvasLooksFor) {
  ClassReport report = TwoLearners();
  report.rows[0].name = "  Points Possible";
  report.rows[0].email = "alice@x.y";
  report.rows[1].id = "42";
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  EXPECT_EQ(ReadCsv(Written(WriteCanvasCsv, report)),
            json::parse(R"([["Student","ID","SIS User ID","SIS Login ID","Section","awk-one","sed-two"],
                            ["Points Possible","","","","","10","10"],
                            ["  Points_Possible","","","alice@x.y","","10","10"],
                            ["王小明","42","42","","","2",""]])"));
}

TEST(Gradescope, IsAsItsSpecificationSays) {
  std::string lines;
  const ClassReport report = NastyClass();
  for (const ClassRow& row : report.rows) lines += GradescopeFiles(report.head(), row, {})[0].content;
  testing::ExpectValid(lines, Beside("gradescope.schema.json"));
  const ClassReport two = TwoLearners();
  const json::value result = json::parse(GradescopeFiles(two.head(), two.rows[1], {})[0].content);
  EXPECT_EQ(result.at("score"), 2);
  EXPECT_EQ(result.at("stdout_visibility"), "hidden");
  const json::value& tests = result.at("tests");
  ASSERT_THAT(tests.as_array(), SizeIs(4));
  EXPECT_EQ(tests.at(0).at("name"), "Use awk: prints the column");
  EXPECT_EQ(tests.at(0).at("status"), "failed");
  EXPECT_THAT(std::string(tests.at(0).at("output").as_string()), AllOf(HasSubstr("-a\n+b\n"), HasSubstr("oops")));
  EXPECT_EQ(tests.at(1).at("status"), "passed");
  EXPECT_EQ(tests.at(3).at("max_score"), 20);
}

TEST(Gradescope, GivesNoScoreWhereTheTotalIsNotKnown) {
  ClassReport report = TwoLearners();
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const json::value result = json::parse(GradescopeFiles(report.head(), report.rows[1], {})[0].content);
  EXPECT_FALSE(result.as_object().contains("score"));
  EXPECT_THAT(result.at("tests").as_array(), IsEmpty());
  EXPECT_THAT(std::string(result.at("output").as_string()), HasSubstr("Not graded yet."));
}

TEST(Github, GivesTheReporterItsResult) {
  std::string lines;
  const ClassReport report = NastyClass();
  for (const ClassRow& row : report.rows) {
    const std::vector<LearnerFile> files = GithubFiles(report.head(), row, {});
    const json::value result = json::parse(files[1].content);
    lines += files[1].content;
    EXPECT_EQ(files[2].content, Base64(files[1].content.substr(0, files[1].content.size() - 1)) + "\n");
    std::int64_t sum = 0;
    for (const json::value& test : result.at("tests").as_array()) sum += test.at("score").as_int64();
    EXPECT_EQ(sum, report.head().Total(row).value_or(0));
    EXPECT_EQ(result.at("max_score"), report.head().Total(row) ? 30 : 0) << "or GitHub is told a zero";
  }
  testing::ExpectValid(lines, Beside("classroom.schema.json"));
  const ClassReport two = TwoLearners();
  const std::vector<LearnerFile> files = GithubFiles(two.head(), two.rows[1], {});
  EXPECT_EQ(json::parse(files[1].content).at("status"), "fail");
  EXPECT_THAT(files[0].content,
              AllOf(StartsWith("| | Check | Points |\n| --- | --- | --: |\n"),
                    HasSubstr("\n| ❌ | Use awk\\: prints the column | 0/7 |\n"), HasSubstr("\n# Text\n")));
  EXPECT_EQ(json::parse(GithubFiles(two.head(), two.rows[0], {})[1].content).at("max_score"), 30);
}

TEST(JsonLines, EachIsAsTheSchemaSays) {
  const ClassReport report = NastyClass();
  const std::string lines = Written(WriteJsonLines, report);
  EXPECT_EQ(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')), report.rows.size() * 2);
  testing::ExpectValid(lines + RenderJson(report, {}), testing::SourceFolder() / "tests/e2e/report.schema.json");
}

TEST(ClassOf, IsARowALearnerAndAColumnALab) {
  Report bob = PartlyRight();
  bob.learner = "bob";
  Report other = PartlyRight();
  other.lab = "sed-two";
  const ClassReport report = ClassOf({PartlyRight(), bob, other, PartlyRight()});
  ASSERT_THAT(report.rows, SizeIs(3));
  ASSERT_THAT(report.head().columns, SizeIs(2));
  EXPECT_EQ(report.head().Total(report.rows[0]), 4);
  EXPECT_EQ(report.rows[1].cells[1].StatusName(), "missing");
  EXPECT_EQ(report.rows[2].learner, "alice");
}

TEST(FileNames, AreSafeAndEachLearnersOwn) {
  FileNames names;
  EXPECT_EQ(names.Next("alice"), "alice");
  EXPECT_EQ(names.Next("王小明 (7)"), "王小明 (7)");
  EXPECT_EQ(names.Next("Alice"), "Alice~2");
  EXPECT_EQ(names.Next("alice"), "alice~3");
  EXPECT_EQ(names.Next("alice~2"), "alice%7E2");
  EXPECT_EQ(names.Next("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
  EXPECT_EQ(names.Next("a\\b:c*\x01"), "a%5Cb%3Ac%2A%01");
  EXPECT_EQ(names.Next(std::string("n\0l", 3)), "n%00l");
  EXPECT_EQ(names.Next("\xff\u202e."), "%FF%E2%80%AE%2E");
  EXPECT_EQ(names.Next(""), "~");
  EXPECT_EQ(names.Next(".."), "%2E%2E");
  EXPECT_EQ(names.Next("-rf"), "%2Drf");
  EXPECT_EQ(names.Next("NUL.txt"), "~NUL.txt");
  EXPECT_EQ(names.Next("com1"), "~com1");
  EXPECT_EQ(names.Next("connie"), "connie");
  EXPECT_EQ(names.Next("é"), "é");
  EXPECT_EQ(names.Next("e\u0301"), "e\u0301~2");
  const std::string long_name = names.Next(std::string(5000, 'x'));
  EXPECT_LE(long_name.size(), 120U);
  EXPECT_NE(names.Next(std::string(4999, 'x')), long_name);
}

std::vector<std::string> NamesIn(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder));
  std::sort(names.begin(), names.end());
  return names;
}

TEST(WriteReport, PutsEachLearnersFilesInAFolder) {
  const TempDir folder(fs::temp_directory_path());
  const fs::path out = folder.path() / "new/folder";
  WriteReport("markdown", TwoLearners(), {}, out);
  EXPECT_THAT(NamesIn(out), ElementsAre("alice.md", "王小明.md"));
  WriteReport("github", TwoLearners(), {}, folder.path() / "github");
  EXPECT_THAT(NamesIn(folder.path() / "github"),
              ElementsAre("alice/result.base64", "alice/result.json", "alice/summary.md", "王小明/result.base64",
                          "王小明/result.json", "王小明/summary.md"));
  WriteReport("github", Only(TwoLearners(), 0), {}, folder.path() / "one");
  EXPECT_THAT(NamesIn(folder.path() / "one"), ElementsAre("result.base64", "result.json", "summary.md"));
  WriteReport("gradescope", Only(TwoLearners(), 0), {}, folder.path() / "results.json");
  EXPECT_EQ(json::parse(ReadFile(folder.path() / "results.json")).at("score"), 30);
}

TEST(WriteReport, WritesEveryFormat) {
  const TempDir folder(fs::temp_directory_path());
  for (const std::string_view format : FormatNames()) {
    EXPECT_TRUE(IsFormat(format));
    WriteReport(format, NastyClass(), {}, folder.path() / format);
    EXPECT_TRUE(fs::exists(folder.path() / format)) << format;
  }
  EXPECT_FALSE(IsFormat("xml"));
  EXPECT_THROW(WriteReport("xml", TwoLearners(), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("markdown", TwoLearners(), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("github", Only(TwoLearners(), 0), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("csv", TwoLearners(), {}, folder.path() / "no/such/file"), OsError);
}

// Ends in the midst.
class Broken : public ClassReport {
 public:
  Broken() : ClassReport(TwoLearners()) {}
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    visit(rows[0]);
    if (--good_ < 0) throw std::runtime_error("the store is broken");
  }

 private:
  mutable int good_ = 0;
};

TEST(WriteReport, LeavesWhatWasThereWhenItFails) {
  const TempDir folder(fs::temp_directory_path());
  const fs::path file = folder.path() / "report";
  WriteFileAtomically(file, "old", 0600);
  for (const char* format : {"text", "json", "jsonl", "junit", "csv", "csv-moodle", "csv-canvas"}) {
    EXPECT_THROW(WriteReport(format, Broken(), {}, file), std::runtime_error);
    EXPECT_EQ(ReadFile(file), "old");
  }
  EXPECT_THAT(NamesIn(folder.path()), ElementsAre("report"));
  fs::create_symlink(file, folder.path() / "link");
  WriteReport("csv", TwoLearners(), {}, folder.path() / "link");
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_THAT(ReadFile(file), StartsWith("\ufefflearner"));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THROW(WriteReport("csv", TwoLearners(), {}, "/dev/full"), OsError);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
}  // namespace shellab
