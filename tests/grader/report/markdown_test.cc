// Feedback as cmark reads it.
#include <cmark.h>
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "grader/report/formats.h"
#include "tests/grader/report/format_sample.h"

namespace shellab {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

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

// A learner's program may write what looks like a heading, or more than GitHub shows.
TEST(Markdown, IsCutBetweenBlocks) {
  ClassReport report = Only(TwoLearners(), 1);
  std::string& error = report.rows[0].cells[0].report.runs[1].result.err.content;
  error = "## a\n## b\n## c\n";
  const std::string whole = RenderFeedback(report.head(), report.rows[0], {});
  for (std::size_t room = 0; room < whole.size(); room += 7) {
    const std::string cut = RenderFeedback(report.head(), report.rows[0], {}, room);
    EXPECT_THAT(cut, EndsWith("\n(The rest is left out.)\n"));
    EXPECT_LE(cut.size(), room + 30);
    std::size_t fences = 0;
    for (std::size_t at = cut.find("```"); at != std::string::npos; at = cut.find("```", at + 3)) ++fences;
    EXPECT_EQ(fences % 2, 0U) << cut;
  }
  EXPECT_EQ(RenderFeedback(report.head(), report.rows[0], {}, whole.size()), whole);
  report.rows[0].notes.assign(200, {std::string(10'000, 'x'), "长"});
  const std::vector<LearnerFile> files = GithubFiles(report.head(), report.rows[0], {});
  EXPECT_EQ(files[0].name, "summary.md");
  EXPECT_LE(files[0].content.size(), 1U << 20U);
  EXPECT_THAT(files[0].content, EndsWith("\n(The rest is left out.)\n"));
}

}  // namespace
}  // namespace shellab
