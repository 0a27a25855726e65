import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Kind } from '../rules/kinds.ts'
import { forManyLines, tell } from './lines.ts'

type Judging = { id: string; kind: Kind }

/** What only all lines together, or what the company has already, can tell; each question is one statement. */
export async function judgeTogether(ctx: Ctx, { id, kind }: Judging) {
  await forManyLines(ctx)
  const lines = sql`import_lines x where x.company_id = ${ctx.company.id} and x.import_id = ${id} and x.state = 'good'`
  if (kind !== 'invoices') await keysTwice(ctx, id, lines)
  await knownByKey(ctx, { id, kind })
  await knownByCells(ctx, { id, kind }, lines)
  if (kind === 'purchases') {
    await outOfOrder(ctx, id, lines)
    await sameSaleTwice(ctx, id, lines)
    await expiryOfAnotherDay(ctx, id, lines)
    await ofInvoices(ctx, id)
  }
  if (kind === 'products') await componentsUnknown(ctx, id)
  if (kind === 'invoices') await wholeInvoices(ctx, id)
  if (kind === 'shipments') await ofRuns(ctx, id)
}

const keysTwice = (ctx: Ctx, id: string, lines: SQL) =>
  tell(
    ctx,
    id,
    sql`select line, first from (select x.line, min(x.line) over (partition by x.key) as first from ${lines} and x.key is not null) k where line > first`,
    { code: 'keyTwice', field: 'number', values: sql`jsonb_build_object('line', f.first)`, state: 'refused' },
  )

/** Where the record of a line would be known by what it is called. */
const BY_KEY: Record<Kind, { table: string; on: string[] }> = {
  parties: { table: 'parties', on: [`t.number = (x.data->>'number')::int`, `t.external_id = x.data->>'externalId'`] },
  products: { table: 'products', on: ['t.code = x.key'] },
  invoices: { table: 'invoices', on: ['t.number = x.key'] },
  purchases: { table: 'purchases', on: [`t.number = (x.data->>'number')::int`] },
  runs: { table: 'dispatch_runs', on: [`t.number = (x.data->>'number')::int`] },
  shipments: { table: 'shipments', on: [`t.number = (x.data->>'number')::int`] },
}

async function knownByKey(ctx: Ctx, { id, kind }: Judging) {
  const { table, on } = BY_KEY[kind]
  for (const condition of on)
    await tell(
      ctx,
      id,
      sql`select x.line from import_lines x join ${sql.raw(table)} t on t.company_id = ${ctx.company.id} and ${sql.raw(condition)}
        where x.company_id = ${ctx.company.id} and x.import_id = ${id} and x.state = 'good' and x.key is not null`,
      { code: 'known', state: 'known' },
    )
}

/** A line without number is known by its cells: another import of this kind brought the same in. */
const knownByCells = (ctx: Ctx, { id, kind }: Judging, lines: SQL) =>
  tell(
    ctx,
    id,
    sql`select x.line from ${lines} and x.key is null and exists (select from import_lines o
      join imports i on i.company_id = ${ctx.company.id} and i.id = o.import_id and i.kind = ${kind}
      where o.company_id = ${ctx.company.id} and o.fingerprint = x.fingerprint and o.import_id <> ${id} and o.state = 'made')`,
    { code: 'known', state: 'known' },
  )

const SOLD_ON = sql.raw(`coalesce(x.data->>'boughtOn', x.data->>'startsOn')`)

/** Numbers are the order of entry: a lower one that was sold later than a higher one dates nothing. Source: X-12. */
const outOfOrder = (ctx: Ctx, id: string, lines: SQL) =>
  tell(
    ctx,
    id,
    sql`select line from (select x.line, ${SOLD_ON} as sold, max(${SOLD_ON}) over (order by (x.data->>'number')::int
        rows between unbounded preceding and 1 preceding) as latest from ${lines} and x.data->>'number' is not null) o where sold < latest`,
    { code: 'outOfOrder', field: 'number' },
  )

const WHO =
  sql.raw(`concat_ws('|', x.data->>'contactNumber', lower(x.data->>'email'), upper(x.data->>'lastName'), upper(x.data->>'firstName'),
  upper(x.data->>'name'), upper(x.data->>'legalName'), x.data->>'postcode')`)

const LINES_SHOWN = 8

/** The same person, product and day: twice bought, or twice entered. Source: X-14. */
const sameSaleTwice = (ctx: Ctx, id: string, lines: SQL) =>
  tell(
    ctx,
    id,
    sql`with sold as (select x.line, ${WHO} as who, x.data->>'product' as product, ${SOLD_ON} as sold from ${lines}),
      placed as (select *, row_number() over (partition by who, product, sold order by line) as place from sold),
      same as (select who, product, sold, string_agg(line::text, ', ' order by line) filter (where place <= ${LINES_SHOWN}) as others
        from placed group by who, product, sold having count(*) > 1)
      select s.line, same.others from sold s join same on same.who = s.who and same.product is not distinct from s.product and same.sold = s.sold`,
    { code: 'sameSaleTwice', values: sql`jsonb_build_object('lines', f.others)` },
  )

