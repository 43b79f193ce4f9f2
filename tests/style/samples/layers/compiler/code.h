// Allowed by the door.
