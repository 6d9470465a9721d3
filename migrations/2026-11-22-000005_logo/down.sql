DROP TABLE organisation_logo;
