"""What is kept of calls: asked at the first import of usage, changed and purged later."""
