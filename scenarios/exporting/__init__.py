"""What a store holds, for the tools of the trade: events as rows, accounts as journals."""
