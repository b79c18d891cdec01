#include "store/testing/failing_disk.h"

#include <sqlite3.h>

#include <cstring>

namespace shouhou::store::testing {
namespace {

// The layer's file: ours in front, the operating system's behind it.
struct File {
  sqlite3_file base;
  sqlite3_file* real;
};

sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
  return found;
}
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}

int close_file(sqlite3_file* file) {
  return real(file)->pMethods ? real(file)->pMethods->xClose(real(file)) : SQLITE_OK;
}
int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
  return real(file)->pMethods->xRead(real(file), into, size, at);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  if (const int code = FailingDisk::instance().next_call(false); code != SQLITE_OK) {
    // Half of it arrives, as on a disk that fills up.
    if (size > 1) real(file)->pMethods->xWrite(real(file), from, size / 2, at);
    return code;
  }
  return real(file)->pMethods->xWrite(real(file), from, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = FailingDisk::instance().next_call(false); code != SQLITE_OK) return code;
  return real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  if (const int code = FailingDisk::instance().next_call(true); code != SQLITE_OK) return code;
  return real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* held) {
  return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int control(sqlite3_file* file, int what, void* with) {
  return real(file)->pMethods->xFileControl(real(file), what, with);
}
int sector_size(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods{2,         close_file,   read_file,       write_file,  truncate_file,
                                 sync_file, file_size,    lock_file,       unlock_file, check_lock,
                                 control,   sector_size,  characteristics, map_shared,  lock_shared,
                                 barrier,   unmap_shared, nullptr,         nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* ours = reinterpret_cast<File*>(file);
  ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
  std::memset(ours->real, 0, static_cast<std::size_t>(real_vfs()->szOsFile));
  const int code = real_vfs()->xOpen(real_vfs(), path, ours->real, flags, out_flags);
  ours->base.pMethods = code == SQLITE_OK ? &methods : nullptr;
  return code;
}

}  // namespace

FailingDisk::FailingDisk() {
  static sqlite3_vfs layer = *real_vfs();
  layer.zName = name;
  layer.szOsFile = static_cast<int>(sizeof(File)) + real_vfs()->szOsFile;
  layer.xOpen = open_file;
  layer.pNext = nullptr;
  sqlite3_vfs_register(&layer, 0);
}

FailingDisk& FailingDisk::instance() {
  static FailingDisk disk;
  return disk;
}

void FailingDisk::fail_from(int at, Failure failure) {
  failure_ = failure;
  failed_ = false;
  calls_ = 0;
  fail_at_ = at;
}

void FailingDisk::repair() {
  fail_at_ = 0;
  calls_ = 0;
}

int FailingDisk::next_call(bool sync) {
  const int call = ++calls_;
  const int fail_at = fail_at_;
  if (fail_at == 0 || call < fail_at) return SQLITE_OK;
  const Failure failure = failure_;
  if (sync != (failure == Failure::sync_error)) return SQLITE_OK;
  failed_ = true;
  switch (failure) {
    case Failure::full:
      return SQLITE_FULL;
    case Failure::write_error:
      return SQLITE_IOERR_WRITE;
    case Failure::sync_error:
      return SQLITE_IOERR_FSYNC;
    case Failure::read_only:
      return SQLITE_READONLY;
  }
  return SQLITE_OK;
}

}  // namespace shouhou::store::testing
