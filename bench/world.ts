import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/platform/db/database.ts'
import { openEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { migrateDatabase } from '../src/platform/db/migrate.ts'

/** The company every bench works in; the 99 others hold a thousandth of its rows each. */
export const BIG = '00000000-0000-7000-8000-000000000001'
export const SUBSCRIPTIONS = Number(process.env.BENCH_SUBSCRIPTIONS ?? 1_000_000)

const uuid = (kind: string, number: string) =>
  `('00000000-0000-7000-${kind}-' || lpad(to_hex(${number}), 12, '0'))::uuid`

/** A database of 100 companies, one of them with a million subscriptions; made once, kept for the next bench. */
export async function benchWorld() {
  const dataDir = process.env.BENCH_DATA ?? join(tmpdir(), `facteur-bench-${SUBSCRIPTIONS}`)
  const server = await openEmbedded({ dataDir, mode: 'own' })
  await migrateDatabase(server.ownerUrl)
  const owner = new pg.Client({ connectionString: server.ownerUrl, options: '-c search_path=public' })
  await owner.connect()
  if (!existsSync(join(dataDir, 'filled'))) {
    await fill(owner)
    writeFileSync(join(dataDir, 'filled'), '')
  }
  const database = openDatabase(server.ownerUrl)
  return {
    database,
    owner,
    dataDir,
    stop: async () => {
      await database.close()
      await owner.end()
      await server.stop()
    },
  }
}

/** Rows of ordinary shape: French names and towns, terms of a year begun over a year, a tenth served by issue. */
async function fill(owner: pg.Client) {
  const steps = [
    `insert into companies (id, slug, name) select ${uuid('8000', 'n')}, 'company-' || n, 'Company ' || n from generate_series(1, 100) n`,
    `insert into titles (company_id, id, code, name, frequency, first_issue_on, search_key, created_by, updated_by)
      select ${uuid('8000', 'c')}, ${uuid('9000', '1')}, 'CS', 'Capital Social', 'quarterly', '2022-05-01', 'CAPITAL SOCIAL CS', 'VG', 'VG' from generate_series(1, 100) c`,
    `insert into issues (company_id, id, title_id, ordinal, number, cover_on, on_sale_on, status, search_key, created_by, updated_by)
      select ${uuid('8000', 'c')}, ${uuid('a000', 'n')}, ${uuid('9000', '1')}, n, n::text, ('2022-05-01'::date + make_interval(months => 3 * (n - 1)))::date,
        ('2022-05-01'::date + make_interval(months => 3 * (n - 1)))::date, 'planned', n::text, 'VG', 'VG' from generate_series(1, 100) c, generate_series(1, 24) n`,
    `insert into products (company_id, id, code, label, kind, title_id, offer_code, term_months, issues_due, served_by, price_basis, price_cents, vat_rate_bps, net_cents, gross_cents, search_key, created_by, updated_by)
      select ${uuid('8000', 'c')}, ${uuid('b000', 'n')}, 'ABO-' || case n when 1 then 'A112' else 'N115' end, 'Abonnement', 'subscription', ${uuid('9000', '1')}, 'A1', 12, case n when 2 then 5 end,
        case n when 1 then 'date' else 'issue' end, 'gross', 3400, 2000, 2833, 3400, 'ABONNEMENT ABO ' || n, 'VG', 'VG' from generate_series(1, 100) c, generate_series(1, 2) n`,
    `create temporary table people as
      select ${uuid('8000', 'c')} as company, n,
        (array['MARTIN','BERNARD','THOMAS','PETIT','ROBERT','RICHARD','DURAND','DUBOIS','MOREAU','LAURENT','SIMON','MICHEL','LEFEBVRE','LEROY','ROUX','DAVID','BERTRAND','MOREL','FOURNIER','GIRARD'])[1 + (n::bigint * 7919) % 20] || case when n % 3 = 0 then '' else to_hex((n::bigint * 104729) % 4096) end as last_name,
        (array['JEAN','MARIE','PIERRE','MICHEL','ANNE','PHILIPPE','CLAIRE','LOUIS','ISABELLE','ALAIN','CECILE','BRUNO','SOPHIE','DIDIER','AGNES','ROBERT'])[1 + (n * 31) % 16] as first_name,
        (array['PARIS','LYON','MARSEILLE','TOULOUSE','NICE','NANTES','STRASBOURG','BORDEAUX','LILLE','RENNES','CHARTRES','TOURS','DIJON','ANGERS','ROUEN','BREST'])[1 + (n * 13) % 16] as town,
        lpad((1000 + (n * 37) % 94000)::text, 5, '0') as postcode
      from generate_series(1, 100) c, lateral generate_series(1, case c when 1 then ${SUBSCRIPTIONS} else ${Math.ceil(SUBSCRIPTIONS / 1000)} end) n`,
    `insert into parties (company_id, id, number, kind, last_name, first_name, sort_name, emails, is_customer, created_by, updated_by)
      select company, ${uuid('8000', 'n')}, n, 'person', last_name, first_name, last_name || ' ' || first_name, array['client' || n || '@example.org'], true, 'VG', 'VG' from people`,
    `insert into addresses (company_id, id, party_id, purpose, line1, postcode, town, created_by, updated_by)
      select company, ${uuid('8000', 'n')}, ${uuid('8000', 'n')}, 'billing', (1 + n % 200) || ' RUE DES LILAS', postcode, town, 'VG', 'VG' from people`,
    `insert into party_words (company_id, word, party_id)
      select company, head || ' ' || last_name || ' ' || first_name || ' ' || n || ' ' || postcode || ' ' || town || ' RUE LILAS', ${uuid('8000', 'n')}
      from people, unnest(array[last_name, first_name, town, postcode, n::text, 'LILAS', 'CLIENT' || n || 'EXAMPLEORG']) head on conflict do nothing`,
    `insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, bought_on, net_cents, vat_cents, gross_cents, starts_on, expires_on, term_months, served_by, issues_due, created_by, updated_by)
      select company, ${uuid('8001', 'n')}, n, 'subscription', ${uuid('8000', 'n')}, ${uuid('8000', 'n')}, ${uuid('b000', 'case when n % 10 = 0 then 2 else 1 end')}, ${uuid('9000', '1')}, 'Abonnement de 1 an', s.starts_on, 2833, 567, 3400,
        s.starts_on, (s.starts_on + interval '12 months')::date - 1, 12, case when n % 10 = 0 then 'issue' else 'date' end, case when n % 10 = 0 then 5 end, 'VG', 'VG'
      from people, lateral (select '2022-06-01'::date + ((n * 7) % 365)::int as starts_on) s`,
    'drop table people',
    `insert into number_series (company_id, kind, next) select id, 'purchase', ${SUBSCRIPTIONS + 1} from companies`,
    'vacuum (analyze)',
  ]
  for (const step of steps) {
    const begun = performance.now()
    await owner.query(step)
    console.log(`${Math.round(performance.now() - begun)} ms  ${step.slice(0, 60).replace(/\s+/g, ' ')}…`)
  }
}
