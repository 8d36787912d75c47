#include "sandbox/image/image.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class ImageTest : public testing::Test {
 protected:
  ImageTest() : root_(fs::temp_directory_path()) {
    fs::create_directories(root_.path() / "etc");
    fs::create_directories(root_.path() / "var/lib/dpkg");
  }
  void Write(const std::string& name, std::string_view content) const {
    std::ofstream(root_.path() / name, std::ios::binary) << content;
  }
  TempDir root_;
};

TEST_F(ImageTest, ReadsUsersWithTheirSupplementaryGroups) {
  Write("etc/passwd",
        "root:x:0:0:root:/root:/bin/bash\nstudent:x:1000:1001:Alice,,:/home/student:/bin/sh\nnoshell:x:7:7::/:\n");
  Write("etc/group", "root:x:0:\nadm:x:4:syslog,student\nstudent:x:1001:student\ngames:x:60:students,student\n");
  const std::vector<User> users = ReadUsers(root_.path());
  ASSERT_EQ(users.size(), 3U);
  EXPECT_EQ(users[0].name, "root");
  EXPECT_THAT(users[0].groups, IsEmpty());
  EXPECT_EQ(users[1].name, "student");
  EXPECT_EQ(users[1].uid, 1000U);
  EXPECT_EQ(users[1].gid, 1001U);
  EXPECT_EQ(users[1].home, "/home/student");
  EXPECT_EQ(users[1].shell, "/bin/sh");
  EXPECT_THAT(users[1].groups, ElementsAre(4, 60));
  EXPECT_EQ(users[2].shell, "/bin/sh") << "an empty shell is /bin/sh (passwd(5))";
}

TEST_F(ImageTest, PassesOverLinesThatAreNoEntries) {
  Write("etc/passwd", "\n# comment\nbad:x:one:1::/:/bin/sh\nbig:x:99999999999:1::/:/bin/sh\nok:x:1:1::/:/bin/sh");
  Write("etc/group", "short\nneg:x:-1:ok\n");
  const std::vector<User> users = ReadUsers(root_.path());
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0].name, "ok");
  EXPECT_THAT(users[0].groups, IsEmpty());
}

TEST_F(ImageTest, DoesNotFollowLinksOutOfTheTree) {
  Write("outside", "");
  Write("etc/group", "");
  fs::create_symlink("/etc/passwd", root_.path() / "etc/passwd");  // resolves to itself inside the tree
  EXPECT_THROW(ReadUsers(root_.path()), OsError);
}

TEST_F(ImageTest, ReadsInstalledPackagesByName) {
  Write("var/lib/dpkg/status",
        "Package: sed\nStatus: install ok installed\nVersion: 4.9-1\nDescription: x\n Package: not this\n\n"
        "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n"
        "Package: bash\nStatus: install ok installed\nVersion: 5.2.15-2+b12\n\n");
  EXPECT_THAT(ReadPackages(root_.path()), ElementsAre(Pair("bash", "5.2.15-2+b12"), Pair("sed", "4.9-1")));
}

TEST_F(ImageTest, ATreeWithoutDpkgHasNoPackages) { EXPECT_THAT(ReadPackages(root_.path()), IsEmpty()); }

TEST(FindUserTest, FindsByWholeName) {
  Image image;
  image.users = {{"stud", 1, 1, {}, "/", "/bin/sh"}, {"student", 1000, 1000, {}, "/", "/bin/sh"}};
  ASSERT_NE(image.FindUser("student"), nullptr);
  EXPECT_EQ(image.FindUser("student")->uid, 1000U);
  EXPECT_EQ(image.FindUser("studen"), nullptr);
}

}  // namespace
}  // namespace shellab
