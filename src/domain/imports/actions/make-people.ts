import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { createProduct } from '../../catalog/actions/products.ts'
import { parseComposition } from '../../catalog/rules/bundle.ts'
import { createParties, type NewParty } from '../../parties/actions.ts'
import type { AddressInput } from '../../parties/rules/faults.ts'
import { whoIsWho } from '../queries/people.ts'
import { type Data, personKey } from '../rules/check.ts'
import type { ImportOptions } from '../rules/kinds.ts'
import { productKindOf, vatRateOf } from '../rules/oddities.ts'

export type GoodLine = { line: number; data: Data }
export type Making = { id: string; options: ImportOptions }
export type Made = { record: string; recordId: string; line: number; key?: string | null }

export const sourceOf = (importId: string) => `import:${importId}`

export const textOf = (data: Data, field: string): string | undefined =>
  typeof data[field] === 'string' && data[field] !== '' ? (data[field] as string) : undefined
export const numberOf = (data: Data, field: string): number | undefined =>
  typeof data[field] === 'number' ? (data[field] as number) : undefined

/** Remembers what an import made, in one statement. */
export async function remember({ db, company }: Ctx, importId: string, made: readonly Made[]) {
  const rows = made.map(one => ({ ...one, id: newId() }))
  await db.execute(sql`
    insert into import_records (company_id, id, import_id, record, record_id, line, key)
    select ${company.id}, id, ${importId}, record, "recordId", line, key
    from json_to_recordset(${JSON.stringify(rows)}::json) as made (id uuid, record text, "recordId" uuid, line int, key text)`)
}

/** A contact as a line tells it; `of` says what it does here. */
export function partyOf(data: Data, roles: Pick<NewParty, 'isCustomer' | 'isSupplier' | 'isMailingHouse'>): NewParty {
  const whole = textOf(data, 'name')
  const named = textOf(data, 'lastName') ?? textOf(data, 'firstName') ?? textOf(data, 'legalName')
  const organisation = textOf(data, 'kind') ? data.kind === 'organisation' : !named || !personNamed(data)
  const kind = organisation && (textOf(data, 'legalName') || data.kind) ? 'organisation' : 'person'
  return {
    number: numberOf(data, 'contactNumber') ?? numberOf(data, 'number'),
    kind,
    honorific: (textOf(data, 'honorific') ?? '') as NonNullable<NewParty['honorific']>,
    lastName: textOf(data, 'lastName') ?? (named || kind === 'organisation' ? '' : (whole ?? '')),
    firstName: textOf(data, 'firstName') ?? '',
    legalName: textOf(data, 'legalName') ?? (!named && kind === 'organisation' ? (whole ?? '') : ''),
    emails: [textOf(data, 'email'), textOf(data, 'email2')].filter(mail => mail !== undefined),
    phones: [textOf(data, 'phone'), textOf(data, 'phone2')].filter(phone => phone !== undefined),
    siren: textOf(data, 'siren') ?? '',
    vatNumber: textOf(data, 'vatNumber') ?? '',
    electronicAddress: textOf(data, 'electronicAddress') ?? '',
    language: data.language === 'en' ? 'en' : 'fr',
    note: textOf(data, 'note') ?? '',
    privateNote: textOf(data, 'privateNote') ?? '',
    externalId: textOf(data, 'externalId') ?? null,
    addresses: [placeOf(data, 'billing', ''), placeOf(data, 'shipping', 'shipping')],
    ...roles,
  }
}

const personNamed = (data: Data) => Boolean(textOf(data, 'lastName') ?? textOf(data, 'firstName'))

function placeOf(data: Data, purpose: 'billing' | 'shipping', prefix: string): AddressInput {
  const at = (field: string) =>
    textOf(data, prefix ? `${prefix}${field[0]!.toUpperCase()}${field.slice(1)}` : field) ?? ''
  return {
    purpose,
    line1: at('line1'),
    line2: at('line2'),
    line3: at('line3'),
    postcode: at('postcode'),
    town: at('town'),
    country: at('country') || 'FR',
  }
}

/** The contact of each line: the one it speaks of, else a new one, made once for all lines that speak of the same. */
export async function buyersOf(
  ctx: Ctx,
  { id, options }: Making,
  lines: readonly GoodLine[],
): Promise<Map<number, string>> {
  const who = await whoIsWho(ctx, lines, id)
  const missing = lines.filter(({ line }) => !('id' in who.get(line)!))
  if (missing.length > 0 && !options.createParties) refuse('imports.partyUnknown')
  const keyed = Map.groupBy(
    missing,
    ({ line, data }) => String(data.contactNumber ?? '') || (personKey(data) ?? `line ${line}`),
  )
  const ids = await createParties(
    ctx,
    [...keyed.values()].map(([first]) => {
      const { number: _ofTheSale, note: _note, kind: _kind, ...person } = first!.data
      return partyOf(person, { isCustomer: true })
    }),
  )
  const made = new Map([...keyed.keys()].map((key, at) => [key, ids[at]!]))
  await remember(
    ctx,
    id,
    [...keyed].map(([key, [first]]) => ({
      record: 'parties',
      recordId: made.get(key)!,
      line: first!.line,
      key: personKey(first!.data),
    })),
  )
  const madeFor = new Map(
    [...keyed].flatMap(([key, those]) => those.map(({ line }) => [line, made.get(key)!] as const)),
  )
  return new Map(
    lines.map(({ line }) => {
      const found = who.get(line)!
      return [line, 'id' in found ? found.id : madeFor.get(line)!]
    }),
  )
}

