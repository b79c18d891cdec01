-- Cases are ranked anew in the order of the queue. What was under way in another order begins again.
-- PostgreSQL; SQLite beside it.
ALTER TABLE reranking ADD COLUMN after_due BIGINT NOT NULL DEFAULT 0;
UPDATE reranking SET rules = '' WHERE finished_at IS NULL;
