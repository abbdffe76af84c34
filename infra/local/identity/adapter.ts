import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';

export interface IdentityStore {
  database: DatabaseSync;
  /** The provider's storage of one realm and one of its models. */
  adapter(realm: string, model: string): Adapter;
  close(): void;
}

/** Sessions, grants and tokens in one SQLite file, or in memory without one. */
export const openIdentityStore = (file: string | undefined): IdentityStore => {
  const database = new DatabaseSync(file ?? ':memory:');
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS model (
      kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
      grant_id TEXT, uid TEXT, expires_at INTEGER,
      PRIMARY KEY (kind, id)
    );
    CREATE INDEX IF NOT EXISTS model_grant ON model (grant_id);
    CREATE INDEX IF NOT EXISTS model_uid ON model (kind, uid);
  `);
  const now = () => Math.floor(Date.now() / 1000);
  database.prepare('DELETE FROM model WHERE expires_at < ?').run(now());
  const put = database.prepare('INSERT OR REPLACE INTO model VALUES (?, ?, ?, ?, ?, ?)');
  const byId = database.prepare('SELECT payload, expires_at FROM model WHERE kind = ? AND id = ?');
  const byUid = database.prepare('SELECT payload, expires_at FROM model WHERE kind = ? AND uid = ?');
  const consume = database.prepare(
    "UPDATE model SET payload = json_set(payload, '$.consumed', ?) WHERE kind = ? AND id = ?",
  );
  const destroy = database.prepare('DELETE FROM model WHERE kind = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM model WHERE kind = ? AND grant_id = ?');

  const payloadOf = (row: Record<string, SQLOutputValue> | undefined): AdapterPayload | undefined =>
    row && (row.expires_at === null || Number(row.expires_at) > now())
      ? (JSON.parse(String(row.payload)) as AdapterPayload)
      : undefined;

  return {
    database,
    adapter: (realm, model) => {
      const kind = `${realm}:${model}`;
      return {
        upsert: async (id, payload, expiresIn) => {
          const expiresAt = expiresIn === undefined ? null : now() + expiresIn;
          put.run(kind, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt);
        },
        find: async (id) => payloadOf(byId.get(kind, id)),
        findByUid: async (uid) => payloadOf(byUid.get(kind, uid)),
        // Codes that a person types on another device: no client here uses them.
        findByUserCode: async () => undefined,
        consume: async (id) => void consume.run(now(), kind, id),
        destroy: async (id) => void destroy.run(kind, id),
        revokeByGrantId: async (grantId) => void revoke.run(kind, grantId),
      };
    },
    close: () => database.close(),
  };
};
