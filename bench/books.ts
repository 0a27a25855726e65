// The books, each against bare SQL over the same rows: entries written as documents are issued, a FEC of a million lines
// against a bare COPY with the memory it takes, and what is owed to subscribers of a million purchases.
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { inCompany } from '../src/app/local.ts'
import { bookDocuments } from '../src/domain/books/actions/sales.ts'
import { fecDownload } from '../src/domain/books/downloads.ts'
import { deferredBy } from '../src/domain/books/queries/deferred.ts'
import { aSeller } from '../src/domain/invoicing/factory.ts'
import { BIG, benchWorld } from './world.ts'

const DOCUMENTS = Number(process.env.BENCH_DOCUMENTS ?? 20_000)
const LINES = Number(process.env.BENCH_LINES ?? 1_000_000)
const { database, owner, stop } = await benchWorld()

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now()
  const result = await work()
  return [(performance.now() - begun) / 1000, result]
}
const compared = (name: string, ours: number, floor: number, bare: string, more = '') =>
  console.log(`${name}: ${ours.toFixed(2)} s; ${bare} ${floor.toFixed(2)} s; ratio ${(ours / floor).toFixed(2)}${more}`)
const ask = (text: string) => owner.query(text.replaceAll('$1', `'${BIG}'`))

await ask('delete from book_matches where company_id = $1')
await ask('delete from book_entries where company_id = $1')
await ask(`delete from number_series where company_id = $1 and kind like 'book-%'`)
await inCompany(database, BIG, async ctx => void (await aSeller(ctx)))
await documents()
await entries()
await fec()
await deferred()
await stop()

/** Invoices of two lines, issued and not in the books. */
async function documents() {
  await ask(`insert into invoices (company_id, id, number, customer_id, issued_on, issued_at, territory, net_cents, vat_cents, gross_cents, created_by, updated_by)
    select $1, ('00000000-0000-7000-8010-' || lpad(to_hex(n), 12, '0'))::uuid, 'FB-' || n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
      '2023-01-01'::date + n % 300, now(), 'metropolitan', 3125, 625, 3750, 'VG', 'VG' from generate_series(1, ${DOCUMENTS}) n on conflict do nothing`)
  await ask(`insert into invoice_lines (company_id, id, invoice_id, position, product_id, label, quantity, vat_rate_bps, net_cents, vat_cents, gross_cents)
    select $1, ('00000000-0000-7000-8011-' || lpad(to_hex(n * 2 + p), 12, '0'))::uuid, ('00000000-0000-7000-8010-' || lpad(to_hex(n), 12, '0'))::uuid, p,
      case p when 1 then '00000000-0000-7000-b000-000000000001'::uuid end, 'Ligne', 1, 2000, case p when 1 then 2833 else 292 end, case p when 1 then 567 else 58 end,
      case p when 1 then 3400 else 350 end from generate_series(1, ${DOCUMENTS}) n, generate_series(1, 2) p on conflict do nothing`)
  await ask('analyze invoices')
  await ask('analyze invoice_lines')
}

async function entries() {
  const { rows } = await ask(`select id from invoices where company_id = $1 and number like 'FB-%' order by id`)
  const ids = rows.map(({ id }: { id: string }) => id)
  const [ours] = await seconds(() => inCompany(database, BIG, ctx => bookDocuments(ctx, ids)))
  await ask('create table floor (like book_entries including all)')
  const [floor] = await seconds(() =>
    ask('insert into floor select * from book_entries where company_id = $1 order by id'),
  )
  await ask('drop table floor')
  compared(`entries of ${DOCUMENTS.toLocaleString('en')} documents`, ours, floor, 'bare INSERT of the same rows')
}

async function fec() {
  const { rows } = await ask(
    'select count(*)::int as lines, max(number) as last from book_entries where company_id = $1 and year = 2023',
  )
  const { lines, last } = rows[0] as { lines: number; last: number }
  const copies = Math.ceil((LINES - lines) / lines)
  await ask(`insert into book_entries select company_id, gen_random_uuid(), journal, year, number + ${last} * c, line, booked_on, account_code, account_label, aux_code, aux_label,
    piece || '-' || c, piece_on, label, debit_cents, credit_cents, validated_on, record, md5(record_id::text || c)::uuid from book_entries, generate_series(1, ${copies}) c
    where company_id = $1 and year = 2023`)
  await ask(
    `insert into book_matches (company_id, id, letter, matched_on) select company_id, id, 'ABC', booked_on from book_entries where company_id = $1 and aux_code <> ''`,
  )
  await ask('vacuum (analyze) book_entries, book_matches')
  const nowhere = () => {
    let bytes = 0
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        done()
      },
    })
    return { out, told: () => bytes }
  }
  const bare = nowhere()
  const [floor] = await seconds(() =>
    pipeline(
      owner.query(
        copyTo(
          `copy (select * from book_entries where company_id = '${BIG}' and year = 2023 order by number, line) to stdout`,
        ),
      ),
      bare.out,
    ),
  )
  const ours = nowhere()
  let most = 0
  const before = process.memoryUsage().rss
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const [checked, report] = await seconds(() =>
    inCompany(database, BIG, async (ctx, client) => fecDownload.file(ctx, { year: 2023, encoding: 'utf-8' }, client)),
  )
  const [took] = await seconds(() =>
    inCompany(database, BIG, async (ctx, client) =>
      (await fecDownload.file(ctx, { year: 2023, encoding: 'utf-8' }, client)).write(ours.out),
    ),
  )
  clearInterval(watch)
  const size = `; ${(ours.told() / 1e6).toFixed(0)} MB, memory +${((most - before) / 1e6).toFixed(0)} MB`
  compared(`${report.name} of ${LINES.toLocaleString('en')} lines, checks alone`, checked, floor, 'bare COPY')
  compared('written', took - checked, floor, 'bare COPY', size)
}

async function deferred() {
  await ask(
    `update purchases set invoice_id = '00000000-0000-7000-8010-000000000001' where company_id = $1 and invoice_id is null`,
  )
  await ask('vacuum (analyze) purchases')
  await ask(`set work_mem = '256MB'`)
  const [floor] = await seconds(() =>
    ask(`select p.title_id, sum(p.net_cents), sum(s.issues) from purchases p left join (select purchase_id, count(*) as issues from shipments where company_id = $1 group by 1) s
      on s.purchase_id = p.id where p.company_id = $1 group by 1`),
  )
  const [ours, rows] = await seconds(() => inCompany(database, BIG, ctx => deferredBy(ctx, '2023-05-02')))
  compared(`deferred income of ${rows[0]?.purchases.toLocaleString('en')} purchases`, ours, floor, 'bare join and sums')
}
