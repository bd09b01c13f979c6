"""What pages are laid out with: frames, headers, side panes, and what stands at their feet."""
