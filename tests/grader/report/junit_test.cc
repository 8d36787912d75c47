// JUnit reports against the schema of their consumer.
#include <gmock/gmock.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <cstdarg>
#include <cstdio>
#include <memory>
#include <string>

#include "grader/report/formats.h"
#include "tests/grader/report/format_sample.h"

namespace shellab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

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

}  // namespace
}  // namespace shellab
