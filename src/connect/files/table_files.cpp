#include "connect/files/table_files.h"

#include <algorithm>
#include <array>

#include "connect/files/csv.h"
#include "connect/files/xlsx.h"
#include "connect/files/zip.h"

namespace shouhou::connect {
namespace {

// A workbook inside an archive is unpacked to a temporary file first; at most this many bytes.
constexpr std::int64_t inner_workbook_limit = 1024LL * 1024 * 1024;

enum class Form { text, zip, workbook, gzip, old_office, empty };

Form form_of(std::string_view start) {
  if (start.empty()) return Form::empty;
  if (start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06")) return Form::zip;
  if (start.starts_with("\x1f\x8b")) return Form::gzip;
  if (start.starts_with("\xD0\xCF\x11\xE0")) return Form::old_office;
  return Form::text;
}

Result<std::string> first_bytes(ByteSource& source, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    SHOUHOU_ASSIGN(const std::size_t got, source.read(bytes.data() + filled, count - filled));
    if (got == 0) break;
    filled += got;
  }
  bytes.resize(filled);
  return bytes;
}

// Gives back bytes that were looked at, then the rest.
class Rejoined final : public ByteSource {
 public:
  Rejoined(std::string start, std::unique_ptr<ByteSource> rest)
      : start_(std::move(start)), rest_(std::move(rest)) {}
  Result<std::size_t> read(char* into, std::size_t room) override {
    if (given_ == start_.size()) return rest_->read(into, room);
    const std::size_t got = start_.copy(into, room, given_);
    given_ += got;
    return got;
  }
  int permille() const override { return rest_->permille(); }

 private:
  std::string start_;
  std::size_t given_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

Result<std::shared_ptr<LocalFile>> unpack(ByteSource& source) {
  SHOUHOU_ASSIGN(std::shared_ptr<LocalFile> file, LocalFile::temporary());
  std::array<char, 64 * 1024> buffer;
  while (true) {
    SHOUHOU_ASSIGN(const std::size_t got, source.read(buffer.data(), buffer.size()));
    if (got == 0) return file;
    SHOUHOU_TRY(file->append({buffer.data(), got}));
    if (file->size() > inner_workbook_limit) {
      return too_large_file({"压缩包里的工作簿过大", "the workbook in the archive is too large"});
    }
  }
}

bool is_workbook(const ZipArchive& archive) {
  return archive.member("xl/workbook.xml") != nullptr;
}

bool of_no_interest(const ZipMember& member) {
  return member.name.ends_with('/') || member.name.starts_with("__MACOSX/") ||
         member.name.find("/.") != std::string::npos || member.name.starts_with('.') || member.unpacked == 0;
}

// What was never a table of ours does not stop the others; what is damaged does.
bool may_stay_out(const Error& error) {
  return error.code == "file.not_a_table" || error.code == "file.old_excel" || error.code == "file.encrypted";
}

bool looks_like_text(std::string_view start) {
  // Pictures, PDFs and programs hold control bytes that no table has.
  const EncodingGuess guess = guess_encoding(start);
  if (guess.encoding == Encoding::utf16le || guess.encoding == Encoding::utf16be) return true;
  return std::ranges::none_of(start, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != 0x0B && byte != 0x0C &&
           byte != 0x1A;
  });
}

// One file as a sequence of tables: members of an archive, sheets of a workbook, or the file itself.
class Tables final : public ports::TableFile {
 public:
  Tables(std::shared_ptr<LocalFile> file, std::string name)
      : file_(std::move(file)), name_(std::move(name)) {}

  Result<void> begin() {
    std::unique_ptr<ByteSource> source = read_file(file_);
    SHOUHOU_ASSIGN(const std::string start, first_bytes(*source, 8));
    if (form_of(start) != Form::zip) return offer(read_file(file_), {});
    SHOUHOU_ASSIGN(ZipArchive archive, ZipArchive::open(file_));
    if (is_workbook(archive)) {
      SHOUHOU_ASSIGN(workbook_, XlsxReader::open(file_));
      return {};
    }
    archive_ = std::make_unique<ZipArchive>(std::move(archive));
    return {};
  }

  Result<bool> next_table(ports::TableInfo& info) override {
    csv_.reset();
    info.unreadable.reset();
    while (true) {
      if (workbook_) {
        SHOUHOU_ASSIGN(const bool more, workbook_->next_sheet(info.member));
        if (more) {
          info.form = "xlsx";
          info.encoding = "utf-8";
          info.delimiter.clear();
          if (!member_.empty()) info.member = member_ + "/" + info.member;
          return true;
        }
        workbook_.reset();
      }
      if (offered_) return describe(info);
      SHOUHOU_ASSIGN(const bool more, next_member(info.unreadable));
      if (!more) return false;
      if (info.unreadable) {
        info.member = member_;
        info.form = info.encoding = info.delimiter = {};
        return true;
      }
    }
  }

