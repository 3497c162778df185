"""Stories: their files, their replay, and what people see of them."""
