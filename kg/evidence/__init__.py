"""Evidence: from annotations to statements, doubts and decisions, each with its words."""
