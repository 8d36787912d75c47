#include "grader/submission/online_text.h"

#include <gtest/gtest.h>

namespace shellab {
namespace {

TEST(OnlineText, ParagraphsAndBreaksEndLines) {
  EXPECT_EQ(ScriptOfHtml("<p>a | b</p>\n<p>c<br>d<br />e</p><div>f</div>"), "a | b\nc\nd\ne\nf\n");
  EXPECT_EQ(ScriptOfHtml("<pre>for i in 1 2; do\n  echo $i\ndone</pre>"), "for i in 1 2; do\n  echo $i\ndone\n");
  EXPECT_EQ(ScriptOfHtml("<p>one\nline</p>\n   <p>&nbsp; two</p>"), "one line\n  two\n");
}

TEST(OnlineText, EntitiesAreTheirCharacters) {
  EXPECT_EQ(ScriptOfHtml("<p>a &lt; b &amp;&amp; c &gt;&#x64;&#101; \xC2\xA0&quot;&bogus; & &#0; &#xD800;</p>"),
            "a < b && c >de  \"&bogus; & &#0; &#xD800;\n");
  EXPECT_EQ(ScriptOfHtml("<p>echo &ldquo;你好&rdquo;</p>"), "echo “你好”\n");
}

TEST(OnlineText, TagsCommentsAndScriptsAreNoText) {
  EXPECT_EQ(ScriptOfHtml("<!DOCTYPE html><head><style>p{}</style></head><!-- x > --><p title='a>b'>ls<b> -l</b></p>"
                         "<script>alert(1)</script>"),
            "ls -l\n");
  EXPECT_EQ(ScriptOfHtml("<p>a < b <5 <"), "a < b <5 <\n");
  EXPECT_EQ(ScriptOfHtml("<p>x<unclosed"), "x\n");
}

TEST(OnlineText, WhatIsNoPageStaysAsItIs) { EXPECT_EQ(ScriptOfHtml("cat <<EOF\n a\nEOF\n"), "cat <<EOF\n a\nEOF\n"); }

}  // namespace
}  // namespace shellab
