"""An evidence map of North Korean workers sent abroad."""
