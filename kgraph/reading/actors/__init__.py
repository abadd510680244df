"""Who: finding mentions, and settling which actor each of them is."""
