#include "sandbox/image/build.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shellab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(DebianSourcesTest, TakesTheSuiteWithItsUpdatesAndSecurityOnce) {
  EXPECT_THAT(DebianSources("yes|Debian|bookworm|http://mirror/debian/|stable|main\n"
                            "yes|Debian|bookworm|http://mirror/debian/|stable|main\n"
                            "yes|Debian|bookworm-updates|http://mirror/debian/|bookworm-updates|main\n"
                            "yes|Debian|bookworm-security|http://mirror/security/|bookworm-security|main\n",
                            "bookworm"),
              ElementsAre("deb http://mirror/debian/ stable main", "deb http://mirror/debian/ bookworm-updates main",
                          "deb http://mirror/security/ bookworm-security main"));
}

TEST(DebianSourcesTest, LeavesOutOtherVendorsSuitesAndComponents) {
  EXPECT_THAT(DebianSources("yes|Debian|bookworm|http://mirror/debian/|bookworm|main\n"
                            "yes|Debian|bookworm|http://mirror/debian/|bookworm|non-free\n"
                            "yes|Vendor|bookworm|http://vendor/|bookworm|main\n"
                            "yes|Debian Backports|bookworm-backports|http://mirror/debian/|bookworm-backports|main\n"
                            "yes|Debian|trixie|http://mirror/debian/|trixie|main\n"
                            "no|Debian|bookworm|http://unsigned/|bookworm|main\n"
                            "yes|Debian|bookworm|cdrom://disc/|bookworm|main\n",
                            "bookworm"),
              ElementsAre("deb http://mirror/debian/ bookworm main"));
}

TEST(DebianSourcesTest, GivesNoneWhereTheSuiteItselfIsNotKnown) {
  EXPECT_THAT(DebianSources("", "bookworm"), IsEmpty());
  // What apt prints of a source whose Release file was never fetched.
  EXPECT_THAT(DebianSources("$(TRUSTED)|$(ORIGIN)|$(CODENAME)|http://mirror/debian/|bookworm|main\n", "bookworm"),
              IsEmpty());
  EXPECT_THAT(DebianSources("yes|Debian|bookworm-security|http://mirror/|bookworm-security|main\n", "bookworm"),
              IsEmpty());
}

TEST(BuildAdviceTest, TellsWhatToDoAboutKnownCauses) {
  EXPECT_THAT(BuildAdvice("dpkg: error: write failed (No space left on device)\nE: Failed to fetch x"),
              HasSubstr("disk is full"));
  EXPECT_THAT(BuildAdvice("Err:1 x\n  Temporary failure resolving 'x'\nE: Failed to fetch x"), HasSubstr("mirror"));
  EXPECT_THAT(BuildAdvice("E: Unable to locate package gakw"), HasSubstr("recipe names a package"));
  EXPECT_EQ(BuildAdvice("Segmentation fault"), "");
}

}  // namespace
}  // namespace shellab
