"""What each finding is called, in both languages."""

from projections.findings.finding import FindingCode
from scenarios.report.terms import Term

FINDINGS: dict[FindingCode, Term] = {
    "UNCOVERED_CHARGE": Term("a charge that nothing covers", "tagihan tanpa dasar"),
    "SILENT_CONVERSION": Term("free became paid in silence", "gratis menjadi berbayar tanpa persetujuan"),
    "UNAUTHORISED_ACTIVATION": Term("activated without consent", "aktivasi tanpa persetujuan"),
    "BLOCKED_WHILE_DISPUTED": Term("limited while disputed", "diblokir selama keberatan"),
    "ISOLATED_TOO_EARLY": Term("isolated too early", "isolir terlalu dini"),
    "ISOLATED_WITHOUT_GROUND": Term("isolated without a ground", "isolir tanpa dasar"),
    "NOT_RECONNECTED": Term("not reconnected", "isolir tidak dibuka"),
    "TERMINATED_TOO_EARLY": Term("ended too early", "pencabutan terlalu dini"),
    "TERMINATED_WITHOUT_GROUND": Term("ended without a ground", "pencabutan tanpa dasar"),
    "BILLED_AFTER_TERMINATION": Term("billed after the end", "ditagih setelah berhenti"),
    "DOUBLE_CHARGE": Term("charged twice", "tagihan ganda"),
    "OVERCHARGED": Term("charged too much", "tagihan terlalu besar"),
    "UNDERCHARGED": Term("charged too little", "tagihan terlalu kecil"),
    "REFUND_EXCEEDS_PAYMENT": Term("more given back than was paid", "pengembalian melebihi pembayaran"),
    "REFUND_TOO_LATE": Term("given back too late", "pengembalian terlambat"),
    "REFUND_TO_WRONG_ACCOUNT": Term("given back to another account", "pengembalian ke rekening lain"),
    "EXCEEDS_PUBLISHED_WAIT": Term("longer than the wait published", "melebihi waktu tunggu yang diumumkan"),
    "MISROUTED_CONTACT": Term("a call sent elsewhere", "panggilan salah alih"),
    "BLACKLISTED_WITHOUT_GROUND": Term("blacklisted without a ground", "daftar hitam tanpa dasar"),
}
"""Findings, by the word that files write."""

RECORDED = Term("recorded", "tercatat")
ENTITLED = Term("by the rules", "menurut aturan")
BETWEEN = Term("between them", "selisih")
