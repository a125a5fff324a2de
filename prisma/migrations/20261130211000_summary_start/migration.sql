-- What lists show of a summary stands in its first letters: fifty summaries of half a megabyte each would hold up the site.
ALTER TABLE "conversation" ADD COLUMN IF NOT EXISTS "summary_start" TEXT GENERATED ALWAYS AS (left("summary_html", 6000)) STORED;
