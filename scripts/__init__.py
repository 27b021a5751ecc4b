"""What people start by hand; each file runs on a bare Python."""
