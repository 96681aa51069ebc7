"""Closed judgments (不公开裁判文书): of what class, who may read them, and what others are told."""
