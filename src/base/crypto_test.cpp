#include "base/crypto.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "base/crypto_marks.h"
#include "base/crypto_password.h"
#include "base/crypto_totp.h"
#include "base/encoding.h"

namespace shouhou {
namespace {

// RFC 4648 §10.
TEST(Encoding, SpellsTheVectorsOfTheStandard) {
  const std::array<std::array<const char*, 4>, 7> rows{
      {{"", "", "", ""},
       {"f", "66", "MY", "Zg"},
       {"fo", "666f", "MZXQ", "Zm8"},
       {"foo", "666f6f", "MZXW6", "Zm9v"},
       {"foob", "666f6f62", "MZXW6YQ", "Zm9vYg"},
       {"fooba", "666f6f6261", "MZXW6YTB", "Zm9vYmE"},
       {"foobar", "666f6f626172", "MZXW6YTBOI", "Zm9vYmFy"}}};
  for (const auto& [bytes, hex, base32, base64url] : rows) {
    EXPECT_EQ(to_hex(bytes), hex);
    EXPECT_EQ(to_base32(bytes), base32);
    EXPECT_EQ(to_base64url(bytes), base64url);
  }
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Encoding, ReadsBackWhatItSpells) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 70, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
    EXPECT_EQ(from_base32(to_base32(bytes)), bytes);
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(Encoding, RefusesASecondSpelling) {
  for (const char* text : {"Zh", "Zm9=", "Z", "Zm8 ", "Zm+v", "Zm8\n"})
    EXPECT_FALSE(from_base64url(text)) << text;
  for (const char* text : {"MZ", "M", "MZX1", "MZXW6==="}) EXPECT_FALSE(from_base32(text)) << text;
  for (const char* text : {"6", "6g", "66 "}) EXPECT_FALSE(from_hex(text)) << text;
  EXPECT_EQ(from_hex("6F"), "o");
  EXPECT_EQ(from_base32("mzxw6"), "foo");
}

TEST(Crypto, MarksWordsShortAndByKey) {
  // SipHash-2-4 of its authors: key 00 01 … 0f, input 00 01 … 0e gives a129ca6149be45e5, lowest byte first.
  std::string bytes;
  for (char c = 0; c < 32; ++c) bytes += c;
  const auto key = *crypto::SecretKey::from(bytes);
  EXPECT_EQ(crypto::keyed_mark(key, bytes.substr(0, 15)), to_base32("\xe5\x45\xbe\x49\x61"));

  const auto other = *crypto::SecretKey::from(std::string(32, 'k'));
  EXPECT_NE(crypto::keyed_mark(key, "掉色"), crypto::keyed_mark(other, "掉色"));
  std::set<std::string> marks;
  for (int i = 0; i < 10'000; ++i) marks.insert(crypto::keyed_mark(other, std::to_string(i)));
  EXPECT_GE(marks.size(), 9'999u);
}

TEST(Crypto, DigestsAndHashesWithKeys) {
  // FIPS 180-2, example "abc".
  EXPECT_EQ(to_hex(crypto::sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const auto key = *crypto::SecretKey::from(std::string(32, 'k'));
  const auto other = *crypto::SecretKey::from(std::string(31, 'k') + "l");
  EXPECT_EQ(crypto::keyed_hash(key, "13800001234"), crypto::keyed_hash(key, "13800001234"));
  EXPECT_NE(crypto::keyed_hash(key, "13800001234"), crypto::keyed_hash(key, "13800001235"));
  EXPECT_NE(crypto::keyed_hash(key, "13800001234"), crypto::keyed_hash(other, "13800001234"));
  EXPECT_NE(key.child("seal").bytes(), key.child("phone").bytes());
  EXPECT_NE(key.child("seal").bytes(), other.child("seal").bytes());
  EXPECT_EQ(key.child("seal").bytes(), key.child("seal").bytes());
  EXPECT_FALSE(crypto::SecretKey::from("short"));
}

TEST(Crypto, OpensOnlyWhatNobodyTouched) {
  const auto key = crypto::SecretKey::random();
  for (const std::size_t length : {0U, 1U, 11U, 200U, 5000U}) {
    const std::string clear = crypto::random_bytes(length);
    const std::string sealed = crypto::seal(key, clear, "shop 1 phone");
    EXPECT_EQ(crypto::open(key, sealed, "shop 1 phone"), clear);
    EXPECT_FALSE(crypto::open(key, sealed, "shop 2 phone"));
    EXPECT_FALSE(crypto::open(crypto::SecretKey::random(), sealed, "shop 1 phone"));
    EXPECT_NE(crypto::seal(key, clear, "shop 1 phone"), sealed) << "the nonce must differ";
  }
}

TEST(Crypto, NoticesEveryFlippedBitAndEveryCut) {
  const auto key = crypto::SecretKey::random();
  const std::string sealed = crypto::seal(key, "13800001234", "place");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string bent = sealed;
    bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(crypto::open(key, bent, "place")) << bit;
  }
  for (std::size_t length = 0; length < sealed.size(); ++length) {
    EXPECT_FALSE(crypto::open(key, sealed.substr(0, length), "place")) << length;
  }
}

TEST(Crypto, ComparesWhole) {
  EXPECT_TRUE(crypto::equal("", ""));
  EXPECT_TRUE(crypto::equal("same", "same"));
  EXPECT_FALSE(crypto::equal("same", "sama"));
  EXPECT_FALSE(crypto::equal("same", "sam"));
}

TEST(Password, MatchesOnlyItself) {
  const crypto::PasswordCost cheap{1, 8 << 20};
  const std::string hash = crypto::hash_password("掉针的毛衣 2026", cheap);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8192,t=1,p=1$")) << hash;
  EXPECT_TRUE(crypto::password_matches(hash, "掉针的毛衣 2026"));
  EXPECT_FALSE(crypto::password_matches(hash, "掉针的毛衣 2027"));
  EXPECT_FALSE(crypto::password_matches("no hash", "掉针的毛衣 2026"));
  EXPECT_FALSE(crypto::password_matches("", ""));
  EXPECT_FALSE(crypto::password_matches(std::string(500, 'x'), ""));
  EXPECT_NE(crypto::hash_password("掉针的毛衣 2026", cheap), hash) << "the salt must differ";
  EXPECT_FALSE(crypto::needs_rehash(hash, cheap));
  EXPECT_TRUE(crypto::needs_rehash(hash, {2, 8 << 20}));
  EXPECT_TRUE(crypto::needs_rehash(hash));
}

// The reference implementation's argon2 -id with other tools gives the same: argon2id, t=2, m=64 MiB, p=1.
TEST(Password, VerifiesAHashMadeElsewhere) {
  EXPECT_TRUE(crypto::password_matches(
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password"));
  EXPECT_FALSE(crypto::password_matches(
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "Password"));
}

// RFC 6238 appendix B, SHA-1, eight digits.
TEST(Totp, GivesTheCodesOfTheStandard) {
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> rows[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                       {1111111111, "14050471"}, {1234567890, "89005924"},
                                                       {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [at, code] : rows) {
    EXPECT_EQ(crypto::totp_code(secret, crypto::totp_step_at({at * 1000}), 8), code) << at;
  }
}

TEST(Totp, AcceptsOnceAndOnlyNearNow) {
  const std::string secret = "12345678901234567890";
  const Instant now{1'800'000'015'000};
  const auto step = crypto::totp_step_at(now);
  EXPECT_EQ(crypto::totp_accept(secret, crypto::totp_code(secret, step), now, 0), step);
  EXPECT_EQ(crypto::totp_accept(secret, crypto::totp_code(secret, step - 1), now, 0), step - 1);
  EXPECT_EQ(crypto::totp_accept(secret, crypto::totp_code(secret, step + 1), now, 0), step + 1);
  EXPECT_FALSE(crypto::totp_accept(secret, crypto::totp_code(secret, step - 2), now, 0));
  EXPECT_FALSE(crypto::totp_accept(secret, crypto::totp_code(secret, step + 2), now, 0));
  EXPECT_FALSE(crypto::totp_accept(secret, crypto::totp_code(secret, step), now, step)) << "used already";
  EXPECT_FALSE(crypto::totp_accept(secret, crypto::totp_code(secret, step - 1), now, step)) << "older one";
  EXPECT_FALSE(crypto::totp_accept(secret, "", now, 0));
  EXPECT_FALSE(crypto::totp_accept(secret, "12345", now, 0));
}

TEST(Totp, NamesTheAccountForTheApp) {
  EXPECT_EQ(crypto::totp_uri("foo", "毛衣 店", "小王@a"),
            "otpauth://totp/%E6%AF%9B%E8%A1%A3%20%E5%BA%97:%E5%B0%8F%E7%8E%8B%40a?secret=MZXW6"
            "&issuer=%E6%AF%9B%E8%A1%A3%20%E5%BA%97&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace shouhou
