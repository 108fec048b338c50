"""The page that needs no server: one file to hand over, or a folder of linked pages."""
