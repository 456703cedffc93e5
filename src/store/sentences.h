#pragma once

#include <string>
#include <string_view>

// What goes wrong with a disk, as one sentence that says what to do.
namespace diemcau::store {

// By SQLite's result code and, if there is one, errno.
std::string sqlite_sentence(int code, std::string_view path, int system_error);

// By errno. `doing` is a verb: "write".
std::string disk_sentence(std::string_view doing, std::string_view path, int system_error);

std::string damaged_sentence(std::string_view path, std::string_view how);

// After the disk failed in the middle of a commit.
std::string unconfirmed_sentence(std::string_view path);

}  // namespace diemcau::store
