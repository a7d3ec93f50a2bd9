DROP POLICY changed ON cases;
CREATE POLICY changed ON cases FOR UPDATE TO tandem_app
  USING (id = ANY ((SELECT guard.entered_cases())::uuid[]) OR guard.sees_case(id))
  WITH CHECK ((SELECT guard.role()) = 'supervisor' AND guard.sees_case(id));
DROP TABLE check_in_answers;
DROP TABLE check_ins;
DROP TABLE phase_changes;
DROP TABLE phase_proposals;
DROP TABLE incident_people;
DROP TABLE incidents;
SET ROLE tandem_guard;
DROP FUNCTION guard.moves_case(uuid, text, text);
SET ROLE tandem_owner;
