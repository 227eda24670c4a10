"""People who sign in, the roles they hold, and who may do what where."""
