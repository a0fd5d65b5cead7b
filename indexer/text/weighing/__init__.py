"""What no rule is sure of is weighed by small trees."""
