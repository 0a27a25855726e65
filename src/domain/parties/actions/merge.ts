import { sql } from 'drizzle-orm'
import { createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { changeParty, type PartyChanges } from '../actions.ts'
import { addressesOf, type CardAddress } from '../queries/party-card.ts'
import { partyReferences, type Reference } from '../queries/references.ts'
import type { Taken } from '../rules/duplicates.ts'
import { parties, partyMerges } from '../tables.ts'
import { refreshWords, rewriteWords } from './words.ts'

type Moved = Reference & { ids: string[] }

/** Two parties became one. A slice that refers to parties without a foreign key says where, and its rows follow, and go back. */
export const partiesMerged = event<{ keptId: string; goneId: string; move(to: Reference): Promise<void> }>(
  'parties.merged',
)

/** Two parties are about to become one: a slice names its tables that tell what was, whose rows stay as they are. */
export const partiesMerging = event<{ leave(table: string): void }>('parties.merging')

/** Makes one party of two: all that referred to the gone one now refers to the kept one. Returns the id of the merge. */
export async function mergeParties(ctx: Ctx, keptId: string, goneId: string, taken: readonly Taken[]): Promise<string> {
  if (keptId === goneId) refuse('parties.mergeItself', { field: 'goneId' })
  const both = new Map<string, Party>()
  for (const id of [keptId, goneId].sort()) both.set(id, await lockedRecord(ctx, parties, id))
  const [kept, gone] = [both.get(keptId)!, both.get(goneId)!]
  if (kept.mergedIntoId || gone.mergedIntoId) refuse('parties.alreadyMerged')
  const before = await rowsOf(ctx, keptId)
  await changeParty(ctx, keptId, await unitedWith(ctx, kept, gone, taken))
  await uniteFlags(ctx, keptId, goneId)
  const moved: Moved[] = []
  const move = async (from: Reference) => {
    const ids = await moveRows(ctx, from, goneId, keptId)
    if (ids.length > 0) moved.push({ ...from, ids })
  }
  const left = new Set<string>()
  await ctx.happened(partiesMerging, { leave: table => void left.add(table) })
  for (const reference of await partyReferences(ctx)) if (!left.has(reference.table)) await move(reference)
  await ctx.happened(partiesMerged, { keptId, goneId, move })
  await ctx.db.execute(sql`update parties set merged_into_id = ${keptId}, revision = revision + 1, updated_at = now(), updated_by = ${ctx.actor.initials}
    where company_id = ${ctx.company.id} and id = ${goneId}`)
  await rewriteWords(ctx, [], [goneId])
  await refreshWords(ctx, keptId)
  ctx.record({ record: 'parties', id: goneId, from: { mergedInto: null }, to: { mergedInto: kept.number } })
  const after = await rowsOf(ctx, keptId)
  return createRecord(ctx, partyMerges, {
    keptId,
    goneId,
    before: { ...before, addressesAfter: after.addresses },
    keptRevision: Number(after.party.revision),
    moved,
  })
}

type Party = typeof parties.$inferSelect

/** What the kept one becomes: its own, but what is taken from the other; mails and phones of both unless one is chosen. */
async function unitedWith(ctx: Ctx, kept: Party, gone: Party, taken: readonly Taken[]): Promise<PartyChanges> {
  const takes = (what: Taken) => taken.includes(what)
  const { kind, honorific, lastName, firstName, legalName } = gone
  const [own, others] = [await addressesOf(ctx, kept.id), await addressesOf(ctx, gone.id)]
  const current = (all: readonly CardAddress[], purpose: string) =>
    all
      .filter(one => one.purpose === purpose && one.state === 'current')
      .map(({ line1, line2, line3, postcode, town, country }) => ({
        purpose: purpose as 'billing',
        line1,
        line2,
        line3,
        postcode,
        town,
        country,
      }))
  const either = (purpose: 'billing' | 'shipping') => {
    const [mine, theirs] = [current(own, purpose), current(others, purpose)]
    return takes(purpose) ? theirs : mine.length > 0 || purpose === 'shipping' ? mine : theirs
  }
  const both = (mine: string[], theirs: string[], first: boolean) =>
    withoutRepeats(first ? [...theirs, ...mine] : [...mine, ...theirs]).slice(0, 10)
  return {
    ...(takes('name') ? { kind, honorific, lastName, firstName, legalName } : {}),
    emails: both(kept.emails, gone.emails, takes('emails')),
    phones: both(kept.phones, gone.phones, takes('phones')),
    ...businessOf(kept, gone),
    isCustomer: kept.isCustomer || gone.isCustomer,
    isSupplier: kept.isSupplier || gone.isSupplier,
    isMailingHouse: kept.isMailingHouse || gone.isMailingHouse,
    note: takes('note') ? gone.note : kept.note,
    privateNote: takes('privateNote') ? gone.privateNote : kept.privateNote,
    addresses: [...either('billing'), ...either('shipping')],
  }
}

/** Who is registered stays so: the numbers of the kept one, else those of the other. */
const businessOf = (kept: Party, gone: Party) => {
  const { siren, vatNumber } = kept.siren || kept.vatNumber ? kept : gone
  return { siren, vatNumber, electronicAddress: kept.electronicAddress || gone.electronicAddress }
}

const withoutRepeats = (all: string[]) =>
  [...new Map(all.toReversed().map(one => [one.toLowerCase(), one])).values()].toReversed()

/** An agency stays one, and who asked not to be written to is still not written to. */
const uniteFlags = ({ db, company }: Ctx, keptId: string, goneId: string) =>
  db.execute(sql`
    update parties kept set no_marketing_on = least(kept.no_marketing_on, gone.no_marketing_on),
      is_agency = kept.is_agency or gone.is_agency,
      agency_discount_bps = case when kept.is_agency then kept.agency_discount_bps else gone.agency_discount_bps end
    from parties gone where kept.company_id = ${company.id} and kept.id = ${keptId}
      and gone.company_id = ${company.id} and gone.id = ${goneId}`)

async function moveRows({ db, company }: Ctx, { table, column }: Reference, from: string, to: string, ids?: string[]) {
  const only = ids ? sql`and id = any(${`{${ids.join(',')}}`}::uuid[])` : sql``
  const { rows } = await db.execute<{ id: string }>(sql`
    update ${sql.identifier(table)} set ${sql.identifier(column)} = ${to}
    where company_id = ${company.id} and ${sql.identifier(column)} = ${from} ${only} returning id`)
  return rows.map(({ id }) => id)
}

type Rows = { party: Record<string, unknown>; addresses: unknown[] }

/** A party and its addresses as the database holds them. */
async function rowsOf({ db, company }: Ctx, id: string): Promise<Rows> {
  const { rows } = await db.execute<Rows>(sql`
    select to_jsonb(p) as party, (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from addresses a
      where a.company_id = ${company.id} and a.party_id = ${id}) as addresses
    from parties p where p.company_id = ${company.id} and p.id = ${id}`)
  return rows[0]!
}

/** Makes two parties again of a merge, each with all it had; refused when what was united has changed since. */
export async function undoMerge(ctx: Ctx, mergeId: string): Promise<{ keptId: string; goneId: string }> {
  const { db, company, actor } = ctx
  const merge = await lockedRecord(ctx, partyMerges, mergeId)
  const { keptId, goneId, keptRevision, moved } = merge as typeof merge & { moved: Moved[] }
  const before = merge.before as Rows & { addressesAfter: unknown[] }
  for (const id of [keptId, goneId].sort()) await lockedRecord(ctx, parties, id)
  const now = await rowsOf(ctx, keptId)
  const unchanged =
    !merge.undoneAt &&
    now.party.revision === keptRevision &&
    JSON.stringify(now.addresses) === JSON.stringify(before.addressesAfter)
  if (!unchanged) refuse('parties.mergeChangedMeanwhile')
  for (const { ids, ...reference } of moved) {
    const back = await moveRows(ctx, reference, keptId, goneId, ids)
    if (back.length < ids.length) refuse('parties.mergeChangedMeanwhile')
  }
  await restoreRows(ctx, keptId, before)
  await db.execute(sql`update parties set merged_into_id = null, revision = revision + 1, updated_at = now(), updated_by = ${actor.initials}
    where company_id = ${company.id} and id = ${goneId}`)
  await db.execute(
    sql`update party_merges set undone_at = now(), undone_by = ${actor.initials} where company_id = ${company.id} and id = ${mergeId}`,
  )
  for (const id of [keptId, goneId]) await refreshWords(ctx, id)
  ctx.record({ record: 'parties', id: goneId, from: { mergedInto: now.party.number }, to: { mergedInto: null } })
  ctx.record({ record: 'parties', id: keptId, from: told(now), to: told(before) })
  return { keptId, goneId }
}

/** What the journal says of the kept one. */
const told = ({
  party: { last_name: lastName, first_name: firstName, legal_name: legalName, emails, phones, note },
}: Rows) => ({
  lastName,
  firstName,
  legalName,
  emails,
  phones,
  note,
})

async function restoreRows({ db, company, actor }: Ctx, id: string, { party, addresses }: Rows) {
  await db.execute(sql`
    update parties p set kind = old.kind, honorific = old.honorific, last_name = old.last_name, first_name = old.first_name,
      legal_name = old.legal_name, sort_name = old.sort_name, emails = old.emails, phones = old.phones,
      siren = old.siren, vat_number = old.vat_number, electronic_address = old.electronic_address,
      is_customer = old.is_customer, is_supplier = old.is_supplier, is_mailing_house = old.is_mailing_house, note = old.note,
      private_note = old.private_note, is_agency = old.is_agency, agency_discount_bps = old.agency_discount_bps,
      no_marketing_on = old.no_marketing_on, revision = p.revision + 1, updated_at = now(), updated_by = ${actor.initials}
    from jsonb_populate_record(null::parties, ${JSON.stringify(party)}::jsonb) old
    where p.company_id = ${company.id} and p.id = ${id}`)
  await db.execute(sql`delete from addresses where company_id = ${company.id} and party_id = ${id}`)
  await db.execute(
    sql`insert into addresses select * from jsonb_populate_recordset(null::addresses, ${JSON.stringify(addresses)}::jsonb)`,
  )
}
