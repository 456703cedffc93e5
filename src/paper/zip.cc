#include "paper/zip.h"

#include <zip.h>

#include <memory>

namespace diemcau::paper {

namespace {

constexpr zip_uint16_t kFirstDay = (0 << 9) | (1 << 5) | 1;  // the first that MS-DOS can write

bool add(zip_t* archive, const NamedFile& file) {
  zip_source_t* source = zip_source_buffer(archive, file.second.data(), file.second.size(), 0);
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, file.first.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kFirstDay, 0) == 0;
}

std::string bytes_of(zip_source_t* target) {
  zip_stat_t stat;
  if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0) return {};
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  return read == static_cast<zip_int64_t>(bytes.size()) ? bytes : std::string();
}

}  // namespace

Result<std::string, Problem> zip_of(const std::vector<NamedFile>& files) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> target(
      zip_source_buffer_create(nullptr, 0, 0, &error), zip_source_free);
  if (target == nullptr) return problem("docx.failed", "zip");
  zip_t* archive = zip_open_from_source(target.get(), ZIP_TRUNCATE, &error);
  if (archive == nullptr) return problem("docx.failed", zip_error_strerror(&error));
  zip_source_keep(target.get());  // the archive drops one hold on it
  bool good = true;
  for (const NamedFile& file : files) good = good && add(archive, file);
  if (!good || zip_close(archive) != 0) {
    zip_discard(archive);
    return problem("docx.failed", "zip");
  }
  std::string bytes = bytes_of(target.get());
  if (bytes.empty()) return problem("docx.failed", "zip");
  return bytes;
}

}  // namespace diemcau::paper
