DROP TABLE task_completions;
DROP TABLE tasks;
