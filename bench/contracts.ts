// Plans the terms of contracts, makes the drafts of those that are due, against bare SQL that writes the same rows, and
// forecasts 24 months of them: with one price for all, and with a price for each. Usage: node --expose-gc bench/contracts.ts
import { sql } from 'drizzle-orm'
import { reactions } from '../src/app/reactions.ts'
import { constraints } from '../src/app/texts.ts'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { contractForecast } from '../src/domain/contracts/actions/forecast.ts'
import { INVOICED_AT_ONCE, invoiceMost } from '../src/domain/contracts/actions/invoice.ts'
import { planContracts } from '../src/domain/contracts/actions/plan.ts'
import { manyContracts } from '../src/domain/contracts/factory.ts'
import { createParties } from '../src/domain/parties/actions.ts'
import { newId } from '../src/platform/db/database.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { benchWorld } from './world.ts'

const COUNTS = (process.env.BENCH_CONTRACTS ?? '1000,10000,100000').split(',').map(Number)
const TODAY = '2026-11-20'

const { database, owner, stop } = await benchWorld()
const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
/** Milliseconds of each part. */
const inParts = async (ids: readonly string[], act: (part: string[]) => Promise<unknown>) => {
  const took: number[] = []
  for (let from = 0; from < ids.length; from += INVOICED_AT_ONCE)
    took.push(1000 * (await seconds(() => act(ids.slice(from, from + INVOICED_AT_ONCE)))))
  return took
}
const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

for (const count of COUNTS) {
  const { company, within } = await aCompany(database, { today: TODAY, constraints, reactions })
  const ids = await within(async ctx => {
    const customerIds = await createParties(
      ctx,
      Array.from({ length: Math.min(count, 5000) }, (_, at) => ({
        lastName: `Client ${at}`,
        isCustomer: true,
        addresses: [{ line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }],
      })),
    )
    return manyContracts(ctx, { count, customerIds, startsOn: TODAY, endsOn: '2027-11-19' })
  })
  await owner.query('analyze contracts, contract_lines, parties')
  const plan = await seconds(() => inParts(ids, part => within(ctx => planContracts(ctx, part))))
  await owner.query('analyze contract_terms')
  const due = await within(dueTerms)
  const begun = process.cpuUsage()
  const parts = await inParts(due, part => within(ctx => invoiceMost(ctx, part, 'draft')))
  const invoice = parts.reduce((sum, took) => sum + took, 0) / 1000
  const own = process.cpuUsage(begun).user / 1e6
  globalThis.gc?.()
  const memory = process.memoryUsage().heapUsed / 2 ** 20
  const floor = await bare(company.id)
  const ratio = (took: number, least: number) =>
    `${took.toFixed(1)} s, bare SQL ${least.toFixed(1)} s, ratio ${(took / least).toFixed(2)}`
  console.log(`${count} contracts: ${count * 12} terms planned in ${ratio(plan, floor.plan)}`)
  const [early, late] = [parts.slice(0, 10), parts.slice(-10)].map(middle)
  console.log(
    `${count} contracts: a thousand drafts in ${early!.toFixed(0)} ms at first and ${late!.toFixed(0)} ms at last; ${own.toFixed(1)} s of it in Node`,
  )
  console.log(
    `${count} contracts: ${due.length} drafts in ${ratio(invoice, floor.invoice)}; ${((invoice / count) * 1000).toFixed(2)} ms each, ${memory.toFixed(0)} MB kept`,
  )
}
for (const count of COUNTS) await forecast(count)
await stop()

/** Contracts without end, whose terms stand 24 months ahead but for every tenth, which plans one at a time. */
async function forecast(count: number) {
  const { company, within } = await aCompany(database, { today: TODAY, constraints, reactions })
  const ids = await within(async ctx => {
    const customerIds = await createParties(ctx, [{ lastName: 'Client', isCustomer: true }])
    return manyContracts(ctx, { count, customerIds, startsOn: TODAY, endsOn: null })
  })
  await owner.query(`update contracts set plans_to_end = number % 10 > 0 where company_id = '${company.id}'`)
  await inParts(ids, part => within(ctx => planContracts(ctx, part)))
  await owner.query('analyze contracts, contract_lines, contract_terms')
  const alike = await seconds(() => within(contractForecast))
  await owner.query(
    `update contract_lines l set unit_cents = 100 + c.number from contracts c
     where c.company_id = l.company_id and c.id = l.contract_id and c.company_id = '${company.id}'`,
  )
  const apart = await seconds(() => within(contractForecast))
  console.log(
    `${count} contracts: 24 months forecast in ${alike.toFixed(2)} s at one price, ${apart.toFixed(2)} s at a price each`,
  )
}

async function dueTerms({ db, company, today }: Ctx): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from contract_terms where company_id = ${company.id} and invoice_on <= ${today}::date order by id`)
  return rows.map(({ id }) => id)
}

/** What was written, written again by one statement a table, in parts as large, for the same contracts in another company. */
async function bare(companyId: string) {
  const copy = newId()
  const again = async (table: string, change: Record<string, string> = {}, where = 'true') => {
    const { rows } = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    )
    const names = rows.map(({ name }) => name)
    const values = names.map(name => change[name] ?? (name === 'company_id' ? `'${copy}'` : `"${name}"`))
    return `insert into ${table} (${names.map(name => `"${name}"`).join(', ')}) select ${values.join(', ')} from ${table} where company_id = '${companyId}' and ${where}`
  }
  for (const table of ['parties', 'contracts', 'contract_lines']) await owner.query(await again(table))
  const { rows } = await owner.query<{ id: string }>(
    `select id from contracts where company_id = '${companyId}' order by id`,
  )
  const parts: string[] = []
  for (let from = 0; from < rows.length; from += INVOICED_AT_ONCE) {
    const last = rows[Math.min(from + INVOICED_AT_ONCE, rows.length) - 1]!.id
    parts.push(`between '${rows[from]!.id}' and '${last}'`)
  }
  const terms = await again('contract_terms', { invoice_id: 'null' })
  const plan = await seconds(async () => {
    for (const part of parts) await owner.query(`${terms} and contract_id ${part}`)
  })
  await owner.query('analyze contract_terms')
  const tables = await Promise.all(['invoices', 'invoice_states'].map(table => again(table, {}, 'id = any($1)')))
  const lines = await again('invoice_lines', {}, 'invoice_id = any($1)')
  const invoice = await seconds(async () => {
    for (const part of parts) {
      const { rows } = await owner.query<{ id: string }>(
        `select invoice_id as id from contract_terms where company_id = '${companyId}' and invoice_id is not null and contract_id ${part}`,
      )
      const ids = [rows.map(({ id }) => id)]
      for (const text of [...tables, lines]) await owner.query(text, ids)
      await owner.query(
        `update contract_terms d set invoice_id = i.invoice_id from contract_terms i where d.company_id = '${copy}'
         and i.company_id = '${companyId}' and i.id = d.id and i.invoice_id = any($1)`,
        ids,
      )
    }
  })
  return { plan, invoice }
}
