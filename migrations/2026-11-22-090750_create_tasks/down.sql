DROP TABLE task_completions;
DROP TABLE task_turns;
DROP TABLE tasks;
