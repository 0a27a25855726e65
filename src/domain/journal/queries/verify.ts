import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { KEY_KIND, keyFacts } from '../actions/keys.ts'
import { JOURNAL_SERIES } from '../actions.ts'
import { canonical, type Fact, type Facts } from '../rules/canonical.ts'
import { Chain, type Chained } from '../rules/chain.ts'
import { ClosingCheck } from '../rules/check-closings.ts'
import { differences } from '../rules/differences.ts'
import { type Finding, Findings, finding, MOST_FINDINGS } from '../rules/findings.ts'
import { allClosings, entriesBetween, type PublicKey, publicKeys } from './entries.ts'

/** What a kind of entry is compared with. */
export type SealedKind = {
  /** The facts of records as the tables hold them today, in the shape that was sealed. */
  facts(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Facts>>
  /** A select of `id` and `label` of every record that should have an entry of this kind; none: that is not looked for. */
  records?(ctx: Ctx): SQL
}
/** By kind of entry; those of other kinds are held by the chain alone. */
export type SealedKinds = Readonly<Record<string, SealedKind>>

export type Verified = {
  entryCount: number
  closingCount: number
  findingCount: number
  findings: Finding[]
  keys: (PublicKey & { closingCount: number })[]
}

type Told = { kinds: SealedKinds; reached?(count: number): Promise<void> }

/**
 * Reads the whole journal once, in memory that holds a batch: the chain and its numbers, the closings with their totals
 * and signatures, what every entry says against what its record says today, and the records without an entry.
 */
export async function verifyJournal(ctx: Ctx, { kinds, reached = async () => {} }: Told): Promise<Verified> {
  // In this order: what is closed, signed or sealed meanwhile is no fault.
  const closings = await allClosings(ctx)
  const keys = await publicKeys(ctx)
  const last = await lastNumber(ctx)
  const found = new Findings()
  const chain = new Chain(ctx.company.id)
  const closing = new ClosingCheck(ctx.company.id, closings, keys)
  const compared: SealedKinds = { ...kinds, [KEY_KIND]: { facts: sealedKeys } }
  const keysSealed = new Set<string>()
  let entryCount = 0
  for await (const batch of entriesBetween(ctx, 1, last.head)) {
    const read = batch.map(entry => ({ entry, facts: factsOf(entry) }))
    for (const { entry, facts } of read) {
      const label = labelOf(facts)
      found.add(...chain.follow(entry, label), ...closing.follow(entry, facts, label))
      if (entry.kind === KEY_KIND) keysSealed.add(String(facts.keyId))
    }
    found.add(...(await recordFindings(ctx, compared, read)))
    entryCount += batch.length
    await reached(entryCount)
  }
  found.add(...chain.end(), ...chain.missingUntil(last.given + 1), ...closing.end(ctx.today))
  for (const { keyId } of keys) if (!keysSealed.has(keyId)) found.add(finding('key', { label: keyId }))
  for (const [kind, { records }] of Object.entries(kinds))
    if (records) await addUnsealed(ctx, found, kind, records(ctx))
  const signed = keys.map(key => ({ ...key, closingCount: closing.signedBy.get(key.keyId) ?? 0 }))
  return { entryCount, closingCount: closings.length, findingCount: found.count, findings: found.kept, keys: signed }
}

/** The last number that stands, and the last that was given. */
async function lastNumber({ db, company }: Ctx): Promise<{ head: number; given: number }> {
  const { rows } = await db.execute<{ head: number; given: number }>(sql`
    select coalesce((select max(sequence) from journal_entries where company_id = ${company.id}), 0) as head,
      coalesce((select next - 1 from number_series where company_id = ${company.id} and kind = ${JOURNAL_SERIES}), 0) as given`)
  return rows[0]!
}

function factsOf({ facts }: Chained): Record<string, Fact> {
  try {
    return JSON.parse(facts)
  } catch {
    return {}
  }
}

/** The number of the document an entry tells of, where its facts say one. */
export const labelOf = ({ number }: Record<string, unknown>): string =>
  typeof number === 'string' || typeof number === 'number' ? String(number) : ''

type Read = { entry: Chained; facts: Record<string, Fact> }

/** What differs between the entries of a batch and their records. */
async function recordFindings(ctx: Ctx, kinds: SealedKinds, read: readonly Read[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const [kind, entries] of Map.groupBy(read, ({ entry }) => entry.kind)) {
    const facts = await kinds[kind]?.facts(ctx, [...new Set(entries.map(({ entry }) => entry.recordId))])
    if (facts) found.push(...entries.flatMap(one => compared(one, facts.get(one.entry.recordId))))
  }
  return found
}

function compared({ entry, facts }: Read, standing: Facts | undefined): Finding[] {
  const { sequence, kind, recordId } = entry
  const name = {
    sequence,
    kind,
    recordId,
    label: labelOf(facts),
    currency: typeof facts.currency === 'string' ? facts.currency : '',
  }
  if (!standing) return [finding('recordGone', name)]
  if (canonical(standing) === entry.facts) return []
  return differences(facts, standing).map(difference => finding('record', { ...name, ...difference }))
}

/** The keys of the journal say what was sealed of them. */
async function sealedKeys({ db, company }: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Facts>> {
  const { rows } = await db.execute<{ id: string; keyId: string; publicKey: string }>(sql`
    select id, key_id as "keyId", public_key as "publicKey" from journal_keys
    where company_id = ${company.id} and id in (${sql.join(
      ids.map(id => sql`${id}`),
      sql`, `,
    )})`)
  return new Map(rows.map(({ id, ...key }) => [id, keyFacts(key)]))
}

/** Records of a kind that were never sealed. */
async function addUnsealed({ db, company }: Ctx, found: Findings, kind: string, records: SQL) {
  const { rows } = await db.execute<{ id: string; label: string; count: number }>(sql`
    select record.id, record.label::text as label, count(*) over ()::int as count from (${records}) as record (id, label)
    where not exists (select from journal_entries entry
      where entry.company_id = ${company.id} and entry.kind = ${kind} and entry.record_id = record.id)
    order by record.id limit ${MOST_FINDINGS}`)
  found.add(...rows.map(({ id, label }) => finding('unsealed', { kind, label, recordId: id })))
  found.count += (rows[0]?.count ?? 0) - rows.length
}
