"""The glossary: the field's English and Indonesian terms, side by side wherever a person reads them."""

from typing import NamedTuple

from lifecycle.sentence import said


class Term(NamedTuple):
    """One thing in both languages."""

    english: str
    indonesian: str

    def __str__(self) -> str:
        return f"{self.english} · {self.indonesian}" if self.english != self.indonesian else self.english


class Alone(NamedTuple):
    """A term of which text outputs write the English alone."""

    term: Term

    def __str__(self) -> str:
        return self.term.english


STATES = {
    "active": Term("active", "aktif"),
    "warned": Term("warned", "peringatan"),
    "isolated": Term("isolated", "isolir"),
    "blocked": Term("blocked", "blokir"),
    "cancellation_pending": Term("cancellation pending", "proses berhenti"),
    "terminated": Term("terminated", "pencabutan"),
    "not_active": Term("not active", "belum aktif"),
    "not_applicable": Term("not applicable", "tidak berlaku"),
}
"""States of a subscription."""

KEYS = {
    "state": Term("state", "status"),
    "principal": Term("principal", "pokok tagihan"),
    "late_fee": Term("late fee", "denda keterlambatan"),
    "late_fees_charged": Term("late fees charged", "denda yang dikenakan"),
    "payable": Term("payable", "total tagihan"),
    "balance": Term("balance", "saldo"),
    "credit": Term("credit", "kredit"),
    "deposit": Term("deposit", "deposit"),
    "termination_fee": Term("termination fee", "biaya terminasi"),
    "penalty": Term("penalty", "penalti"),
    "device_charge": Term("device charge", "biaya perangkat"),
    "charges": Term("charges", "banyaknya tagihan"),
    "total_charged": Term("total charged", "jumlah ditagihkan"),
    "isolated_since": Term("isolated since", "isolir sejak"),
    "terminable_from": Term("terminable from", "dapat diakhiri sejak"),
    "next_termination": Term("next termination", "pencabutan berikutnya"),
    "terminated_at": Term("terminated at", "berakhir pada"),
    "blacklist_eligible": Term("blacklist eligible", "dapat masuk daftar hitam"),
    "blacklisted": Term("blacklisted", "masuk daftar hitam"),
    "dispute": Term("dispute", "keberatan"),
    "suspense": Term("suspense", "tagihan ditangguhkan"),
    "package_open": Term("package open", "tagihan paket"),
    "refund": Term("refund", "pengembalian dana"),
    "route": Term("route", "pengalihan"),
    "findings": Term("findings", "temuan"),
    "findings_include": Term("findings include", "temuan antara lain"),
    "events": Term("events", "peristiwa"),
    "events_visible_to_customer": Term("events visible to customer", "peristiwa yang dilihat pelanggan"),
}
"""What a story may ask, by the word that files write."""

EVENTS = {
    "activated": Term("activated", "aktivasi"),
    "billed": Term("billed", "tagihan"),
    "demanded": Term("demanded", "penagihan"),
    "adjusted": Term("adjusted", "penyesuaian"),
    "due-date-moved": Term("due date moved", "jatuh tempo diubah"),
    "charged": Term("charged", "penagihan di muka"),
    "charge-credited": Term("charge credited", "dikreditkan kembali"),
    "paid": Term("paid", "pembayaran"),
    "payment-reversed": Term("payment reversed", "pembayaran dibatalkan"),
    "refunded": Term("refunded", "pengembalian dana"),
    "warned": Term("warned", "peringatan"),
    "warning-lifted": Term("warning lifted", "peringatan dicabut"),
    "isolated": Term("isolated", "isolir"),
    "reconnected": Term("reconnected", "buka isolir"),
    "blocked": Term("blocked", "blokir"),
    "unblocked": Term("unblocked", "buka blokir"),
    "downgraded": Term("downgraded", "penurunan layanan"),
    "plan-changed": Term("plan changed", "perubahan paket"),
    "terminated": Term("terminated", "pencabutan"),
    "device-returned": Term("device returned", "pengembalian perangkat"),
    "cancellation-requested": Term("cancellation requested", "permohonan berhenti"),
    "documents-verified": Term("documents verified", "verifikasi dokumen"),
    "cancellation-confirmed": Term("cancellation confirmed", "konfirmasi berhenti"),
    "resale-alleged": Term("resale alleged", "dugaan jual kembali"),
    "resale-proven": Term("resale proven", "jual kembali terbukti"),
    "blacklisted": Term("blacklisted", "daftar hitam"),
    "package-activated": Term("package activated", "aktivasi paket"),
    "package-deactivated": Term("package deactivated", "penghentian paket"),
    "dispute-opened": Term("dispute opened", "keberatan"),
    "dispute-noted": Term("dispute noted", "catatan keberatan"),
    "dispute-resolved": Term("dispute resolved", "putusan keberatan"),
    "visibility-changed": Term("visibility changed", "tampilan diubah"),
    "order-placed": Term("order placed", "pemesanan"),
    "order-processed": Term("order processed", "pesanan diproses"),
    "order-activated": Term("order activated", "pesanan aktif"),
    "order-cancelled": Term("order cancelled", "pesanan dibatalkan"),
    "order-failed": Term("order failed", "pesanan gagal"),
    "refund-requested": Term("refund requested", "permohonan pengembalian"),
    "converted-to-deposit": Term("converted to deposit", "menjadi deposit"),
    "voucher-prepared": Term("voucher prepared", "voucher disiapkan"),
    "transfer-sent": Term("transfer sent", "transfer dikirim"),
    "contacted": Term("contacted", "kontak"),
    "letter-sent": Term("letter sent", "surat dikirim"),
}
"""Events, by the word that files write."""