/** « Expire dans » counts from the day the file was made: the day most lines agree on. Source: ABO-77. */
const expiryOfAnotherDay = (ctx: Ctx, id: string, lines: SQL) =>
  tell(
    ctx,
    id,
    sql`with made as (select x.line, (x.data->>'expiresOn')::date - (x.data->>'expiresIn')::int as on_day
        from ${lines} and x.data->>'expiresIn' is not null and x.data->>'expiresOn' is not null),
      usual as (select mode() within group (order by on_day) as on_day from made)
      select made.line, usual.on_day as usual from made, usual where made.on_day <> usual.on_day`,
    { code: 'expiryOfAnotherDay', field: 'expiresIn', values: sql`jsonb_build_object('day', f.usual)` },
  )

/** A purchase of an invoice that is not here, or that made its purchase already. */
async function ofInvoices(ctx: Ctx, id: string) {
  const lines = sql`import_lines x left join invoices i on i.company_id = ${ctx.company.id} and i.number = x.data->>'invoiceNumber'
    where x.company_id = ${ctx.company.id} and x.import_id = ${id} and x.state = 'good' and x.data->>'invoiceNumber' is not null`
  const values = sql`jsonb_build_object('invoice', f.invoice)`
  await tell(ctx, id, sql`select x.line, x.data->>'invoiceNumber' as invoice from ${lines} and i.id is null`, {
    code: 'invoiceUnknown',
    field: 'invoiceNumber',
    values,
    state: 'refused',
  })
  await tell(
    ctx,
    id,
    sql`select x.line, i.number as invoice from ${lines} and exists (select from purchases p
      join products r on r.company_id = ${ctx.company.id} and r.id = p.product_id and r.code = x.data->>'product'
      where p.company_id = ${ctx.company.id} and p.invoice_id = i.id)`,
    { code: 'madeByInvoice', field: 'invoiceNumber', values, state: 'known' },
  )
}

/** A bundle is made of products that are here or come with it. Source: CIR-14. */
const componentsUnknown = (ctx: Ctx, id: string) =>
  tell(
    ctx,
    id,
    sql`select x.line, min(named.code) as code from import_lines x
      cross join lateral (select btrim(regexp_replace(part, '\\(.*$', '')) as code from regexp_split_to_table(x.data->>'components', '\\+') part) named
      where x.company_id = ${ctx.company.id} and x.import_id = ${id} and x.state = 'good' and x.data->>'components' is not null
        and not exists (select from products p where p.company_id = ${ctx.company.id} and p.code = named.code)
        and not exists (select from import_lines o where o.company_id = ${ctx.company.id} and o.import_id = ${id} and o.key = named.code
          and o.state = 'good')
      group by x.line`,
    {
      code: 'componentUnknown',
      field: 'components',
      values: sql`jsonb_build_object('product', f.code)`,
      state: 'refused',
    },
  )

/** An invoice comes whole or not at all. */
const wholeInvoices = (ctx: Ctx, id: string) =>
  tell(
    ctx,
    id,
    sql`select x.line, min(o.line) as other from import_lines x
      join import_lines o on o.company_id = ${ctx.company.id} and o.import_id = ${id} and o.key = x.key and o.state = 'refused'
      where x.company_id = ${ctx.company.id} and x.import_id = ${id} and x.state = 'good' group by x.line`,
    { code: 'otherLineRefused', field: 'number', values: sql`jsonb_build_object('line', f.other)`, state: 'refused' },
  )

/** A shipment of a run or a purchase that is not here, or that was made already. */
async function ofRuns(ctx: Ctx, id: string) {
  const company = ctx.company.id
  const lines = sql`import_lines x
    left join dispatch_runs r on r.company_id = ${company} and r.number = (x.data->>'runNumber')::int
    left join purchases p on p.company_id = ${company} and p.number = (x.data->>'purchaseNumber')::int
    where x.company_id = ${company} and x.import_id = ${id} and x.state = 'good'`
  await tell(ctx, id, sql`select x.line from ${lines} and r.id is null`, {
    code: 'runUnknown',
    field: 'runNumber',
    state: 'refused',
  })
  await tell(ctx, id, sql`select x.line from ${lines} and r.source not like 'import:%'`, {
    code: 'runNotImported',
    field: 'runNumber',
    state: 'refused',
  })
  await tell(ctx, id, sql`select x.line from ${lines} and p.id is null`, {
    code: 'purchaseUnknown',
    field: 'purchaseNumber',
    state: 'refused',
  })
  await tell(
    ctx,
    id,
    sql`select x.line from ${lines} and exists (select from shipments s where s.company_id = ${company} and s.purchase_id = p.id
      and s.issue_id = coalesce(r.issue_id, p.issue_id, s.issue_id) and s.purpose <> 'replacement' and s.cancelled_on is null)`,
    { code: 'servedAlready', field: 'purchaseNumber', state: 'known' },
  )
}
