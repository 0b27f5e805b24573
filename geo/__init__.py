"""Records, store, held areas, front lines, map layers and exports."""
