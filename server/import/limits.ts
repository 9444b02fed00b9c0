// What a file may be at most. Every reader keeps to these while it reads, so that memory stays flat whatever is sent.

export const LIMITS = {
  /** Columns of a table; Excel itself ends at 16,384. */
  columns: 512,
  /** Characters of a cell: Excel's own limit. */
  cell: 32_767,
  /** Characters of a record, whatever it is written in. */
  record: 1_000_000,
  /** Levels of brackets in JSON. */
  depth: 64,
  records: 2_000_000,
  /** What the parts of an XLSX may be unpacked to, in bytes. */
  unpacked: 2_000_000_000,
  /** How much larger than itself a part of an XLSX may become; tables of repeated cells reach 60. */
  unpackRatio: 250,
  /** Distinct texts that an XLSX keeps in one place: characters of all of them. */
  sharedText: 100_000_000,
  sheets: 200,
} as const;

/** Records that are handled together, before others get their turn. */
export const BATCH = 500;
