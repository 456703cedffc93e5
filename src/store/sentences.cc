#include "store/sentences.h"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

namespace diemcau::store {

namespace {

std::string busy_sentence(std::string_view path) {
  return fmt::format(
      "Another process is using {}: stop it, or give this one a data directory of its own.", path);
}

std::string full_sentence(std::string_view path) {
  return fmt::format("The disk that holds {} is full: free some space, then try again.", path);
}

std::string forbidden_sentence(std::string_view path) {
  return fmt::format(
      "{} cannot be written: give it to the user that diemcau runs as, and see that its disk is "
      "not "
      "mounted read-only.",
      path);
}

}  // namespace

std::string disk_sentence(std::string_view doing, std::string_view path, int system_error) {
  switch (system_error) {
    case ENOSPC:
    case EDQUOT:
      return full_sentence(path);
    case EROFS:
    case EACCES:
    case EPERM:
      return forbidden_sentence(path);
    default:
      return fmt::format("The disk did not {} {} ({}): check the disk, then start diemcau again.",
                         doing, path, std::strerror(system_error));
  }
}

std::string damaged_sentence(std::string_view path, std::string_view how) {
  return fmt::format(
      "{} is damaged ({}): put it aside for examination and restore the newest backup.", path, how);
}

std::string unconfirmed_sentence(std::string_view path) {
  return fmt::format(
      "The disk did not confirm what was written to {}, so nothing more is written: check the "
      "disk, "
      "then start diemcau again.",
      path);
}

std::string sqlite_sentence(int code, std::string_view path, int system_error) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return busy_sentence(path);
    case SQLITE_FULL:
      return full_sentence(path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return forbidden_sentence(path);
    case SQLITE_CORRUPT:
      return damaged_sentence(path, "its structure does not hold together");
    case SQLITE_NOTADB:
      return damaged_sentence(path, "it is not a database");
    case SQLITE_CANTOPEN:
      return disk_sentence("open", path, system_error == 0 ? EACCES : system_error);
    case SQLITE_IOERR:
      return disk_sentence("read or write", path, system_error == 0 ? EIO : system_error);
    default:
      return fmt::format("The database {} failed: {}.", path, sqlite3_errstr(code));
  }
}

}  // namespace diemcau::store
