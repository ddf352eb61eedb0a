"""The database: schema, migrations, what is refused."""
