"""What a canvas can be handed out as: one file a format."""