  Result<bool> next_row(ports::TableRow& row) override {
    if (csv_) return csv_->next(row);
    if (workbook_) return workbook_->next(row);
    return false;
  }

  int permille() const override {
    const int inner = csv_ ? csv_->permille() : workbook_ ? workbook_->permille() : 0;
    if (!archive_ || archive_->members().empty()) return inner;
    const auto count = static_cast<int>(archive_->members().size());
    return std::min(1000, (static_cast<int>(next_member_ > 0 ? next_member_ - 1 : 0) * 1000 + inner) / count);
  }

 private:
  // Takes a stream of bytes as the next text table, or unpacks it further.
  Result<void> offer(std::unique_ptr<ByteSource> source, std::string member) {
    member_ = std::move(member);
    for (int layer = 0; layer < 3; ++layer) {
      SHOUHOU_ASSIGN(std::string start, first_bytes(*source, 4096));
      const Form form = form_of(start);
      if (form == Form::empty) return {};
      const bool text = looks_like_text(start);
      source = std::make_unique<Rejoined>(std::move(start), std::move(source));
      if (form == Form::gzip) {
        source = gunzip(std::move(source));
        continue;
      }
      if (form == Form::old_office) {
        return fail(ErrorKind::invalid, "file.old_excel",
                    {"这是旧版 .xls 或加密的工作簿，请在 Excel/WPS 里另存为 .xlsx 或 .csv：" + shown(),
                     "This is an old .xls or an encrypted workbook; save it as .xlsx or .csv: " + shown()});
      }
      if (form == Form::zip) return offer_workbook(*source);
      if (!text) return not_a_table();
      auto csv = std::make_unique<CsvReader>(std::make_unique<TextSource>(std::move(source)));
      SHOUHOU_TRY(csv->begin());
      offered_ = std::move(csv);
      return {};
    }
    return not_a_table();
  }

  Result<void> offer_workbook(ByteSource& source) {
    SHOUHOU_ASSIGN(std::shared_ptr<LocalFile> file, unpack(source));
    SHOUHOU_ASSIGN(const ZipArchive inner, ZipArchive::open(file));
    if (!is_workbook(inner)) return not_a_table();
    SHOUHOU_ASSIGN(workbook_, XlsxReader::open(file));
    return {};
  }

  Result<bool> next_member(std::optional<Error>& unreadable) {
    if (!archive_) return false;
    while (next_member_ < archive_->members().size()) {
      const ZipMember& member = archive_->members()[next_member_++];
      if (of_no_interest(member)) continue;
      const Result<void> offered = offer_member(member);
      if (!offered && !may_stay_out(offered.error())) return forward(offered.error());
      if (!offered) unreadable = offered.error();
      return true;
    }
    return false;
  }

  Result<void> offer_member(const ZipMember& member) {
    member_ = member.name;
    SHOUHOU_ASSIGN(std::unique_ptr<ByteSource> source, archive_->read(member));
    return offer(std::move(source), member.name);
  }

  bool describe(ports::TableInfo& info) {
    csv_ = std::move(offered_);
    info.member = member_;
    info.delimiter = std::string(1, csv_->delimiter());
    info.form = csv_->delimiter() == '\t' ? "tsv" : "csv";
    info.encoding = csv_->encoding();
    return true;
  }

  std::string shown() const { return member_.empty() ? name_ : name_ + "/" + member_; }
  tl::unexpected<Error> not_a_table() const {
    return fail(ErrorKind::invalid, "file.not_a_table",
                {"不是表格文件（支持 CSV、TSV、XLSX 及其 zip、gz）：" + shown(),
                 "Not a table (CSV, TSV, XLSX, also in zip or gz): " + shown()});
  }

  std::shared_ptr<LocalFile> file_;
  std::string name_;
  std::string member_;
  std::unique_ptr<ZipArchive> archive_;
  std::size_t next_member_ = 0;
  std::unique_ptr<XlsxReader> workbook_;
  std::unique_ptr<CsvReader> offered_;
  std::unique_ptr<CsvReader> csv_;
};

Result<std::unique_ptr<ports::TableFile>> tables_in(std::shared_ptr<LocalFile> file,
                                                    const std::string& name) {
  auto tables = std::make_unique<Tables>(std::move(file), name);
  SHOUHOU_TRY(tables->begin());
  return std::unique_ptr<ports::TableFile>(std::move(tables));
}

}  // namespace

Result<std::unique_ptr<ports::TableFile>> TableFiles::open(const std::string& path, const std::string& name) {
  SHOUHOU_ASSIGN(std::shared_ptr<LocalFile> file, LocalFile::open(path));
  return tables_in(std::move(file), name);
}

Result<std::unique_ptr<ports::TableFile>> TableFiles::open_kept(std::shared_ptr<ports::BlobReader> file,
                                                                const std::string& name) {
  return tables_in(LocalFile::kept(std::move(file)), name);
}

}  // namespace shouhou::connect
