// Reads a camt.053 and matches its entries with open invoices, against a bare COPY of its rows and one hash join.
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { constraints } from '../src/app/texts.ts'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { createParties } from '../src/domain/parties/actions.ts'
import { acceptProposals } from '../src/domain/payments/actions/match.ts'
import { openStatement, takeStatement } from '../src/domain/payments/actions/statements.ts'
import { waitingSummary } from '../src/domain/payments/queries/movements.ts'
import { bankAccounts } from '../src/domain/payments/tables.ts'
import { createRecord } from '../src/platform/db/records.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { benchWorld } from './world.ts'

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 10_000)
const INVOICES = 10 * ENTRIES
const CUSTOMERS = INVOICES / 5
const IBAN = 'FR7630001007941234567890185'
const TODAY = '2026-11-20'

const { database, owner, stop } = await benchWorld()
const { company, within } = await aCompany(database, { today: TODAY, constraints })
const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

await within(prepare)
await owner.query('analyze invoices, invoice_states, parties')
const given = { name: 'bench.xml', content: Buffer.from(camt()).toString('base64') }
const reading = await seconds(() => within(ctx => openStatement(ctx, given)))
const taking = await seconds(() => within(ctx => takeStatement(ctx, given)))
const floor = await bare()
const found = await within(waitingSummary)
console.log(
  `camt.053 of ${ENTRIES} entries (${Math.round(given.content.length / 1.4e6)} MB) against ${INVOICES} open invoices: read in ${reading.toFixed(1)} s; read, kept and matched in ${taking.toFixed(1)} s; bare COPY and hash join ${floor.toFixed(2)} s; ratio ${(taking / floor).toFixed(1)}`,
)
console.log(found.map(({ confidence, count }) => `${confidence} ${count}`).join(', '))
const accepting = await seconds(() => within(ctx => acceptProposals(ctx)))
console.log(`all sure ones accepted at once, at most 5000: ${accepting.toFixed(1)} s`)
await stop()

/** Two words a customer; invoices of forty amounts, so that each amount is open thousands of times. */
async function prepare(ctx: Ctx) {
  await createRecord(ctx, bankAccounts, { name: 'Banque', iban: IBAN })
  const customers = await createParties(
    ctx,
    Array.from({ length: CUSTOMERS }, (_, at) => ({ ...nameOf(at), isCustomer: true })),
  )
  await ctx.db.execute(sql`
    insert into invoices (company_id, id, customer_id, number, issued_on, net_cents, vat_cents, gross_cents, created_by, updated_by)
    select ${ctx.company.id}, gen_random_uuid(), (${sql.param(customers)}::uuid[])[1 + (n - 1) % ${CUSTOMERS}], 'FA-2026-' || lpad(n::text, 6, '0'),
      '2026-10-01', 1000 + 100 * (n % 40), 0, 1000 + 100 * (n % 40), 'VG', 'VG'
    from generate_series(1, ${INVOICES}) n`)
  await ctx.db.execute(sql`
    insert into invoice_states (company_id, id, customer_id, issued_on, due_on, gross_cents, open_cents)
    select company_id, id, customer_id, issued_on, '2026-10-31', gross_cents, gross_cents from invoices where company_id = ${ctx.company.id}`)
}

function nameOf(at: number) {
  const letters = (value: number) =>
    value.toString(26).replace(/[0-9a-p]/g, digit => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)]!)
  return { lastName: `Dupont${letters(at % 500)}`, firstName: `Marie${letters(Math.floor(at / 500))}` }
}

/** Six in ten name their invoice, two have the name and amount of one, one an amount alone, one nothing that is known. */
function camt(): string {
  const entries = Array.from({ length: ENTRIES }, (_, at) => {
    const n = 1 + at * 9
    const { lastName, firstName } = nameOf((n - 1) % CUSTOMERS)
    const kind = at % 10
    const text = kind < 6 ? `REGLEMENT FACTURE FA 2026 ${n}` : `VIREMENT ${at}`
    const name = kind < 8 ? `${lastName} ${firstName}`.toUpperCase() : `INCONNU ${at}`
    const amount = kind === 9 ? 999_999 + at : 1000 + 100 * (n % 40)
    return `<Ntry><Amt Ccy="EUR">${(amount / 100).toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-19</Dt></BookgDt><ValDt><Dt>2026-11-19</Dt></ValDt><AcctSvcrRef>R${at}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E${at}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${(amount / 100).toFixed(2)}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  })
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
}

/** The rows of the statement copied into a table, and joined once with what is open by number. */
async function bare(): Promise<number> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const rows = Array.from(
    { length: ENTRIES },
    (_, at) => `FA-2026-${String(1 + at * 9).padStart(6, '0')}\t${1000 + at}\tDUPONT\n`,
  )
  await client.query('create temporary table told (number text, cents bigint, name text)')
  const took = await seconds(async () => {
    const stream = client.query(copyFrom('copy told from stdin'))
    stream.end(rows.join(''))
    await new Promise((done, failed) => stream.on('finish', done).on('error', failed))
    await client.query(
      `select count(*) from told join public.invoices i on i.company_id = $1 and i.number = told.number
       join public.invoice_states s on s.company_id = $1 and s.id = i.id and s.open_cents <> 0`,
      [company.id],
    )
  })
  await client.end()
  return took
}
