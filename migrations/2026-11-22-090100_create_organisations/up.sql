CREATE TABLE areas (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('municipality', 'district')),
  code text,
  parent_id uuid REFERENCES areas,
  source text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX areas_parent ON areas (parent_id);
COMMENT ON TABLE areas IS 'municipalities and districts of the region, with the dates on which they were valid';
COMMENT ON COLUMN areas.id IS 'plain: derived from the key';
COMMENT ON COLUMN areas.key IS 'plain: stable name in the reference data';
COMMENT ON COLUMN areas.name IS 'plain: name on the page';
COMMENT ON COLUMN areas.kind IS 'plain: municipality or district';
COMMENT ON COLUMN areas.code IS 'plain: code of Statistics Netherlands, or the letter of a district of Amsterdam';
COMMENT ON COLUMN areas.parent_id IS 'plain: the municipality of a district';
COMMENT ON COLUMN areas.source IS 'plain: where the record comes from';
COMMENT ON COLUMN areas.valid_from IS 'plain: first day';
COMMENT ON COLUMN areas.valid_until IS 'plain: last day';

CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL,
  tasks text[] NOT NULL,
  contact text NOT NULL,
  source text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
COMMENT ON TABLE organisations IS 'partner organisations of the region';
COMMENT ON COLUMN organisations.id IS 'plain: derived from the key';
COMMENT ON COLUMN organisations.key IS 'plain: stable name in the reference data';
COMMENT ON COLUMN organisations.name IS 'plain: name on the page';
COMMENT ON COLUMN organisations.kind IS 'plain: kind, decides which duo it may be part of';
COMMENT ON COLUMN organisations.tasks IS 'plain: tasks that its teams may have in a case';
COMMENT ON COLUMN organisations.contact IS 'plain: how another organisation reaches it';
COMMENT ON COLUMN organisations.source IS 'plain: where the record comes from';
COMMENT ON COLUMN organisations.valid_from IS 'plain: first day';
COMMENT ON COLUMN organisations.valid_until IS 'plain: last day';

CREATE TABLE teams (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisations,
  name text NOT NULL,
  source text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX teams_organisation ON teams (organisation_id);
COMMENT ON TABLE teams IS 'teams; a team, never a whole organisation, takes part in a case';
COMMENT ON COLUMN teams.id IS 'plain: derived from the key';
COMMENT ON COLUMN teams.key IS 'plain: stable name in the reference data';
COMMENT ON COLUMN teams.organisation_id IS 'plain: the organisation it belongs to';
COMMENT ON COLUMN teams.name IS 'plain: name on the page';
COMMENT ON COLUMN teams.source IS 'plain: where the record comes from';
COMMENT ON COLUMN teams.valid_from IS 'plain: first day';
COMMENT ON COLUMN teams.valid_until IS 'plain: last day';

CREATE TABLE team_areas (
  team_id uuid NOT NULL REFERENCES teams,
  area_id uuid NOT NULL REFERENCES areas,
  PRIMARY KEY (team_id, area_id)
);
CREATE INDEX team_areas_area ON team_areas (area_id);
COMMENT ON TABLE team_areas IS 'the working area of a team';
COMMENT ON COLUMN team_areas.team_id IS 'plain: the team';
COMMENT ON COLUMN team_areas.area_id IS 'plain: where it works';

CREATE TABLE equated_days (
  day date PRIMARY KEY,
  source text NOT NULL
);
COMMENT ON TABLE equated_days IS 'days that a decision equates with a public holiday (Algemene termijnenwet art. 3.3)';
COMMENT ON COLUMN equated_days.day IS 'plain: the day';
COMMENT ON COLUMN equated_days.source IS 'plain: the decision';

GRANT SELECT ON areas, organisations, teams, team_areas, equated_days TO tandem_app, tandem_guard;
