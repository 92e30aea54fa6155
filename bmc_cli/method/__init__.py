"""What the method asks of a canvas: the rules of the check, and the story."""
