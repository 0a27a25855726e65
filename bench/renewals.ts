import { type SQL, sql } from 'drizzle-orm'
import { inCompany } from '../src/app/local.ts'
import { PEOPLE_AT_ONCE, sendStep } from '../src/domain/renewals/actions/send.ts'
import { createSeries } from '../src/domain/renewals/actions/series.ts'
import { previewOf } from '../src/domain/renewals/queries/candidates.ts'
import { ratesOf } from '../src/domain/renewals/queries/rates.ts'
import { seriesCard } from '../src/domain/renewals/queries/series.ts'
import { stepToSend } from '../src/domain/renewals/queries/steps.ts'
import { RATES_BY } from '../src/domain/renewals/rules/rates.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { BIG, benchWorld } from './world.ts'

process.env.FACTEUR_TODAY = '2023-08-31'
const YEAR = { from: '2023-01-01', to: '2023-12-31' }
const { database, stop } = await benchWorld()

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now()
  const result = await work()
  return [(performance.now() - begun) / 1000, result]
}
/** The better of two: the first may meet a cold cache. */
const best = async (work: () => Promise<unknown>) => Math.min((await seconds(work))[0], (await seconds(work))[0])
const said = (name: string, ours: number, floor: number, what: string) =>
  console.log(`${name}: ${ours.toFixed(2)} s; ${what} ${floor.toFixed(2)} s; ratio ${(ours / floor).toFixed(1)}`)

class Undo extends Error {}

/** A third of those that end in the year were renewed; all of it is undone at the end. */
const renewed = ({ db, company }: Ctx) =>
  db.execute(sql`insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, bought_on, net_cents, vat_cents,
      gross_cents, starts_on, expires_on, term_months, served_by, issues_due, renews_id, created_by, updated_by)
    select company_id, gen_random_uuid(), 10000000 + number, kind, payer_id, recipient_id, product_id, title_id, label, expires_on - 20, net_cents, vat_cents, gross_cents,
      expires_on + 1, (expires_on + interval '12 months')::date, 12, served_by, issues_due, id, 'VG', 'VG'
    from purchases where company_id = ${company.id} and number % 3 = 0 and number < 10000000`)

const countOf =
  ({ db }: Ctx, where: SQL) =>
  () =>
    db.execute(sql`select count(*) from purchases p where ${where}`)

async function benchAll(ctx: Ctx) {
  const { company, db } = ctx
  await renewed(ctx)
  await db.execute(sql`update issues set status = 'dispatched' where company_id = ${company.id} and ordinal <= 5`)
  const inYear = sql`p.company_id = ${company.id} and p.kind = 'subscription' and p.expires_on between ${YEAR.from}::date and ${YEAR.to}::date`
  const floor = await best(countOf(ctx, inYear))
  for (const by of RATES_BY)
    said(`rates by ${by}`, await best(() => ratesOf(ctx, { by, ...YEAR })), floor, 'bare count')
  await db.execute(sql`set local enable_nestloop = on; set local work_mem = '8MB'`) // as in a request of its own
  const words = { subjectFr: 'Fin de {titre}', bodyFr: 'Bonjour {nom},\nfin le {fin}, {prix}.\n{lien}' }
  const { rows: titles } = await db.execute<{ id: string }>(sql`select id from titles where company_id = ${company.id}`)
  const id = await createSeries(ctx, {
    name: 'Bench',
    titleId: titles[0]!.id,
    link: 'https://example.org/{achat}',
    steps: [
      { countedIn: 'days', left: 30, channel: 'mail', ...words },
      { countedIn: 'issues', left: 1, channel: 'letter', ...words },
    ],
  })
  const { steps } = await seriesCard(ctx, id)
  const [days, issues] = await Promise.all(steps.map(step => stepToSend(ctx, step.id)))
  const window = sql`p.company_id = ${company.id} and p.kind = 'subscription' and p.expires_on between '2023-08-17' and '2023-09-30'`
  const counted = await best(countOf(ctx, window))
  const preview = await previewOf(ctx, { step: days! })
  said(`preview by days (${preview.due} due)`, await best(() => previewOf(ctx, { step: days! })), counted, 'bare count')
  const live = await best(
    countOf(ctx, sql`p.company_id = ${company.id} and p.kind = 'subscription' and p.starts_on > '2000-01-01'`),
  )
  const left = await previewOf(ctx, { step: issues! })
  said(
    `preview by issues (${left.due} due)`,
    await best(() => previewOf(ctx, { step: issues! })),
    live,
    'bare count of all',
  )
  const [sending, sent] = await seconds(() => sendStep(ctx, days!))
  const [bare] = await seconds(() =>
    db.execute(sql`insert into messages (company_id, id, purpose, "to", subject, text, message_id, queued_by)
      select company_id, gen_random_uuid(), 'bench', "to", subject, text, message_id, queued_by from messages
      where company_id = ${company.id} and purpose = 'renewals.notice'`),
  )
  said(`${sent.people} mails of ${PEOPLE_AT_ONCE}`, sending, bare, 'bare INSERT … SELECT of the messages')
  console.log(`100,000 notices at that pace: ${((sending * 100_000) / sent.people).toFixed(0)} s`)
  throw new Undo()
}

await inCompany(database, BIG, benchAll).catch((error: unknown) => {
  if (!(error instanceof Undo)) throw error
})
await stop()
