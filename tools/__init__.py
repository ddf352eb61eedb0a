"""What developers run besides the tests: pictures, and the tables in the documents."""
