-- name: schema_migration.all
SELECT version, name, checksum FROM schema_migration ORDER BY version;

-- name: schema_migration.add
INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES (:version, :name, :checksum, :applied_at);
