"""Small reference tables, each with its source. A key is what the API and the database carry."""
