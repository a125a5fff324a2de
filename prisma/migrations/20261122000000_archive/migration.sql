-- Trigram indexes: a name that is nearly another one.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('day', 'month', 'year');

-- CreateEnum
CREATE TYPE "PublicationStatus" AS ENUM ('draft', 'scheduled', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "AppearanceRole" AS ENUM ('speaker', 'host', 'facilitator');

-- CreateEnum
CREATE TYPE "Availability" AS ENUM ('here', 'elsewhere', 'unpublished');

-- CreateEnum
CREATE TYPE "RecordingKind" AS ENUM ('audio', 'video');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('insights', 'slides', 'transcript', 'handout');

-- CreateEnum
CREATE TYPE "OfferingKind" AS ENUM ('course', 'workshop', 'webinar_series', 'symposium', 'programme', 'bespoke');

-- CreateEnum
CREATE TYPE "MeetingMode" AS ENUM ('online', 'in_person', 'hybrid');

-- CreateEnum
CREATE TYPE "BookingKind" AS ENUM ('none', 'link', 'email', 'enquiry');

-- CreateEnum
CREATE TYPE "Measure" AS ENUM ('view', 'play', 'download', 'failed_search');

-- CreateTable
CREATE TABLE "series" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "description_html" TEXT NOT NULL DEFAULT '',
    "main" BOOLEAN NOT NULL DEFAULT false,
    "recurrence_rule" TEXT,
    "start_time" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/London',
    "duration_minutes" INTEGER,
    "organisation_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "source_id" TEXT,
    "series_id" INTEGER NOT NULL,
    "title" TEXT,
    "held_on" DATE NOT NULL,
    "held_on_precision" "DatePrecision" NOT NULL DEFAULT 'month',
    "starts_at" TIMESTAMPTZ(3),
    "summary" TEXT NOT NULL DEFAULT '',
    "summary_html" TEXT NOT NULL DEFAULT '',
    "language" TEXT,
    "status" "PublicationStatus" NOT NULL DEFAULT 'published',
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "source_id" TEXT,
    "name" TEXT NOT NULL,
    "sort_name" TEXT NOT NULL,
    "honorific" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "bio" TEXT NOT NULL DEFAULT '',
    "bio_html" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appearance" (
    "id" SERIAL NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" "AppearanceRole" NOT NULL DEFAULT 'speaker',
    "affiliation" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,

    CONSTRAINT "appearance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "description" TEXT NOT NULL DEFAULT '',
    "description_html" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_theme" (
    "conversation_id" INTEGER NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "conversation_theme_pkey" PRIMARY KEY ("conversation_id","theme_id")
);

-- CreateTable
CREATE TABLE "recording" (
    "id" SERIAL NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "availability" "Availability" NOT NULL DEFAULT 'here',
    "kind" "RecordingKind" NOT NULL DEFAULT 'video',
    "address" TEXT,
    "file_key" TEXT,
    "file_name" TEXT,
    "media_type" TEXT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "poster_key" TEXT,
    "duration_seconds" DOUBLE PRECISION,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chapter" (
    "id" SERIAL NOT NULL,
    "recording_id" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "chapter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "caption_track" (
    "id" SERIAL NOT NULL,
    "recording_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "label" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "caption_track_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cue" (
    "track_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION NOT NULL,
    "end_seconds" DOUBLE PRECISION NOT NULL,
    "speaker" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "cue_pkey" PRIMARY KEY ("track_id","position")
);

