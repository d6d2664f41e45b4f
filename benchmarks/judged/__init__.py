"""What people who read both sides say of what is told of real files."""
