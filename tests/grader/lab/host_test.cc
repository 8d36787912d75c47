// [[host]] and [[network]]: who has which address, and what is refused.
#include "grader/lab/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>

namespace shellab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Read {
  std::vector<LabHost> hosts;
  std::vector<std::string> networks;
};

Read ReadFrom(const std::string& toml) {
  const TomlDocument document = TomlDocument::Parse("lab.toml", toml);
  TomlTable root = document.Root();
  Read read;
  read.hosts = ReadHosts(root, "net", 0, read.networks);
  root.RefuseUnknown();
  document.ThrowIfFaulty();
  return read;
}

// "name address ..." of each.
std::vector<std::string> Shown(const std::string& toml) {
  std::vector<std::string> shown;
  for (const LabHost& host : ReadFrom(toml).hosts) {
    shown.push_back(host.name);
    for (const InterfaceSpec& interface : host.interfaces) shown.back() += " " + interface.address;
  }
  return shown;
}

std::string FaultsOf(const std::string& toml) {
  try {
    ReadFrom(toml);
  } catch (const AuthorError& error) {
    return error.what();
  }
  return "none";
}

constexpr char kLan[] = "[[network]]\nname = \"lan\"\nsubnet = \"10.1.0.0/24\"\n";
constexpr char kBack[] = "[[network]]\nname = \"back\"\nsubnet = \"10.2.0.0/28\"\n";

TEST(Hosts, WithoutAnyThereIsOneWithoutANetwork) {
  const Read read = ReadFrom("");
  EXPECT_THAT(Shown(""), ElementsAre("lab"));
  EXPECT_THAT(read.networks, IsEmpty());
  EXPECT_EQ(read.hosts.front().image, "net");
}

TEST(Hosts, OneAloneNeedsNoNetwork) { EXPECT_THAT(Shown("[[host]]\nname = \"web\"\n"), ElementsAre("web")); }

TEST(Hosts, SeveralShareANetworkThatNobodyDescribed) {
  const std::string two = "[[host]]\nname = \"a\"\n[[host]]\nname = \"b\"\n";
  EXPECT_THAT(Shown(two), ElementsAre("a 10.77.0.1/24", "b 10.77.0.2/24"));
  EXPECT_THAT(ReadFrom(two).networks, ElementsAre("lan"));
}

TEST(Hosts, ACountIsNumberedAndItsAddressesFollowEachOther) {
  EXPECT_THAT(Shown(std::string(kLan) + "[[host]]\nname = \"a\"\n[[host]]\nname = \"node\"\ncount = 3\n"
                                        "addresses = { lan = \"10.1.0.9\" }\n"),
              ElementsAre("a 10.1.0.1/24", "node01 10.1.0.9/24", "node02 10.1.0.10/24", "node03 10.1.0.11/24"));
}

TEST(Hosts, TheOthersGetWhatNobodyAskedFor) {
  EXPECT_THAT(Shown(std::string(kLan) + "[[host]]\nname = \"a\"\n[[host]]\nname = \"b\"\n"
                                        "[[host]]\nname = \"c\"\naddresses = { lan = \"10.1.0.1\" }\n"),
              ElementsAre("a 10.1.0.2/24", "b 10.1.0.3/24", "c 10.1.0.1/24"));
}

TEST(Hosts, InterfacesAreInTheOrderOfTheHostsOwnNetworks) {
  const Read read = ReadFrom(std::string(kLan) + kBack +
                             "[[host]]\nname = \"a\"\nnetworks = [\"back\", \"lan\"]\n[[host]]\nname = \"b\"\n");
  ASSERT_EQ(read.hosts[0].interfaces.size(), 2U);
  EXPECT_EQ(read.hosts[0].interfaces[0].network, 1U);
  EXPECT_EQ(read.hosts[0].interfaces[0].address, "10.2.0.1/28");
  EXPECT_EQ(read.hosts[0].interfaces[1].address, "10.1.0.1/24");
  ASSERT_EQ(read.hosts[1].interfaces.size(), 1U);
  EXPECT_EQ(read.hosts[1].interfaces[0].network, 0U);
}

