"""What a customer may ask back: overpayments and given-up orders, the requests for them, and their transfers."""
