#include "store/engine/failures.h"

namespace shouhou::store {
namespace {

Error unavailable(std::string code, std::string zh, std::string en, std::string detail = {}) {
  if (!detail.empty()) {
    zh += "（" + detail + "）";
    en += " (" + detail + ")";
  }
  return {ErrorKind::unavailable, std::move(code), {std::move(zh), std::move(en)}, {}};
}

}  // namespace

Error busy() {
  return unavailable("store.busy", "系统正忙，请稍后再试。",
                     "The desk is busy; please try again in a moment.");
}
Error duplicate(std::string what) {
  return {ErrorKind::conflict,
          "store.duplicate",
          {"同样的记录已经存在（" + what + "）。", "The same record is there already (" + what + ")."},
          {}};
}
Error disk_full() {
  return unavailable("store.disk_full", "磁盘已满，这次修改没有保存。请清出空间后重试。",
                     "The disk is full; this change was not saved. Free some space and try again.");
}
Error read_only() {
  return unavailable(
      "store.read_only",
      "数据库只读或数据目录不可写，这次修改没有保存。请检查磁盘是否被改为只读、目录的权限是否正确。",
      "The database or the data directory cannot be written to; this change was not saved. See "
      "whether the disk was turned read-only and who may write there.");
}
Error io(std::string detail) {
  return unavailable("store.io", "磁盘读写失败，这次修改没有保存。",
                     "The disk failed; this change was not saved.", std::move(detail));
}
Error corrupt(std::string detail) {
  return unavailable("store.corrupt", "数据库文件已损坏，请运行 shouhou verify 并从备份恢复。",
                     "The database file is damaged; run shouhou verify and restore a backup.",
                     std::move(detail));
}
Error unreachable(std::string detail) {
  return unavailable("store.unreachable", "连接不上数据库，请稍后再试。",
                     "The database cannot be reached; please try again in a moment.", std::move(detail));
}
Error unsure() {
  return unavailable("store.unsure", "保存时与数据库的连接中断，修改可能已经保存，也可能没有，请刷新后核对。",
                     "The connection to the database broke while saving; the change may or may not have been "
                     "kept. Reload and look.");
}
Error stopping() {
  return unavailable("store.stopping", "系统正在关闭，这次修改没有保存。",
                     "The desk is shutting down; this change was not saved.");
}
Error bug(std::string detail) {
  return {ErrorKind::internal,
          "store.internal",
          {"系统内部错误，已记入日志。", "Something went wrong inside; it has been logged."},
          std::move(detail)};
}

}  // namespace shouhou::store
