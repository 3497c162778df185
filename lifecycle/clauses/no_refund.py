"""No refund: what is paid for and not used is not given back."""

from typing import Literal

from attrs import frozen


@frozen
class NoRefundTable:
    """``[no_refund]``: service that is not used is neither refunded nor prorated."""

    unused_service: Literal["not_refunded"]
