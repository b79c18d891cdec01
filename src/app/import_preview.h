// The first rows of a kept file, and what the desk takes its columns for: for the screen where a person
// checks or maps them before anything is imported.
#pragma once

#include "app/import_files.h"
#include "app/import_mappings.h"

namespace shouhou::app {

struct PreviewColumn {
  std::string header;
  std::string field;  // empty: not used
  std::vector<std::string> samples;
};
BOOST_DESCRIBE_STRUCT(PreviewColumn, (), (header, field, samples))

struct PreviewTable {
  std::string member;  // inside an archive or workbook
  std::string form;
  std::string encoding;
  bool recognised = false;
  bool unreadable = false;  // a member of an archive that is no table and stays out
  std::string kind;         // empty where it is not recognised
  std::string format;       // empty: by general names or a mapping
  std::string channel;
  std::string reason;  // why, or what is missing
  std::vector<PreviewColumn> columns;
  std::vector<std::vector<std::string>> rows;  // without the header
};
BOOST_DESCRIBE_STRUCT(PreviewTable, (),
                      (member, form, encoding, recognised, unreadable, kind, format, channel, reason, columns,
                       rows))

struct ImportPreview {
  std::vector<PreviewTable> tables;  // the first ten
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (), (tables))

struct PreviewImport {
  ImportId id;
  std::string kind = "auto";
  std::string format = "auto";
  std::string mapping;
};
BOOST_DESCRIBE_STRUCT(PreviewImport, (), (id, kind, format, mapping))

// Needs import_run; reads a file, so it belongs on a worker. Errors: import.not_found, blob.not_found, those
// of opening the file.
Result<ImportPreview> preview_import(const ImportServices& services, const ports::Actor& actor,
                                     const PreviewImport& query);

// What a mapping may use: kinds with their fields and the names those go by.
struct FieldInfo {
  std::string field;
  bool needed = false;             // a table without it cannot be imported
  std::vector<std::string> names;  // the usual headers
};
BOOST_DESCRIBE_STRUCT(FieldInfo, (), (field, needed, names))
struct KindInfo {
  std::string kind;
  std::string name;
  std::vector<std::string> one_of;  // at least one of these fields is needed
  std::vector<FieldInfo> fields;
};
BOOST_DESCRIBE_STRUCT(KindInfo, (), (kind, name, one_of, fields))
struct FormatInfo {
  std::string id;
  std::string name;
  std::string kind;
  std::string channel;
  std::string source;
  bool weak = false;
};
BOOST_DESCRIBE_STRUCT(FormatInfo, (), (id, name, kind, channel, source, weak))
struct ImportVocabulary {
  std::vector<KindInfo> kinds;
  std::vector<FormatInfo> formats;
};
BOOST_DESCRIBE_STRUCT(ImportVocabulary, (), (kinds, formats))
ImportVocabulary import_vocabulary(const ImportFormats& formats, Language language);

}  // namespace shouhou::app
