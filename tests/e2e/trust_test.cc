// Hostile learner code never sees the solution, the checks, other data sets, expected values, or what the machine it
// runs on looks like (DESIGN, Trust): tokens lie in all of them, and a learner who is root sweeps the sandbox for them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"
#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::size_t kTokenLength = 32;

// 128 random bits, made at run time: no file of the sources holds it.
std::string Token() {
  std::random_device source;
  return Sha256(std::to_string(source()) + std::to_string(source()) + std::to_string(source()) +
                std::to_string(source()))
      .substr(0, kTokenLength);
}

// What a sweep printed: where it found each name, and how many of each kind it looked at.
struct Sweep {
  std::map<std::string, std::vector<std::string>> found;
  std::map<std::string, int> looked;
  bool done = false;
};

Sweep Read(const std::string& output) {
  Sweep sweep;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind;
    std::string name;
    words >> kind >> name;
    if (kind == "found") sweep.found[name].push_back(line);
    if (kind == "looked") words >> sweep.looked[name];
    if (kind == "done") sweep.done = true;
  }
  return sweep;
}

// A lab full of tokens, and the sweep's list of them, each in two halves.
class Trust : public ::testing::Test {
 protected:
  Trust() {
    lab_ = files_.MakeLab("sweep-" + Token(),
                          "user = \"root\"\nseeds = 3\n"
                          "limits = { wall = \"10m\", cpu = \"10m\", output = \"4M\" }");
    Write("setup.sh",
          "# " + Plant("setup") + "\nprintf %s '" + data_secret_ + "'$SEED | sha256sum | cut -c1-32 > data\n");
    Write("solution.sh", "# " + Plant("solution") + "\ncat data\nprintf %s '" + expected_secret_ +
                             "'$(cat data) | sha256sum | cut -c1-32\n");
    Write("wrong/nothing.sh", "# loses: data\n# " + Plant("wrong-answer") + "\n");
    Replace(lab_ / "lab.toml", "en = \"prints the data\"", "en = \"" + Plant("check") + "\"");
    Write("files/notes.txt", "for everybody\n");
    Hide("lab-name", lab_.filename().native().substr(6));
    Hide("program", ProgramPath().native());
    Hide("lab-folder", lab_.native());
  }

  // Makes a token to be looked for under `name`.
  std::string Plant(const std::string& name) {
    std::string token = Token();
    Hide(name, token);
    return token;
  }
  void Hide(const std::string& name, const std::string& text) {
    const auto middle = text.size() / 2;
    needles_ += "('" + name + "', '" + text.substr(0, middle) + "', '" + text.substr(middle) + "'), ";
  }
  void Write(const std::string& file, const std::string& content) { files_.Write(lab_.filename() / file, content); }

  json::value Grade(const std::vector<std::string>& answers) {
    Command command = Shellab(state_, {"grade", lab_, "--seed", "7", "--format", "json", "-j", "2"});
    command.argv.insert(command.argv.end(), answers.begin(), answers.end());
    return ParseReport(RunToEnd(command).out);
  }

  OwnState state_;
  Files files_;
  std::filesystem::path lab_;
  std::string data_secret_ = Token();
  std::string expected_secret_ = Token();
  std::string needles_;
};

TEST_F(Trust, ALearnerWhoIsRootFindsNothing) {
  // A first grading leaves the layers of all three data sets on this machine, and tells the seeds.
  const json::value first = Grade({"-c", "cat data"});
  ASSERT_EQ(StringAt(first, "/status"), "graded") << first;
  for (int i = 0; i < 3; ++i) {
    const std::string run = "/runs/" + std::to_string(i);
    const std::string seed = std::to_string(NumberAt(first, run + "/seed"));
    const std::string data = Sha256(data_secret_ + seed).substr(0, kTokenLength);
    ASSERT_EQ(StringAt(first, run + "/stdout/text"), data + "\n");
    const std::string expected = Sha256(expected_secret_ + data).substr(0, kTokenLength);
    ASSERT_EQ(StringAt(first, fmt::format("/checks/0/seeds/{}/expected", i)), fmt::format("{}\n{}\n", data, expected));
    Hide("data-" + std::to_string(i), data);
    Hide("expected-" + std::to_string(i), expected);
  }
  const std::string neighbour = files_.Write("neighbour.sh", "# " + Plant("neighbour") + "\nsleep 2\n");
  const std::string sweep = files_.Write("sweep.py", ReadFile(SourceFolder() / "tests/e2e/sweep.py"));
  Replace(sweep, "@NEEDLES@", needles_);

  const json::value reports = Grade({neighbour, sweep});
  ASSERT_EQ(StringAt(reports, "/reports/1/status"), "graded") << reports;
  for (int i = 0; i < 3; ++i) {
    SCOPED_TRACE("data set " + std::to_string(i));
    const std::string run = "/reports/1/runs/" + std::to_string(i);
    ASSERT_EQ(StringAt(reports, run + "/outcome/ended"), "exited") << reports.at_pointer(run);
    Sweep saw = Read(StringAt(reports, run + "/stdout/text"));
    ASSERT_TRUE(saw.done) << reports.at_pointer(run);
    // The sweep is worth something: it finds its own data set's token wherever that was put.
    const auto own = saw.found.extract("data-" + std::to_string(i));
    ASSERT_FALSE(own.empty());
    for (const char* place : {" /root/data", " /dev/shm/a/b", "/environ", "/cmdline", "/mem", "/net/unix"})
      EXPECT_THAT(own.mapped(), Contains(HasSubstr(place)));
    EXPECT_GT(saw.looked["file"], 1000);
    EXPECT_GT(saw.looked["proc"], 100);
    EXPECT_GT(saw.looked["sys"], 100);
    EXPECT_GE(saw.looked["process"], 4);
    EXPECT_GE(saw.looked["command"], 3);
    for (const auto& [name, places] : saw.found)
      ADD_FAILURE() << "found " << name << ": " << ::testing::PrintToString(places);
  }
}

}  // namespace
}  // namespace shellab::testing
