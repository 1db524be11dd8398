"""Small reference tables: facts, each with its source. A key is what the API and the database carry."""
