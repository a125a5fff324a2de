-- The table of changes: triggers write what changed, once a statement, in the transaction that changed it, and wake
-- whoever listens. A reader takes rows only up to the oldest transaction still open (pg_snapshot_xmin), so it skips none.

CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := TG_ARGV[0];
  reference text := TG_ARGV[1]; -- an expression over the changed row, named "touched"
  joined text := coalesce(TG_ARGV[2], '');
  rows_changed text := CASE TG_OP
    WHEN 'INSERT' THEN 'new_rows'
    WHEN 'DELETE' THEN 'old_rows'
    ELSE '(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows)'
  END;
  recorded bigint;
BEGIN
  EXECUTE format(
    'INSERT INTO change (entity_kind, entity_id) SELECT DISTINCT %L, %s FROM %s AS touched %s WHERE %s IS NOT NULL',
    kind, reference, rows_changed, joined, reference
  );
  -- EXECUTE leaves FOUND as it was.
  GET DIAGNOSTICS recorded = ROW_COUNT;
  IF recorded > 0 THEN
    PERFORM pg_notify('archive_changes', '');
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION watch_changes(watched text, kind text, reference text, joined text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  arguments text := format('%L, %L, %L', kind, reference, joined);
  name text := format('%s_changes_%s', watched, kind);
BEGIN
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_change(%s)', name || '_insert', watched, arguments);
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_change(%s)', name || '_update', watched, arguments);
  EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_change(%s)', name || '_delete', watched, arguments);
END $$;

SELECT watch_changes('conversation', 'conversation', 'touched.id');
SELECT watch_changes('appearance', 'conversation', 'touched.conversation_id');
-- Another kind than 'person': a name that changed concerns every conversation of its bearer, this does not.
SELECT watch_changes('appearance', 'appearances', 'touched.person_id');
SELECT watch_changes('conversation_theme', 'conversation', 'touched.conversation_id');
SELECT watch_changes('conversation_theme', 'theme', 'touched.theme_id');
SELECT watch_changes('recording', 'conversation', 'touched.conversation_id');
SELECT watch_changes('chapter', 'conversation', 'recording.conversation_id', 'JOIN recording ON recording.id = touched.recording_id');
SELECT watch_changes('caption_track', 'conversation', 'recording.conversation_id', 'JOIN recording ON recording.id = touched.recording_id');
SELECT watch_changes('cue', 'conversation', 'recording.conversation_id', 'JOIN caption_track ON caption_track.id = touched.track_id JOIN recording ON recording.id = caption_track.recording_id');
SELECT watch_changes('document', 'conversation', 'touched.conversation_id');
SELECT watch_changes('document', 'offering', 'touched.offering_id');
SELECT watch_changes('person', 'person', 'touched.id');
SELECT watch_changes('theme', 'theme', 'touched.id');
SELECT watch_changes('organisation', 'organisation', 'touched.id');
SELECT watch_changes('series', 'series', 'touched.id');
SELECT watch_changes('offering', 'offering', 'touched.id');
SELECT watch_changes('offering_session', 'offering', 'touched.offering_id');
SELECT watch_changes('facilitator', 'offering', 'touched.offering_id');
SELECT watch_changes('facilitator', 'person', 'touched.person_id');
SELECT watch_changes('offering_theme', 'offering', 'touched.offering_id');
SELECT watch_changes('offering_theme', 'theme', 'touched.theme_id');
SELECT watch_changes('news_item', 'news', 'touched.id');

DROP FUNCTION watch_changes;
