-- Cases are ranked anew in the order of the queue. What was under way in another order begins again.
-- SQLite; PostgreSQL beside it.
ALTER TABLE reranking ADD COLUMN after_due BIGINT NOT NULL DEFAULT 0;
UPDATE reranking SET rules = '' WHERE finished_at IS NULL;

-- A page of the whole queue is one stretch of this index: it holds all that a row shows (and `live`, without which
-- SQLite looks into the row all the same). Rows themselves lie in the order in which cases were opened, so that a
-- page far down met a page of the file for each of its rows.
DROP INDEX case_due;
CREATE INDEX case_due ON cases (shop_id, due, id, live, number, version, channel, step, status, issue, issue_class,
  mood, assignee, subject, buyer_label, opened, next_deadline, next_clock, reasons, tags) WHERE live = 1;
