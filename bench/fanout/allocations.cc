#include "allocations.h"

#include <malloc.h>

#include <atomic>
#include <cstddef>

// NOLINTBEGIN: the C library's own names.
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* old, size_t size);
void __libc_free(void* pointer);
}
// NOLINTEND

namespace {

std::atomic<uint64_t> count;
std::atomic<int64_t> live;

void* counted(void* pointer) {
  count.fetch_add(1, std::memory_order_relaxed);
  live.fetch_add(static_cast<int64_t>(malloc_usable_size(pointer)), std::memory_order_relaxed);
  return pointer;
}
void uncount(void* pointer) {
  live.fetch_sub(static_cast<int64_t>(malloc_usable_size(pointer)), std::memory_order_relaxed);
}

}  // namespace

extern "C" {
void* malloc(size_t size) { return counted(__libc_malloc(size)); }
void* calloc(size_t number, size_t size) { return counted(__libc_calloc(number, size)); }
void* realloc(void* old, size_t size) {
  uncount(old);
  return counted(__libc_realloc(old, size));
}
void free(void* pointer) {
  uncount(pointer);
  __libc_free(pointer);
}
}

namespace diemcau::bench {

Allocations allocations() { return {count.load(), live.load()}; }

}  // namespace diemcau::bench
