/** An import from its upload to its end, and who carries it on. */
export type ImportsTable = {
  id: string;
  state: string;
  file_name: string;
  /** PostgreSQL answers a bigint as text. */
  bytes: number | string;
  /** JSON, as are summary, refusal, progress and confirmation. */
  options: string;
  /** Which stores whoever handed it in may write; null: all. */
  limits: string | null;
  /** Grows each time that the file is looked at anew. */
  generation: number;
  summary: string | null;
  refusal: string | null;
  progress: string | null;
  confirmation: string | null;
  operation: string | null;
  /** Who carries it on, and until when nobody else does. */
  node: string | null;
  lease_until: string | null;
  created_at: string;
  updated_at: string;
  expires_at: string;
  by_kind: string;
  by_name: string;
};

/** The file in pieces of one size, in base64: both engines carry text, and so does the copy between them. */
export type ImportBytesTable = { import_id: string; number: number; base64: string };

/** Records of one kind that were judged, some hundred a row, as JSON. */
export type ImportPagesTable = {
  import_id: string;
  /** Sorts as pages are shown: see pages.ts. */
  shelf: string;
  number: number;
  size: number;
  rows: string;
};

/** What the columns of a header were read as last. */
export type ImportMappingsTable = { signature: string; mapping: string; at: string };

export type GeocodedAddressesTable = {
  address: string;
  longitude: number;
  latitude: number;
  datum: string;
  source: string;
  /** From 0 to 1. */
  confidence: number;
  at: string;
};

/** Questions to a service on a day, in UTC. */
export type GeocoderUseTable = { source: string; day: string; questions: number };

export type ImportTables = {
  geocoded_addresses: GeocodedAddressesTable;
  geocoder_use: GeocoderUseTable;
  imports: ImportsTable;
  import_bytes: ImportBytesTable;
  import_pages: ImportPagesTable;
  import_mappings: ImportMappingsTable;
};