export async function makeParties(ctx: Ctx, { id }: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const ids = await createParties(
    ctx,
    lines.map(({ data }) =>
      partyOf(data, {
        isCustomer: data.isCustomer === undefined ? true : data.isCustomer === true,
        isSupplier: data.isSupplier === true,
        isMailingHouse: data.isMailingHouse === true,
      }),
    ),
  )
  await remember(
    ctx,
    id,
    lines.map(({ line, data }, at) => ({ record: 'parties', recordId: ids[at]!, line, key: personKey(data) })),
  )
  return ids
}

/** Products are few: each is made by the rules of the catalogue. */
export async function makeProducts(ctx: Ctx, { id }: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const idOf = new Map<number, string>()
  const bundlesLast = lines.toSorted((a, b) => Number(!!a.data.components) - Number(!!b.data.components))
  for (const { line, data } of bundlesLast) idOf.set(line, await createProduct(ctx, await productOf(ctx, data)))
  await remember(
    ctx,
    id,
    lines.map(({ line }) => ({ record: 'products', recordId: idOf.get(line)!, line })),
  )
  return lines.map(({ line }) => idOf.get(line)!)
}

async function productOf(ctx: Ctx, data: Data) {
  const gross = numberOf(data, 'grossCents')
  return {
    code: textOf(data, 'code')!,
    label: textOf(data, 'label')!,
    kind: productKindOf(data),
    titleId: await titleNamed(ctx, textOf(data, 'title')),
    termMonths: numberOf(data, 'termMonths'),
    issuesDue: numberOf(data, 'issuesDue'),
    servedBy: textOf(data, 'servedBy') as 'date' | undefined,
    priceBasis: gross === undefined ? ('net' as const) : ('gross' as const),
    priceCents: gross ?? numberOf(data, 'netCents')!,
    vatRateBps: vatRateOf(data),
    supplierName: textOf(data, 'supplierName'),
    archivedOn: textOf(data, 'archivedOn'),
    components: await componentsNamed(ctx, textOf(data, 'components')),
    startsOn: textOf(data, 'composedOn'),
  }
}

async function componentsNamed({ db, company }: Ctx, said: string | undefined) {
  const named = parseComposition(said ?? '')
  if (!named) return undefined
  const { rows } = await db.execute<{ id: string; code: string }>(sql`
    select id, code from products
    where company_id = ${company.id} and code = any(${sql.param(named.map(({ code }) => code))}::text[])`)
  const known = new Map(rows.map(({ id, code }) => [code, id]))
  return named.map(({ code, weightCents }) => ({
    productId: known.get(code) ?? refuse('imports.productUnknown', { values: { product: code } }),
    weightCents,
  }))
}

async function titleNamed({ db, company }: Ctx, code: string | undefined): Promise<string | undefined> {
  if (!code) return undefined
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from titles where company_id = ${company.id} and (code = ${code} or upper(name) = ${code}) limit 1`)
  return rows[0]?.id ?? refuse('imports.titleUnknown', { field: 'title' })
}

/** Every product of these lines by its code; those missing are made from their code, at the price of their first line. */
export async function productsOf(
  ctx: Ctx,
  { id, options }: Making,
  lines: readonly GoodLine[],
): Promise<Map<string, string>> {
  const codes = [...new Set(lines.flatMap(({ data }) => textOf(data, 'product') ?? []))]
  const { rows } = await ctx.db.execute<{ id: string; code: string }>(sql`
    select id, code from products where company_id = ${ctx.company.id} and code = any(${sql.param(codes)}::text[])`)
  const known = new Map(rows.map(product => [product.code, product.id]))
  for (const code of codes.filter(code => !known.has(code))) {
    if (!options.createProducts) refuse('imports.productUnknown', { values: { product: code } })
    const { line, data } = lines.find(one => one.data.product === code)!
    const paid =
      numberOf(data, 'grossCents') ??
      numberOf(data, 'amountCents') ??
      numberOf(data, 'unitGrossCents') ??
      numberOf(data, 'netCents') ??
      0
    const each = Math.round(paid / (numberOf(data, 'copies') ?? numberOf(data, 'quantity') ?? 1))
    const productId = await createProduct(ctx, { code, label: textOf(data, 'label') ?? code, priceCents: each })
    await remember(ctx, id, [{ record: 'products', recordId: productId, line }])
    known.set(code, productId)
  }
  return known
}