TEST(Hosts, CapabilitiesAreAddedToTheLabs) {
  TomlTable root = TomlDocument::Parse("lab.toml", "[[host]]\nname = \"a\"\ncapabilities = [\"net_raw\"]\n").Root();
  std::vector<std::string> networks;
  const std::vector<LabHost> hosts = ReadHosts(root, "net", 1U << CAP_CHOWN, networks);
  EXPECT_EQ(hosts.front().capabilities, 1U << CAP_CHOWN | 1U << CAP_NET_RAW);
}

TEST(Hosts, EtcHostsNamesAll) {
  EXPECT_EQ(HostsFile(ReadFrom("[[host]]\nname = \"a\"\n[[host]]\nname = \"b\"\n").hosts),
            "127.0.0.1\tlocalhost\n10.77.0.1\ta\n10.77.0.2\tb\n");
}

TEST(Hosts, AreFoundByTheirNameAndByTheirGroups) {
  const std::vector<LabHost> hosts = ReadFrom("[[host]]\nname = \"a\"\n[[host]]\nname = \"node\"\ncount = 2\n").hosts;
  EXPECT_THAT(FindHosts(hosts, "node"), ElementsAre(1, 2));
  EXPECT_THAT(FindHosts(hosts, "node02"), ElementsAre(2));
  EXPECT_THAT(FindHosts(hosts, "b"), IsEmpty());
}

TEST(Hosts, WhatCannotBeIsRefusedAtItsPlace) {
  const std::string first = std::string(kLan) + "[[host]]\nname = \"a\"\n";
  EXPECT_THAT(FaultsOf(kLan), HasSubstr("[[network]] goes with [[host]]"));
  EXPECT_THAT(FaultsOf(first + "count = 2\n"), HasSubstr("lab.toml:6:9: the first host is the learner's"));
  EXPECT_THAT(FaultsOf(first + "image = \"redis\"\n"), HasSubstr("lab.toml:6:9: the first host is the learner's"));
  EXPECT_THAT(FaultsOf(first + "capabilities = [\"sys_admin\"]\n"), HasSubstr("not \"sys_admin\""));
  EXPECT_THAT(FaultsOf(first + "networks = [\"wan\"]\n"), HasSubstr("no [[network]] is named \"wan\""));
  EXPECT_THAT(FaultsOf(first + "networks = [\"lan\", \"lan\"]\n"), HasSubstr("\"lan\" is there twice"));
  EXPECT_THAT(FaultsOf(first + "addresses = { lan = \"10.9.0.1\" }\n"),
              HasSubstr("\"10.9.0.1\" is no address of a host in 10.1.0.0/24"));
  EXPECT_THAT(FaultsOf(first + "addresses = { lan = \"10.1.0.255\" }\n"), HasSubstr("is no address of a host"));
  EXPECT_THAT(FaultsOf(first + "[[host]]\nname = \"a\"\n"), HasSubstr("two hosts are named \"a\""));
  EXPECT_THAT(FaultsOf(first + "addresses = { lan = \"10.1.0.7\" }\n[[host]]\nname = \"node\"\ncount = 3\n"
                               "addresses = { lan = \"10.1.0.5\" }\n"),
              HasSubstr("\"a\" and \"node03\" would both have 10.1.0.7"));
  EXPECT_THAT(FaultsOf(first + "[[host]]\nname = \"node01\"\n[[host]]\nname = \"node\"\ncount = 1\n"),
              HasSubstr("two hosts are named \"node01\""));
  EXPECT_THAT(FaultsOf(std::string(kBack) + "[[host]]\nname = \"a\"\n[[host]]\nname = \"node\"\ncount = 14\n"),
              HasSubstr("10.2.0.0/28 has no address left for \"node14\""));
  for (const char* subnet : {"8.8.8.0/24", "10.1.0.1/24", "10.0.0.0/8", "10.0.0.0/30", "fd00::/64", "lan"})
    EXPECT_THAT(
        FaultsOf("[[network]]\nname = \"lan\"\nsubnet = \"" + std::string(subnet) + "\"\n[[host]]\nname = \"a\"\n"),
        HasSubstr("`subnet` must be a private IPv4 network"));
  EXPECT_THAT(
      FaultsOf(std::string(kLan) + "[[network]]\nname = \"wide\"\nsubnet = \"10.1.0.0/16\"\n[[host]]\nname = \"a\"\n"),
      HasSubstr("`subnet` overlaps that of the network \"lan\""));
}

}  // namespace
}  // namespace shellab
