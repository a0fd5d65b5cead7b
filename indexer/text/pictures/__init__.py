"""What stands under a picture and who made it: how captions and credits are worded, where they begin and end."""
