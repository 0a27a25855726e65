import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addressOf } from '../queries/address-for.ts'
import { addressesOf, type CardAddress } from '../queries/party-card.ts'
import { type Address, type Period, partyFault, placed } from '../rules/faults.ts'
import { parties } from '../tables.ts'
import { dayBefore, endAddresses, insertAddresses, isOpen, recordAddresses } from './address-rows.ts'
import { refuseMerged } from './merged.ts'
import { refreshWords } from './words.ts'

export { addressChanged } from './address-rows.ts'

export type Move = Partial<Address> & Pick<Address, 'purpose'> & { [K in keyof Period]?: Period[K] | undefined }

/**
 * Gives a party another address: from a day on (today unless said), from an issue on, or for a period. What it replaces
 * ends the day before and stays as history. Source: CIR-16.
 */
export async function moveParty(ctx: Ctx, partyId: string, given: Move) {
  const party = await lockedRecord(ctx, parties, partyId)
  await refuseMerged(ctx, party)
  const [address] = placed([{ ...given, validFrom: given.validFrom ?? ctx.today }])
  if (!address) refuse('parties.addressEmpty', { field: 'line1' })
  const fault = partyFault({ ...party, emails: [], addresses: [address] })
  if (fault) refuse(fault.code, { ...fault, field: fault.field.replace('addresses.0.', '') })
  if (address.validTo && address.validTo < address.validFrom!)
    refuse('parties.addressEndsBeforeItStarts', { field: 'validTo' })
  const old = await addressesOf(ctx, partyId)
  await endAddresses(ctx, replacedBy(address, old, ctx.today), address.validFrom!)
  await insertAddresses(ctx, [{ ...address, partyId }])
  await told(ctx, partyId, old)
}

function replacedBy(address: Address & Period, old: readonly CardAddress[], today: string): string[] {
  const sameUse = old.filter(({ purpose }) => purpose === address.purpose)
  if (address.purpose === 'temporary') {
    const during = sameUse.find(one => one.validFrom! <= address.validTo! && one.validTo! >= address.validFrom!)
    return during
      ? refuse('parties.temporaryAddressesOverlap', {
          field: 'validFrom',
          values: { from: during.validFrom!, to: during.validTo! },
        })
      : []
  }
  const open = sameUse.filter(one => isOpen(one, today))
  const gone = address.issuesFrom ? open.filter(({ issuesFrom }) => issuesFrom === address.issuesFrom) : open
  return gone.map(({ id }) => id)
}

/** Gives up an address that is planned, or ends the one in use; what a planned one was to replace goes on. */
export async function removeAddress(ctx: Ctx, partyId: string, addressId: string) {
  await refuseMerged(ctx, await lockedRecord(ctx, parties, partyId))
  const old = await addressesOf(ctx, partyId)
  const gone = old.find(({ id }) => id === addressId) ?? refuse('NOT_FOUND', { status: 404 })
  if (!isOpen(gone, ctx.today)) refuse('parties.addressPast')
  const planned = gone.state === 'planned'
  await endAddresses(ctx, [addressId], planned && gone.validFrom ? gone.validFrom : ctx.today)
  if (planned && !gone.issuesFrom && gone.purpose !== 'temporary')
    await ctx.db.execute(sql`
      update addresses set valid_to = null, revision = revision + 1, updated_at = now(), updated_by = ${ctx.actor.initials}
      where company_id = ${ctx.company.id} and party_id = ${partyId} and purpose = ${gone.purpose}
        and valid_to = ${dayBefore(gone.validFrom!)}::date`)
  await told(ctx, partyId, old)
}

async function told(ctx: Ctx, partyId: string, old: readonly CardAddress[]) {
  await recordAddresses(ctx, partyId, old)
  await refreshWords(ctx, partyId)
}

/** Marks the addresses where copies for these parties go now: mail came back from them. */
export async function markUndeliverable({ db, company, actor, today }: Ctx, partyIds: readonly string[], on: string) {
  await db.execute(sql`
    update addresses set undeliverable_on = ${on}::date, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and id in (
      select found.id from unnest(${`{${partyIds.join(',')}}`}::uuid[]) as party (id)
      cross join lateral (${addressOf(sql`${company.id}::uuid`, sql`party.id`, { on: today, issueDay: null })}) found)`)
}
