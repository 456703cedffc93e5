#include "http/certificate_authority.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "http/files.h"
#include "http/test_server.h"
#include "http/x509.h"

#include "http/test_router.h"

namespace diemcau::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;
constexpr UnixTime kToday{1'790'000'000'000};
UnixTime after_days(int64_t days) { return {kToday.ms + days * kDayMs}; }

class Authority : public testing::Test {
 protected:
  CertificateAuthority open(UnixTime now = kToday) {
    auto opened = CertificateAuthority::open(directory.path(), random, now);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error());
    return std::move(*opened);
  }
  TestDirectory directory;
  RepeatableRandom random{5};
  ServerNames names{
      .dns = {"localhost"},
      .addresses = {SocketAddress::v4(192, 0, 2, 1, 7), *SocketAddress::parse("2001:db8::1", 0)}};
};

TEST_F(Authority, IsMadeOnceAndKeptToItsOwner) {
  const std::string first = open().fingerprint();
  EXPECT_EQ(first.size(), 32 * 3 - 1u);
  EXPECT_EQ(open(after_days(3000)).fingerprint(), first);
  for (const char* name : {"ca.key"}) {
    struct stat info {};
    ASSERT_EQ(::stat((directory / name).c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u) << name;
  }
  EXPECT_NE(open(after_days(3700)).fingerprint(), first) << "its ten years are over";
}

TEST_F(Authority, IssuesACertificateForTheServersNames) {
  auto authority = open();
  const auto identity = authority.server_identity(names, kToday);
  ASSERT_TRUE(identity.ok()) << identity.error();
  const Certificate certificate = parse_certificate(identity->certificate_chain_pem);
  ASSERT_TRUE(certificate);
  EXPECT_THAT(alternative_names(*certificate),
              ElementsAre("DNS:localhost", "IP:192.0.2.1", "IP:2001:db8::1"));
  const Certificate own = parse_certificate(authority.certificate_pem());
  EXPECT_EQ(X509_verify(certificate.get(), X509_get0_pubkey(own.get())), 1);
  const Key key = parse_key(identity->private_key_pem);
  EXPECT_EQ(X509_check_private_key(certificate.get(), key.get()), 1);
  const Validity validity = validity_of(*certificate);
  EXPECT_LE(validity.until.ms - validity.from.ms, 398 * kDayMs);
}

TEST_F(Authority, IssuesAnewOnlyWhenNeeded) {
  const auto first = open().server_identity(names, kToday);
  EXPECT_TRUE(*open().server_identity(names, after_days(300)) == *first);
  EXPECT_FALSE(*open().server_identity(names, after_days(365)) == *first) << "it ends soon";
  const auto renewed = open().server_identity(names, after_days(365));
  ServerNames more = names;
  more.dns.push_back("hoinghi.example");
  EXPECT_FALSE(*open().server_identity(more, after_days(366)) == *renewed) << "other names";
}

TEST_F(Authority, IsNotReplacedSilentlyWhenItsFilesAreBroken) {
  open();
  ASSERT_TRUE(write_file(directory / "ca.crt", "broken", 0644).ok());
  const auto opened = CertificateAuthority::open(directory.path(), random, kToday);
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(opened.error(), HasSubstr("every device must install"));
}

TEST_F(Authority, GivesItsCertificateToDevices) {
  const auto authority = open();
  Router router;
  authority.add_routes(router);
  HttpRequest request{.method = "GET", .target = "/ca.crt"};
  ASSERT_TRUE(request.parse_target());
  const auto download = answer_now(router, request);
  EXPECT_EQ(download.body, authority.certificate_der());
  EXPECT_EQ(download.header("Content-Type"), "application/x-x509-ca-cert");
  EXPECT_THAT(authority.mobileconfig(), HasSubstr("com.apple.security.root"));
}

TEST_F(Authority, ReadsTheOrganisationsCertificateOrSaysWhatIsWrong) {
  auto authority = open();
  ASSERT_TRUE(authority.server_identity(names, kToday).ok());
  const auto good = read_certificate(directory / "server.crt", directory / "server.key");
  EXPECT_TRUE(good.ok());
  EXPECT_THAT(read_certificate(directory / "server.crt", directory / "ca.key").error(),
              HasSubstr("does not belong"));
  EXPECT_THAT(read_certificate(directory / "server.key", directory / "server.key").error(),
              HasSubstr("holds no certificate"));
  EXPECT_THAT(read_certificate(directory / "server.crt", directory / "server.crt").error(),
              HasSubstr("holds no private key"));
  EXPECT_THAT(read_certificate(directory / "none", directory / "server.key").error(),
              HasSubstr("no such file"));
}

TEST(MachineNames, KnowsWhatCanStandInACertificate) {
  EXPECT_TRUE(is_dns_name("hoinghi.example"));
  for (const char* name : {"", "a_b", ".a", "a.", "a..b", "a b"}) {
    EXPECT_FALSE(is_dns_name(name)) << name;
  }
  const auto names = names_of_this_machine({"hoinghi.example", "203.0.113.9", "a b"});
  EXPECT_NE(std::find(names.dns.begin(), names.dns.end(), "hoinghi.example"), names.dns.end());
  EXPECT_NE(std::find(names.addresses.begin(), names.addresses.end(),
                      SocketAddress::v4(203, 0, 113, 9, 0)),
            names.addresses.end());
  EXPECT_EQ(std::find(names.dns.begin(), names.dns.end(), "a b"), names.dns.end());
}

}  // namespace
}  // namespace diemcau::http
