#include "sandbox/image/digest.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

TEST(Sha256Test, GivesTheStandardsOwnExamples) {
  EXPECT_EQ(Sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HmacSha256Test, GivesRfc4231TestCase2) {
  const auto mac = HmacSha256("Jefe", "what do ya want for nothing?");
  const std::array<std::uint8_t, 32> expected = {0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24,
                                                 0x26, 0x08, 0x95, 0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27,
                                                 0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43};
  EXPECT_EQ(mac, expected);
}

class DigestTreeTest : public testing::Test {
 protected:
  DigestTreeTest() : folder_(fs::temp_directory_path()), root_(folder_.path() / "tree") {
    fs::create_directories(root_ / "sub" / "deeper");
    Write("sub/file", "content");
    fs::create_symlink("file", root_ / "sub" / "link");
  }
  void Write(const std::string& name, std::string_view content) const { WriteFileAtomically(root_ / name, content); }
  std::string Whole() const { return DigestTree(root_, TreeScope::kWhole).sha256; }
  std::string Checkout() const { return DigestTree(root_, TreeScope::kCheckout).sha256; }

  TempDir folder_;
  fs::path root_;
};

TEST_F(DigestTreeTest, IsTheSameForACopyMadeInAnotherOrderAtAnotherTime) {
  const fs::path copy = folder_.path() / "copy";
  fs::create_directories(copy / "sub");
  fs::create_symlink("file", copy / "sub" / "link");
  WriteFileAtomically(copy / "sub" / "file", "content");
  fs::create_directories(copy / "sub" / "deeper");
  fs::last_write_time(copy / "sub" / "file", fs::file_time_type());
  EXPECT_EQ(DigestTree(copy, TreeScope::kWhole).sha256, Whole());
  EXPECT_EQ(DigestTree(copy, TreeScope::kCheckout).sha256, Checkout());
}

TEST_F(DigestTreeTest, CountsTheBytesOfRegularFiles) {
  Write("more", "12345");
  EXPECT_EQ(DigestTree(root_, TreeScope::kWhole).bytes, 12U);
}

TEST_F(DigestTreeTest, SeesContentNamesAndLinkTargetsInBothScopes) {
  const std::string whole = Whole();
  const std::string checkout = Checkout();
  const auto expect_changed = [&](const char* what) {
    EXPECT_NE(Whole(), whole) << what;
    EXPECT_NE(Checkout(), checkout) << what;
  };
  Write("sub/file", "cOntent");
  expect_changed("content of the same size");
  Write("sub/file", "content");
  fs::rename(root_ / "sub" / "file", root_ / "sub" / "fine");
  expect_changed("name");
  fs::rename(root_ / "sub" / "fine", root_ / "sub" / "file");
  fs::remove(root_ / "sub" / "link");
  fs::create_symlink("filf", root_ / "sub" / "link");
  expect_changed("link target");
  fs::remove(root_ / "sub" / "link");
  fs::create_symlink("file", root_ / "sub" / "link");
  fs::remove(root_ / "sub" / "deeper");
  expect_changed("empty folder gone");
  Write("sub/deeper", "");
  expect_changed("empty file in place of an empty folder");
  fs::remove(root_ / "sub" / "deeper");
  fs::create_directory(root_ / "sub" / "deeper");
  EXPECT_EQ(Whole(), whole);
  EXPECT_EQ(Checkout(), checkout);
}

TEST_F(DigestTreeTest, TellsApartTreesWhoseNamesAndTargetsJoinedAreTheSame) {
  const fs::path one = folder_.path() / "one";
  const fs::path two = folder_.path() / "two";
  fs::create_directory(one);
  fs::create_directory(two);
  fs::create_symlink("xb", one / "a");
  fs::create_symlink("t", one / "c");
  fs::create_symlink("x", two / "a");
  fs::create_symlink("t", two / "bc");
  EXPECT_NE(DigestTree(one, TreeScope::kCheckout).sha256, DigestTree(two, TreeScope::kCheckout).sha256);
}

TEST_F(DigestTreeTest, OfACheckoutOnlyTheExecuteBitOfFilesCounts) {
  ::chmod((root_ / "sub" / "file").c_str(), 0644);
  const std::string whole = Whole();
  const std::string checkout = Checkout();
  ::chmod((root_ / "sub" / "file").c_str(), 0600);
  ::chmod((root_ / "sub").c_str(), 0700);
  EXPECT_NE(Whole(), whole);
  EXPECT_EQ(Checkout(), checkout);
  ::chmod((root_ / "sub" / "file").c_str(), 0755);
  EXPECT_NE(Checkout(), checkout);
}

TEST_F(DigestTreeTest, OfAWholeTreeUserAttributesCount) {
  const std::string whole = Whole();
  const std::string checkout = Checkout();
  ASSERT_EQ(::setxattr((root_ / "sub" / "file").c_str(), "user.mark", "1", 1, 0), 0);
  EXPECT_NE(Whole(), whole);
  EXPECT_EQ(Checkout(), checkout);
}

TEST_F(DigestTreeTest, OfAWholeTreeOwnersCapabilitiesAndDeviceNumbersCount) {
  if (::geteuid() != 0) FAIL() << "needs root";
  const fs::path file = root_ / "sub" / "file";
  std::string before = Whole();
  const auto expect_changed = [&](const char* what) {
    EXPECT_NE(Whole(), before) << what;
    before = Whole();
  };
  ASSERT_EQ(::lchown((root_ / "sub" / "link").c_str(), 5, 0), 0);
  expect_changed("owner");
  ASSERT_EQ(::chown(file.c_str(), 0, 5), 0);
  expect_changed("group");
  // A vfs_cap_data of version 2 (linux/capability.h) that permits CAP_NET_RAW and makes it effective.
  const unsigned char capability[20] = {1, 0, 0, 2, 0, 0x20};
  ASSERT_EQ(::setxattr(file.c_str(), "security.capability", capability, sizeof capability, 0), 0);
  expect_changed("capability");
  ASSERT_EQ(::mknod((root_ / "node").c_str(), S_IFCHR | 0600, makedev(1, 3)), 0);
  expect_changed("device");
  fs::remove(root_ / "node");
  ASSERT_EQ(::mknod((root_ / "node").c_str(), S_IFCHR | 0600, makedev(1, 5)), 0);
  expect_changed("device number");
}

TEST_F(DigestTreeTest, ThrowsForAFolderThatIsNotThere) {
  EXPECT_THROW(DigestTree(root_ / "absent", TreeScope::kWhole), OsError);
}

}  // namespace
}  // namespace shellab
