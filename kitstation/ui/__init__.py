"""The Qt interface: what a technician sees, hears and touches."""
