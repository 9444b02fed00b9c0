// Tables of access, as Kysely sees them. Secrets are here as hashes only.

export type UsersTable = {
  id: string;
  /** As it is shown. */
  name: string;
  /** As it is looked for: unique, letters' case and width apart. */
  folded_name: string;
  role: string;
  /** Limits as JSON; null: every store. */
  limits: string | null;
  /** PHC string of the password. */
  password: string;
  created_at: string;
  signed_in_at: string | null;
};

export type SessionsTable = { hash: string; user_id: string; created_at: string; used_at: string };

export type ApiKeysTable = {
  id: string;
  name: string;
  /** Permissions as a JSON array. */
  scopes: string;
  limits: string | null;
  requests_per_minute: number | null;
  created_at: string;
  expires_at: string | null;
  used_at: string | null;
};

/** A key has one secret, and two while it is rotated. */
export type ApiKeySecretsTable = {
  hash: string;
  key_id: string;
  prefix: string;
  created_at: string;
  expires_at: string | null;
};

/** Failed tries to sign in by what they were made at: an account or an address, hashed. */
export type SignInFailuresTable = { subject: string; failures: number; at: string; until: string };

export type FirstAdminTokensTable = { hash: string; expires_at: string };

/** Decisions that no table keeps every version of. */
export type AuditTable = {
  id: string;
  at: string;
  by_kind: string;
  by_name: string;
  action: string;
  subject: string;
  /** JSON; null: the action says it all. */
  detail: string | null;
};

export type AccessTables = {
  users: UsersTable;
  sessions: SessionsTable;
  api_keys: ApiKeysTable;
  api_key_secrets: ApiKeySecretsTable;
  sign_in_failures: SignInFailuresTable;
  first_admin_tokens: FirstAdminTokensTable;
  audit: AuditTable;
};
