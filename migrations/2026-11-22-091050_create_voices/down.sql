DROP TABLE safe_contacts;
DROP TABLE red_flag_entries;
DROP TABLE red_flags;
DROP TABLE joint_meetings;
DROP TABLE terror_suspicions;
