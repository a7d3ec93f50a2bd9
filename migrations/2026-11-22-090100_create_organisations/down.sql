DROP TABLE equated_days;
DROP TABLE team_areas;
DROP TABLE teams;
DROP TABLE organisations;
DROP TABLE areas;
