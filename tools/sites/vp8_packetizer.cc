#include "vp8_packetizer.h"

namespace diemcau::sites {

void Vp8Packetizer::begin(Bytes frame, const Stamp& stamp) {
  constexpr size_t kMaxPiece = kMaxVp8Payload - kVp8DescriptorSize;
  const size_t size = frame.size() + kStampSize;
  const size_t count = (size + kMaxPiece - 1) / kMaxPiece;
  piece_ = (size + count - 1) / count;
  data_.assign(frame.begin(), frame.end());
  data_.resize(piece_ * count - kStampSize, 0);
  const auto end = make_stamp(stamp);
  data_.insert(data_.end(), end.begin(), end.end());
  at_ = 0;
  picture_id_ = (picture_id_ + 1) & 0x7fff;
}

bool Vp8Packetizer::next(Vp8Payload& out) {
  if (at_ == data_.size()) return false;
  wire::write_vp8_descriptor(out.descriptor, at_ == 0, picture_id_);
  out.data = Bytes(data_).subspan(at_, piece_);
  at_ += piece_;
  out.is_last = at_ == data_.size();
  return true;
}

}  // namespace diemcau::sites
