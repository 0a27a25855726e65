// Makes a batch of many direct debits, hands it over, writes its file and records its payments: the file against a bare COPY
// of the same rows, and how far memory rises. All of one customer and mandate, or each of its own (BENCH_MANDATES=each).
// Usage: node --expose-gc bench/debits.ts; BENCH_DEBITS=1000,100000
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { reactions } from '../src/app/reactions.ts'
import { constraints } from '../src/app/texts.ts'
import { createBatch, handOverBatch } from '../src/domain/debits/actions/batches.ts'
import { COLLECTED_AT_ONCE, collectPart } from '../src/domain/debits/actions/collect.ts'
import { writeDebitFile } from '../src/domain/debits/actions/debit-file.ts'
import { sealIban } from '../src/domain/debits/actions/iban.ts'
import { aCollector, THEIR_IBAN } from '../src/domain/debits/factory.ts'
import { candidateSummary } from '../src/domain/debits/queries/candidates.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { migrateDatabase } from '../src/platform/db/migrate.ts'
import { sealWith } from '../src/platform/mail/seal.ts'

const COUNTS = (process.env.BENCH_DEBITS ?? '1000,10000,100000').split(',').map(Number)
const EACH = process.env.BENCH_MANDATES === 'each'
const TODAY = '2026-03-02'
const DAY = '2026-03-16'
const MB = 1024 * 1024

sealWith('0123456789abcdef0123456789abcdef')
const folder = mkdtempSync(join(tmpdir(), 'facteur-bench-'))
const server = await openEmbedded({ dataDir: folder, mode: 'own' })
await migrateDatabase(server.ownerUrl)
const database = openDatabase(server.ownerUrl)
const owner = new pg.Client({ connectionString: server.ownerUrl, options: '-c search_path=public' })
await owner.connect()
const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

class Sink extends Writable {
  byteCount = 0
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.byteCount += chunk.length
    done()
  }
}

for (const count of COUNTS) {
  const { company, within, owesByDebit, mandateId } = await aCollector(database, {
    today: TODAY,
    constraints,
    reactions,
  })
  const { id } = await owesByDebit(3400)
  await copies(company.id, id, mandateId, count)
  const list = await seconds(() => within(candidateSummary))
  let batchId = ''
  const make = await seconds(async () => {
    batchId = await within(ctx => createBatch(ctx, { collectOn: DAY, scheme: 'core' }))
  })
  const handOver = await seconds(() => within(ctx => handOverBatch(ctx, batchId)))
  global.gc?.()
  const before = process.memoryUsage().rss
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss)
  }, 20)
  const out = new Sink()
  const write = await seconds(() => within(ctx => writeDebitFile(ctx, batchId, out)))
  clearInterval(watch)
  const copy = await seconds(() =>
    pipeline(
      owner.query(
        copyTo(
          `copy (select end_to_end_id, cents, remittance, mandate from debits where company_id = '${company.id}') to stdout`,
        ),
      ),
      new Sink(),
    ),
  )
  const collect = await seconds(async () => {
    for (let done = COLLECTED_AT_ONCE; done === COLLECTED_AT_ONCE; )
      done = await within(ctx => collectPart(ctx, batchId), { today: DAY })
  })
  console.log(
    `${count} debits${EACH ? ' of as many mandates' : ''}: what is to be collected ${list.toFixed(2)} s, batch ${make.toFixed(2)} s, handed over ${handOver.toFixed(2)} s, file of ${(out.byteCount / MB).toFixed(1)} MB ${write.toFixed(2)} s (COPY ${copy.toFixed(2)} s, ratio ${(write / copy).toFixed(1)}, memory +${((highest - before) / MB).toFixed(0)} MB), payments ${collect.toFixed(1)} s, ${((collect / count) * 1000).toFixed(2)} ms each`,
  )
}
await database.close()
await owner.end()
await server.stop()
rmSync(folder, { recursive: true })

/** So many invoices like one, and what the debtor was told of each. */
async function copies(companyId: string, id: string, mandateId: string, count: number) {
  const columns = async (table: string, change: Record<string, string>) => {
    const { rows } = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    )
    const names = rows.map(({ name }) => name)
    return [names.map(name => `"${name}"`).join(', '), names.map(name => change[name] ?? `t."${name}"`).join(', ')]
  }
  await owner.query(
    `create temp table copy_ids as select gen_random_uuid() as id, ${EACH ? 'gen_random_uuid()' : `'${mandateId}'::uuid`} as mandate_id,
      gen_random_uuid() as customer_id, n from generate_series(2, ${count}) n`,
  )
  const customer_id = EACH ? 'c.customer_id' : 't.customer_id'
  const copy = async (table: string, of: string, change: Record<string, string>) => {
    const [names, values] = await columns(table, change)
    await owner.query(
      `insert into ${table} (${names}) select ${values} from ${table} t, copy_ids c where t.company_id = '${companyId}' and t.id = '${of}'`,
    )
  }
  if (EACH) {
    const { rows } = await owner.query<{ id: string }>(
      `select customer_id as id from mandates where id = '${mandateId}'`,
    )
    await copy('parties', rows[0]!.id, { id: 'c.customer_id', number: 'c.n + 1000' })
    await copy('mandates', mandateId, { id: 'c.mandate_id', customer_id, reference: `'E-' || c.n` })
    await sealEach(companyId)
  }
  const number = { series_kind: 'null', series_year: 'null', series_number: 'null', number: `'FA-X-' || c.n` }
  await copy('invoices', id, { id: 'c.id', customer_id, ...number })
  await copy('invoice_states', id, { id: 'c.id', customer_id })
  await owner.query(`insert into debit_notices (company_id, id, invoice_id, mandate_id, collect_on, cents, noticed_on, channel, created_by, updated_by)
    select company_id, gen_random_uuid(), s.id, coalesce(c.mandate_id, '${mandateId}'), '${DAY}', open_cents, '${TODAY}', 'schedule', 'X', 'X'
    from invoice_states s left join copy_ids c on c.id = s.id where company_id = '${companyId}'`)
  await owner.query('drop table copy_ids')
  await owner.query('analyze parties, invoices, invoice_states, debit_notices, mandates')
}

/** An account number opens with its own mandate alone. */
async function sealEach(companyId: string) {
  const { rows } = await owner.query<{ id: string }>('select mandate_id as id from copy_ids')
  const sealed = rows.map(({ id }) => sealIban({ companyId, id }, THEIR_IBAN))
  await owner.query(
    'update mandates m set sealed_iban = s.sealed from unnest($1::uuid[], $2::text[]) as s (id, sealed) where m.id = s.id and m.company_id = $3',
    [rows.map(({ id }) => id), sealed, companyId],
  )
}
