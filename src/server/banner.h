#pragma once

#include <string>
#include <vector>

namespace diemcau::server {

struct BannerFacts {
  std::string version;
  std::string local_page;              // "http://localhost:7880"
  std::string demo_path;               // "/r/demo"; empty: there is no such room
  std::string chair_page;              // where the demo's chair comes in; empty: there is none
  int process = 0;                     // what a demo's newcomer kills
  std::string first_page;              // where the first administrator comes in; empty: has come
  std::vector<std::string> lan_pages;  // "https://192.0.2.1:7880"; empty: nobody else comes in
  std::string certificate_page;        // where devices get our certificate; empty: not needed
  std::string fingerprint;             // of it
  std::string keys_file;               // set if keys were made just now
  std::vector<std::string> advice;     // sentences of the startup checks
  bool with_qr = false;                // a terminal is watching
};

// What the operator sees at the start, in Vietnamese and English.
std::string banner(const BannerFacts& facts);

// The text as a QR code in half blocks for a terminal, dark on light; empty if it does not fit.
std::string qr_text(const std::string& text);

}  // namespace diemcau::server
