-- What must hold for every row, whoever writes it.

-- A slug keeps letters and digits of any script in lower case, joined by single hyphens, and is never four digits
-- alone: that is a year's address.
CREATE FUNCTION is_slug(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN value ~ '^[^[:space:][:cntrl:]A-Z!-,./:-@\[-`{-~]+$'
  AND value !~ '(^-|--|-$)'
  AND value !~ '^[0-9]{4}$'
  AND length(value) <= 200;

DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['series', 'conversation', 'person', 'theme', 'organisation', 'offering', 'news_item'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (is_slug(slug))', named, named || '_slug_form');
  END LOOP;
END $$;

-- At most one series is the one that the home page speaks of.
CREATE UNIQUE INDEX series_one_main ON series (main) WHERE main;
ALTER TABLE series
  ADD CONSTRAINT series_name_given CHECK (btrim(name) <> ''),
  ADD CONSTRAINT series_start_time_form CHECK (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT series_duration_positive CHECK (duration_minutes > 0);

ALTER TABLE conversation
  ADD CONSTRAINT conversation_title_given CHECK (btrim(title) <> ''),
  ADD CONSTRAINT conversation_precision CHECK (held_on_precision IN ('day', 'month')),
  ADD CONSTRAINT conversation_month_first CHECK (held_on_precision = 'day' OR extract(day FROM held_on) = 1);

ALTER TABLE person ADD CONSTRAINT person_name_given CHECK (btrim(name) <> '');
ALTER TABLE theme ADD CONSTRAINT theme_name_given CHECK (btrim(name) <> '');
ALTER TABLE organisation ADD CONSTRAINT organisation_name_given CHECK (btrim(name) <> '');

ALTER TABLE appearance ADD CONSTRAINT appearance_position CHECK (position >= 0);

ALTER TABLE recording
  ADD CONSTRAINT recording_available CHECK ((availability = 'here') = (address IS NOT NULL OR file_key IS NOT NULL)),
  ADD CONSTRAINT recording_address_form CHECK (address ~ '^https?://'),
  ADD CONSTRAINT recording_duration_positive CHECK (duration_seconds > 0),
  ADD CONSTRAINT recording_file_whole CHECK (
    (file_key IS NULL AND bytes IS NULL AND sha256 IS NULL)
    OR (file_key IS NOT NULL AND file_name IS NOT NULL AND media_type IS NOT NULL AND bytes >= 0 AND sha256 ~ '^[0-9a-f]{64}$')
  );
ALTER TABLE chapter ADD CONSTRAINT chapter_start CHECK (start_seconds >= 0);
ALTER TABLE cue ADD CONSTRAINT cue_ends_after_start CHECK (start_seconds >= 0 AND end_seconds >= start_seconds);

ALTER TABLE document
  ADD CONSTRAINT document_has_one_home CHECK (num_nonnulls(conversation_id, offering_id) = 1),
  ADD CONSTRAINT document_title_given CHECK (btrim(title) <> ''),
  ADD CONSTRAINT document_available CHECK ((availability = 'here') = (address IS NOT NULL OR file_key IS NOT NULL OR html IS NOT NULL)),
  ADD CONSTRAINT document_address_form CHECK (address ~ '^https?://'),
  ADD CONSTRAINT document_pages_positive CHECK (pages > 0),
  ADD CONSTRAINT document_file_whole CHECK (
    (file_key IS NULL AND bytes IS NULL AND sha256 IS NULL)
    OR (file_key IS NOT NULL AND file_name IS NOT NULL AND media_type IS NOT NULL AND bytes >= 0 AND sha256 ~ '^[0-9a-f]{64}$')
  );

ALTER TABLE offering
  ADD CONSTRAINT offering_title_given CHECK (btrim(title) <> ''),
  ADD CONSTRAINT offering_price_with_currency CHECK (
    (num_nonnulls(price_amount, standard_amount, block_amount) > 0) = (price_currency IS NOT NULL)
  ),
  ADD CONSTRAINT offering_currency_form CHECK (price_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT offering_amounts CHECK (price_amount >= 0 AND standard_amount >= 0 AND block_amount >= 0),
  ADD CONSTRAINT offering_block_whole CHECK ((block_places IS NULL) = (block_amount IS NULL) AND block_places > 0),
  ADD CONSTRAINT offering_cpd_positive CHECK (cpd_hours > 0),
  ADD CONSTRAINT offering_booking_address CHECK ((booking_kind IN ('link', 'email')) = (booking_address IS NOT NULL));
ALTER TABLE offering_session ADD CONSTRAINT session_ends_after_start CHECK (ends_at IS NULL OR (starts_at IS NOT NULL AND ends_at > starts_at));
ALTER TABLE enquiry ADD CONSTRAINT enquiry_delegates_positive CHECK (delegates > 0);

ALTER TABLE redirect
  ADD CONSTRAINT redirect_paths CHECK (from_path ~ '^/[^/\\]' AND to_path ~ '^/([^/\\]|$)' AND from_path <> to_path);
ALTER TABLE daily_count ADD CONSTRAINT daily_count_positive CHECK (count >= 0);
