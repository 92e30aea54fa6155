"""What a canvas can be handed out as, and come in by: one file a format."""
