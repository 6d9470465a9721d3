DROP TABLE subscription;
DROP TABLE busy_time;
DROP TABLE availability_window;
DROP TABLE availability;
