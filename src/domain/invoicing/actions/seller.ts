import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isCountryCode } from '../../../values/country.ts'
import { currentSeller, type SellerVersion, settingsOf } from '../queries/seller.ts'
import { type Seller, sellerFault, tidySeller } from '../rules/seller.ts'
import { fiscalYearOf, type InvoicingSettings, patternFault } from '../rules/settings.ts'
import { invoicingSettings, sellerVersions } from '../tables/seller.ts'

type Said<T> = { [K in keyof T]?: T[K] | undefined }

/** What a company that said nothing is: its name, no number, nothing on its papers. */
export const nothingSaid = (legalName: string): Seller => ({
  legalName,
  legalForm: '',
  capitalCents: null,
  siren: '',
  nic: '',
  register: '',
  vatNumber: '',
  vatScheme: 'normal',
  vatOnDebits: false,
  ossSince: null,
  lines: '',
  postcode: '',
  town: '',
  country: 'FR',
  phone: '',
  email: '',
  website: '',
  iban: '',
  bic: '',
  electronicAddress: '',
  logo: '',
  colour: '#1f4e79',
  latePenalty: '',
  earlyDiscount: '',
  footer: '',
})

/** Says how papers name the company from now on, as a new version; those issued keep theirs. Source: L-3. */
export async function changeSeller(ctx: Ctx, given: Said<Seller>, versionId?: string | null): Promise<void> {
  const { db, company, actor } = ctx
  await lockSettings(ctx)
  const current = await currentSeller(ctx)
  if (versionId !== undefined && versionId !== (current?.id ?? null))
    refuse('record.changedMeanwhile', { values: { by: current?.createdBy ?? '', at: current?.createdAt ?? '' } })
  const before = current ? sayable(current) : nothingSaid(company.name)
  const seller = tidySeller(merged(before, given))
  const fault = sellerFault(seller)
  if (fault) refuse(fault.code, { field: fault.field })
  if (!isCountryCode(seller.country))
    refuse('parties.countryUnknown', { field: 'country', values: { country: seller.country } })
  if (current && JSON.stringify(seller) === JSON.stringify(before)) return
  const id = newId()
  await db.insert(sellerVersions).values({
    companyId: company.id,
    id,
    ...seller,
    createdBy: actor.initials,
  })
  ctx.record({ record: 'seller_versions', id, from: current ? said(before) : null, to: said(seller) })
}

/** Says how documents are numbered and when they are due. A fiscal year is not moved once numbers of it were given. */
export async function changeSettings(ctx: Ctx, given: Said<InvoicingSettings>): Promise<void> {
  const { db, company } = ctx
  await lockSettings(ctx)
  const before = await settingsOf(ctx)
  const settings = merged(before, given)
  const fault = patternFault(settings)
  if (fault) refuse(fault.code, { field: fault.field })
  if (settings.fiscalYearStart !== before.fiscalYearStart) await refuseYearBegun(ctx, before, settings)
  await db
    .insert(invoicingSettings)
    .values({ companyId: company.id, ...settings })
    .onConflictDoUpdate({ target: invoicingSettings.companyId, set: settings })
  ctx.record({ record: 'invoicing_settings', id: company.id, from: before, to: settings })
}

/** A day already invoiced must not fall into another fiscal year, whose numbers begin again. Source: L-2. */
async function refuseYearBegun({ db, company, today }: Ctx, before: InvoicingSettings, after: InvoicingSettings) {
  const { rows } = await db.execute<{ lastOn: string | null }>(sql`
    select max(last_on)::text as "lastOn" from invoice_series where company_id = ${company.id}`)
  const last = rows[0]?.lastOn
  if (!last) return
  const moved = fiscalYearOf(last, before.fiscalYearStart) !== fiscalYearOf(last, after.fiscalYearStart)
  const back = fiscalYearOf(today, after.fiscalYearStart) < fiscalYearOf(last, before.fiscalYearStart)
  if (moved || back) refuse('invoicing.fiscalYearBegun', { field: 'fiscalYearStart' })
}

/** Two who change at once wait for each other, so that each sees what the other wrote. */
const lockSettings = ({ db, company }: Ctx) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended('invoicing-settings' || ${company.id}::text, 0))`)

const merged = <T extends object>(before: T, given: Said<T>): T => ({
  ...before,
  ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>),
})

const sayable = ({ id: _id, createdAt: _at, createdBy: _by, ...seller }: SellerVersion): Seller => seller

/** The journal tells that the logo changed, not its bytes. */
const said = ({ logo, ...seller }: Seller) => ({ ...seller, logo: logo === '' ? '' : `${logo.length} octets` })
