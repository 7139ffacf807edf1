"""From a built site to what readers see: a plan from what the host has to what it shall have, and its execution."""
