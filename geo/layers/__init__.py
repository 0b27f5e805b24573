"""folium layers, drawn from the same records in the app and in the exported map."""
