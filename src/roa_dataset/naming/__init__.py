"""From a name, in any spelling or script, to the entities that it may mean."""
