#pragma once

#include <string>

#include "paper/template.h"

// One page for the operator of a room, to hang beside the camera.
namespace diemcau::paper {

struct Guide {
  std::string conference;  // its title
  std::string site;
  std::string address;  // of the room; may be empty
  UnixTime begins;
  uint32_t early_minutes = 60;  // before it begins: on duty and testing
  std::string url;              // printed and as QR; at most 1,000 bytes
  std::string code;             // what is typed where the QR cannot be read; may be empty
  std::string telephone;        // of the centre; may be empty
};

Result<Document, Problem> guide_document(const Guide& guide, const Template& form);

}  // namespace diemcau::paper