ENDED_BY_CUSTOMER = Term("terminated", "berhenti berlangganan")
"""The customer's own ending has a word of its own."""

ENDED_WITHOUT_FAULT = Term("terminated", "penghentian layanan")
"""So has the provider's where the customer is without fault: nothing is withdrawn as a sanction (*pencabutan*)."""

OPENED = Term("opening", "pembukaan")
"""The opening of a story that does not tell since when the subscription is active."""

PRECISIONS = {
    "day": Term("known to the day", "diketahui sampai harinya"),
    "month": Term("known to the month", "diketahui sampai bulannya"),
    "unknown": Term("instant unknown", "waktunya tidak diketahui"),
}
"""How exactly an instant is known, where it is not known exactly (G11)."""

INFERRED = Term("inferred", "disimpulkan")

OURS = Term("a policy of ours, not a clause of theirs", "kebijakan kami, bukan ketentuan mereka")
"""Said of a measure that no terms of the provider's contain."""

MONTH = Term("Month", "Bulan")
OPENING = Term("Opening", "Saldo awal")
CHARGES = Term("+ Charges", "Tagihan")
CREDIT_NOTES = Term("− Credited", "Nota kredit")
FEES = Term("+ Fees", "Denda")
PAYMENTS = Term("− Payments", "Pembayaran")
REFUNDS = Term("+ Refunds", "Pengembalian")
SUSPENSE = Term("− Suspense", "Ditangguhkan")
CLOSING = Term("= Closing", "Saldo akhir")
CREDIT = Term("Credit", "Kredit")
DEPOSITED = Term("+ To deposit", "Ke deposit")
DEPOSIT = Term("Deposit", "Deposit")
NARROW = {
    OPENING: Term("Opening", "Awal"),
    REFUNDS: Term("+ Refunds", "Kembali"),
    DEPOSITED: Term("+ To dep.", "Ke dep."),
    CLOSING: Term("= Closing", "Akhir"),
}
"""The heads that are shorter where the page is narrow."""
STATE = Term("State", "Status")

ASKED = Term("Asked", "Ditagih")
OWED = Term("Owed", "Terutang")
ASKED_BALANCE = Term("Balance asked", "Saldo ditagih")
OWED_BALANCE = Term("Balance owed", "Saldo terutang")
DIFFERENCE = Term("In dispute", "Sengketa")
FAIR = Term("If fair", "Jika adil")
HELD = Term("Suspense", "Ditangguhkan")
RECORDED_STATE = Term("Recorded", "Tercatat")
RULES_STATE = Term("By the rules", "Menurut aturan")

AUTHORITIES = {
    "own_terms": said("the provider's own terms"),
    "own_procedure": said("the provider's own procedure"),
    "third_party": said("a third party's account"),
    "evidence": said("evidence, not the provider's own terms"),
    "invented": said("invented, an example"),
}
"""On whose word a rule book rests."""


def ending(by: str, reason: str) -> Term:
    """What the end of a subscription is called, by who ended it and why."""
    if by == "customer":
        return ENDED_BY_CUSTOMER
    return ENDED_WITHOUT_FAULT if reason == "no_fault" else EVENTS["terminated"]


def state(word: object, by: str | None = None, reason: str = "") -> Term:
    """A state's term, an end's by who ended it and why; a word that the glossary lacks stands for itself."""
    if word == "terminated" and by is not None:
        return ending(by, reason)
    return STATES.get(str(word), Term(str(word), str(word)))
