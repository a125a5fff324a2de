-- How far Meilisearch has come in the table of changes.
CREATE TABLE "search_index" (
    "uid" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "transaction_id" BIGINT NOT NULL,
    "row_id" BIGINT NOT NULL,
    "position_at" DOUBLE PRECISION NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "set_aside" JSONB NOT NULL DEFAULT '[]',
    "built_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_index_pkey" PRIMARY KEY ("uid")
);
