import { sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import { givenRows } from '../../platform/db/given-rows.ts'
import { changeRecord, lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { reserveNumbers, takeNumbers } from '../accounts/actions.ts'
import { insertAddresses, recordAddresses, replaceAddresses } from './actions/address-rows.ts'
import { refuseMerged } from './actions/merged.ts'
import { refreshWords, writeWords } from './actions/words.ts'
import { addressesOf } from './queries/party-card.ts'
import { businessFault, tidyBusiness } from './rules/business.ts'
import { type Address, type AddressInput, type Period, partyFault, placed } from './rules/faults.ts'
import { type Honorific, type Kind, sortName } from './rules/name.ts'
import { parties } from './tables.ts'

export type NewParty = {
  /** The number it had elsewhere; else the next one. */
  number?: number | undefined
  kind?: Kind
  honorific?: Honorific
  lastName?: string
  firstName?: string
  legalName?: string
  emails?: string[]
  phones?: string[]
  siren?: string
  vatNumber?: string
  language?: 'fr' | 'en'
  electronicAddress?: string
  isCustomer?: boolean
  isSupplier?: boolean
  isMailingHouse?: boolean
  noMarketingOn?: string | null
  note?: string
  privateNote?: string
  externalId?: string | null
  addresses?: AddressInput[]
}

export type PartyChanges = { [K in keyof Omit<NewParty, 'number'>]: NewParty[K] | undefined }

const BATCH_ROWS = 2000

/** Creates a party with its addresses and returns its id. */
export const createParty = async (ctx: Ctx, given: NewParty): Promise<string> => (await createParties(ctx, [given]))[0]!

/** Creates parties and returns their ids, in the same order: a whole import in a few statements. */
export async function createParties(ctx: Ctx, given: readonly NewParty[]): Promise<string[]> {
  const numbers = await numbersFor(ctx, given)
  const all = given.map((party, at) => completed(party, numbers[at]!))
  for (let at = 0; at < all.length; at += BATCH_ROWS) await insertParties(ctx, all.slice(at, at + BATCH_ROWS))
  for (const { id, sortName: _derived, ...party } of all) ctx.record({ record: 'parties', id, from: null, to: party })
  return all.map(({ id }) => id)
}

/**
 * Changes a party; what is not given stays. Addresses, when given, are those of today for billing and shipping: one that
 * is not among them ends, what is planned stays.
 */
export async function changeParty(
  ctx: Ctx,
  id: string,
  { addresses, ...given }: PartyChanges,
  revision?: number | undefined,
) {
  const before = await lockedRecord(ctx, parties, id)
  await refuseMerged(ctx, before)
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const old = await addressesOf(ctx, id)
  const party = tidyBusiness({ ...before, ...changes, addresses: addresses ? placed(addresses) : [] })
  refuseFaults(party)
  const { siren, vatNumber, electronicAddress } = party
  await changeRecord(
    ctx,
    parties,
    id,
    { ...changes, siren, vatNumber, electronicAddress, sortName: sortName(party) },
    revision,
  )
  if (addresses) await replaceAddresses(ctx, id, party.addresses, old)
  if (addresses) await recordAddresses(ctx, id, old)
  await refreshWords(ctx, id)
}

async function numbersFor(ctx: Ctx, given: readonly NewParty[]): Promise<number[]> {
  const chosen = given.flatMap(({ number }) => number ?? [])
  if (chosen.length > 0) await reserveNumbers(ctx, 'party', Math.max(...chosen))
  const missing = given.length - chosen.length
  let next = missing > 0 ? await takeNumbers(ctx, 'party', missing) : 0
  return given.map(({ number }) => number ?? next++)
}

type Complete = Required<Omit<NewParty, 'number' | 'addresses'>> & {
  id: string
  number: number
  sortName: string
  addresses: (Address & Period)[]
}

function completed({ lastName = '', firstName = '', legalName = '', ...given }: NewParty, number: number): Complete {
  const party = tidyBusiness({
    kind: 'person',
    honorific: '',
    emails: [],
    phones: [],
    siren: '',
    vatNumber: '',
    language: 'fr',
    electronicAddress: '',
    isCustomer: false,
    isSupplier: false,
    isMailingHouse: false,
    noMarketingOn: null,
    note: '',
    privateNote: '',
    externalId: null,
    ...given,
    id: newId(),
    number,
    lastName: lastName.trim(),
    firstName: firstName.trim(),
    legalName: legalName.trim(),
    addresses: placed(given.addresses ?? []),
  } satisfies Omit<Complete, 'sortName'>)
  refuseFaults(party)
  return { ...party, sortName: sortName(party) }
}

function refuseFaults(party: Parameters<typeof partyFault>[0] & Parameters<typeof businessFault>[0]) {
  const fault = partyFault(party) ?? businessFault(party)
  if (fault) refuse(fault.code, fault)
}

const PARTY = {
  id: 'uuid',
  number: 'int',
  kind: 'text',
  honorific: 'text',
  lastName: 'text',
  firstName: 'text',
  legalName: 'text',
  sortName: 'text',
  emails: 'text[]',
  phones: 'text[]',
  siren: 'text',
  vatNumber: 'text',
  language: 'text',
  electronicAddress: 'text',
  isCustomer: 'bool',
  isSupplier: 'bool',
  isMailingHouse: 'bool',
  noMarketingOn: 'date',
  note: 'text',
  privateNote: 'text',
  externalId: 'text',
}

async function insertParties(ctx: Ctx, batch: readonly Complete[]) {
  const { db, company, actor } = ctx
  await db.execute(sql`
    insert into parties (company_id, id, number, kind, honorific, last_name, first_name, legal_name, sort_name, emails,
      phones, siren, vat_number, language, electronic_address, is_customer, is_supplier, is_mailing_house, no_marketing_on, note, private_note, external_id, created_by, updated_by)
    select ${company.id}, id, number, kind, honorific, "lastName", "firstName", "legalName", "sortName", emails,
      phones, siren, "vatNumber", language, "electronicAddress", "isCustomer", "isSupplier", "isMailingHouse", "noMarketingOn", note, "privateNote", "externalId", ${actor.initials}, ${actor.initials}
    from (${givenRows(batch, PARTY)}) party`)
  await insertAddresses(
    ctx,
    batch.flatMap(({ id, addresses }) => addresses.map(address => ({ ...address, partyId: id }))),
  )
  await writeWords(ctx, batch)
}
