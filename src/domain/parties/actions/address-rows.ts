import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { addressesOf, type CardAddress } from '../queries/party-card.ts'
import { addressFor } from '../rules/addresses.ts'
import { type Address, type Period, samePlace } from '../rules/faults.ts'

/** Copies for the party now go to another place, or will: at once, from a day or from an issue. */
export const addressChanged = event<{ partyId: string }>('parties.addressChanged')

export async function insertAddresses(
  { db, company, actor }: Ctx,
  addresses: readonly (Address & Period & { partyId: string })[],
) {
  const rows = addresses.map(address => ({ ...address, id: newId() }))
  await db.execute(sql`
    insert into addresses (company_id, id, party_id, purpose, line1, line2, line3, postcode, town, country, valid_from, valid_to, issues_from, created_by, updated_by)
    select ${company.id}, id, "partyId", purpose, line1, line2, line3, postcode, town, country, "validFrom", "validTo", "issuesFrom", ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, ADDRESS)}) address`)
}

const ADDRESS = {
  id: 'uuid',
  partyId: 'uuid',
  purpose: 'text',
  line1: 'text',
  line2: 'text',
  line3: 'text',
  postcode: 'text',
  town: 'text',
  country: 'text',
  validFrom: 'date',
  validTo: 'date',
  issuesFrom: 'date',
}

/** The day before, as ISO text. */
export const dayBefore = (iso: string) => isoDay(addDays(day(iso), -1))

/** Ends addresses on the day before; one that would not have begun by then goes. What was mailed there is in the shipments. */
export async function endAddresses({ db, company, actor }: Ctx, ids: readonly string[], from: string) {
  const these = sql`company_id = ${company.id} and id = any(${`{${ids.join(',')}}`}::uuid[])`
  await db.execute(sql`delete from addresses where ${these} and valid_from >= ${from}::date`)
  await db.execute(sql`
    update addresses set valid_to = least(valid_to, ${dayBefore(from)}::date), updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where ${these}`)
}

/** Makes `next` the billing and shipping addresses of today; those planned stay. */
export async function replaceAddresses(
  ctx: Ctx,
  partyId: string,
  next: readonly (Address & Period)[],
  old: readonly CardAddress[],
) {
  for (const purpose of ['billing', 'shipping'] as const) {
    const address = next.find(one => one.purpose === purpose)
    const now = old.filter(one => one.purpose === purpose && one.state !== 'planned' && isOpen(one, ctx.today))
    const current = now.find(({ state }) => state === 'current')
    if (address && current && samePlace(address, current)) continue
    await endAddresses(
      ctx,
      now.map(({ id }) => id),
      ctx.today,
    )
    if (!address) continue
    const nextOne = old
      .filter(({ state, issuesFrom, ...one }) => one.purpose === purpose && state === 'planned' && !issuesFrom)
      .map(({ validFrom }) => validFrom!)
      .sort()[0]
    const validFrom = old.some(one => one.purpose === purpose) || purpose === 'shipping' ? ctx.today : null
    await insertAddresses(ctx, [
      { ...address, partyId, validFrom, validTo: nextOne ? dayBefore(nextOne) : null, issuesFrom: null },
    ])
  }
}

export const isOpen = ({ validTo }: Pick<Period, 'validTo'>, today: string) => validTo === null || validTo >= today

/** Writes the change of addresses into the journal, and tells the slices below when copies go elsewhere. */
export async function recordAddresses(ctx: Ctx, partyId: string, old: readonly CardAddress[]) {
  const now = await addressesOf(ctx, partyId)
  const [before, after] = [plain(old), plain(now)]
  if (JSON.stringify(before) === JSON.stringify(after)) return
  ctx.record({ record: 'parties', id: partyId, from: { addresses: before }, to: { addresses: after } })
  const places = (all: readonly CardAddress[]) =>
    JSON.stringify(
      destinations(all, ctx.today).map(({ line1, line2, line3, postcode, town, country }) => [
        line1,
        line2,
        line3,
        postcode,
        town,
        country,
      ]),
    )
  if (places(old) !== places(now)) await ctx.happened(addressChanged, { partyId })
}

/** Every address that copies go to from a day on. */
function destinations(all: readonly CardAddress[], today: string): CardAddress[] {
  const days = [today, ...all.flatMap(({ validFrom }) => (validFrom && validFrom > today ? [validFrom] : []))].sort()
  return days.flatMap(on => addressFor(all, { on, issueDay: null }) ?? [])
}

const plain = (all: readonly CardAddress[]) =>
  all
    .filter(({ state }) => state !== 'past')
    .map(({ id: _id, state: _state, undeliverableOn: _mark, ...address }) => address)