-- CreateTable
CREATE TABLE "document" (
    "id" SERIAL NOT NULL,
    "conversation_id" INTEGER,
    "offering_id" INTEGER,
    "position" INTEGER NOT NULL,
    "availability" "Availability" NOT NULL DEFAULT 'here',
    "kind" "DocumentKind" NOT NULL,
    "title" TEXT NOT NULL,
    "address" TEXT,
    "file_key" TEXT,
    "file_name" TEXT,
    "media_type" TEXT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "pages" INTEGER,
    "language" TEXT,
    "html" TEXT,
    "text" TEXT,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "source_id" TEXT,
    "name" TEXT NOT NULL,
    "parent" TEXT,
    "contact" TEXT,
    "address" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "description_html" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offering" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "source_id" TEXT,
    "organisation_id" INTEGER NOT NULL,
    "kind" "OfferingKind" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "summary_html" TEXT NOT NULL DEFAULT '',
    "audience" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "price_amount" DECIMAL(10,2),
    "price_currency" CHAR(3),
    "standard_amount" DECIMAL(10,2),
    "block_places" INTEGER,
    "block_amount" DECIMAL(10,2),
    "cpd_hours" DECIMAL(5,2),
    "certificate" TEXT,
    "requirements" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "components" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "commitments" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "booking_kind" "BookingKind" NOT NULL DEFAULT 'none',
    "booking_address" TEXT,
    "status" "PublicationStatus" NOT NULL DEFAULT 'published',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offering_session" (
    "id" SERIAL NOT NULL,
    "offering_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "held_on" DATE NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "mode" "MeetingMode",
    "place" TEXT,
    "problem" TEXT,

    CONSTRAINT "offering_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facilitator" (
    "offering_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,

    CONSTRAINT "facilitator_pkey" PRIMARY KEY ("offering_id","person_id")
);

-- CreateTable
CREATE TABLE "offering_theme" (
    "offering_id" INTEGER NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "offering_theme_pkey" PRIMARY KEY ("offering_id","theme_id")
);

-- CreateTable
CREATE TABLE "enquiry" (
    "id" SERIAL NOT NULL,
    "offering_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "delegates" INTEGER,
    "message" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_item" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "source_id" TEXT,
    "organisation_id" INTEGER,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "body_html" TEXT NOT NULL DEFAULT '',
    "address" TEXT,
    "dated_on" DATE NOT NULL,
    "dated_precision" "DatePrecision" NOT NULL DEFAULT 'day',
    "status" "PublicationStatus" NOT NULL DEFAULT 'published',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "news_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redirect" (
    "from_path" TEXT NOT NULL,
    "to_path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redirect_pkey" PRIMARY KEY ("from_path")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "entity_kind" TEXT NOT NULL,
    "entity_id" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" SERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_kind" TEXT,
    "entity_id" INTEGER,
    "details" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "daily_count" (
    "day" DATE NOT NULL,
    "measure" "Measure" NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "daily_count_pkey" PRIMARY KEY ("day","measure","subject")
);

-- CreateTable
CREATE TABLE "change" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    "entity_kind" TEXT NOT NULL,
    "entity_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "series_slug_key" ON "series"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_slug_key" ON "conversation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_source_id_key" ON "conversation"("source_id");

-- CreateIndex
CREATE INDEX "conversation_series_id_held_on_idx" ON "conversation"("series_id", "held_on");

-- CreateIndex
CREATE INDEX "conversation_held_on_idx" ON "conversation"("held_on");

-- CreateIndex
CREATE UNIQUE INDEX "person_slug_key" ON "person"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "person_source_id_key" ON "person"("source_id");

-- CreateIndex
CREATE INDEX "person_sort_name_idx" ON "person"("sort_name");

-- CreateIndex
CREATE INDEX "person_name_idx" ON "person" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "appearance_person_id_idx" ON "appearance"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "appearance_conversation_id_person_id_role_key" ON "appearance"("conversation_id", "person_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "theme_slug_key" ON "theme"("slug");

-- CreateIndex
CREATE INDEX "conversation_theme_theme_id_idx" ON "conversation_theme"("theme_id");

-- CreateIndex
CREATE INDEX "recording_file_key_idx" ON "recording"("file_key");

-- CreateIndex
CREATE UNIQUE INDEX "recording_conversation_id_position_key" ON "recording"("conversation_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "chapter_recording_id_start_seconds_key" ON "chapter"("recording_id", "start_seconds");

-- CreateIndex
CREATE UNIQUE INDEX "caption_track_recording_id_position_key" ON "caption_track"("recording_id", "position");

-- CreateIndex
CREATE INDEX "document_conversation_id_idx" ON "document"("conversation_id");

-- CreateIndex
CREATE INDEX "document_offering_id_idx" ON "document"("offering_id");

-- CreateIndex
CREATE INDEX "document_file_key_idx" ON "document"("file_key");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_source_id_key" ON "organisation"("source_id");

-- CreateIndex
CREATE UNIQUE INDEX "offering_slug_key" ON "offering"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "offering_source_id_key" ON "offering"("source_id");

-- CreateIndex
CREATE INDEX "offering_organisation_id_idx" ON "offering"("organisation_id");

-- CreateIndex
CREATE INDEX "offering_session_held_on_idx" ON "offering_session"("held_on");

-- CreateIndex
CREATE UNIQUE INDEX "offering_session_offering_id_position_key" ON "offering_session"("offering_id", "position");

-- CreateIndex
CREATE INDEX "facilitator_person_id_idx" ON "facilitator"("person_id");

-- CreateIndex
CREATE INDEX "offering_theme_theme_id_idx" ON "offering_theme"("theme_id");

-- CreateIndex
CREATE INDEX "enquiry_offering_id_idx" ON "enquiry"("offering_id");

-- CreateIndex
CREATE UNIQUE INDEX "news_item_slug_key" ON "news_item"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "news_item_source_id_key" ON "news_item"("source_id");

-- CreateIndex
CREATE INDEX "news_item_dated_on_idx" ON "news_item"("dated_on");

-- CreateIndex
CREATE INDEX "revision_entity_kind_entity_id_idx" ON "revision"("entity_kind", "entity_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "change_transaction_id_id_idx" ON "change"("transaction_id", "id");

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_theme" ADD CONSTRAINT "conversation_theme_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_theme" ADD CONSTRAINT "conversation_theme_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording" ADD CONSTRAINT "recording_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chapter" ADD CONSTRAINT "chapter_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caption_track" ADD CONSTRAINT "caption_track_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cue" ADD CONSTRAINT "cue_track_id_fkey" FOREIGN KEY ("track_id") REFERENCES "caption_track"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering" ADD CONSTRAINT "offering_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering_session" ADD CONSTRAINT "offering_session_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facilitator" ADD CONSTRAINT "facilitator_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facilitator" ADD CONSTRAINT "facilitator_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering_theme" ADD CONSTRAINT "offering_theme_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offering_theme" ADD CONSTRAINT "offering_theme_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_item" ADD CONSTRAINT "news_item_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

