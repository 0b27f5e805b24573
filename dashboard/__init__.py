"""The pages, and the stage that holds the live map."""
