// Looks for contacts that may be the same, reads the first page of what was kept, and searches contacts by words.
import { sql } from 'drizzle-orm'
import { inCompany } from '../src/app/local.ts'
import { keepDuplicates } from '../src/domain/parties/actions/duplicates.ts'
import { partyDuplicateList } from '../src/domain/parties/queries/duplicates.ts'
import { partyList } from '../src/domain/parties/queries/party-list.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

process.env.FACTEUR_TODAY = '2023-08-31'
const { database, stop } = await benchWorld()

const seconds = async (work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
/** The better of two: the first may meet a cold cache. */
const best = async (work: () => Promise<unknown>) => Math.min(await seconds(work), await seconds(work))

await inCompany(database, BIG, async ctx => {
  const { db, company } = ctx
  const floor = await best(() =>
    db.execute(sql`
      select count(*) from (select p.sort_name, a.postcode from parties p
        join addresses a on a.company_id = ${company.id} and a.party_id = p.id
        where p.company_id = ${company.id} group by 1, 2 having count(*) > 1) shared`),
  )
  const search = await seconds(() => keepDuplicates(ctx))
  const { count } = await partyDuplicateList.count(ctx, {})
  console.log(
    `${count} pairs among ${SUBSCRIPTIONS} contacts, kept: ${search.toFixed(2)} s; bare hash of name and postcode ${floor.toFixed(2)} s; ratio ${(search / floor).toFixed(1)}`,
  )
})
await inCompany(database, BIG, async ctx => {
  const row = await best(() =>
    ctx.db.execute(sql`select from parties where company_id = ${ctx.company.id} and number = 1`),
  )
  const said = (what: string, took: number) =>
    console.log(`${what}: ${(1000 * took).toFixed(1)} ms; one row by its key ${(1000 * row).toFixed(1)} ms`)
  said('first page of duplicates', await best(() => partyDuplicateList.page(ctx, { limit: 50 })))
  for (const search of ['martin', 'claire rennes', 'roux7f', 'zzzzz'])
    said(`contacts found by « ${search} »`, await best(() => partyList.page(ctx, { limit: 50, search } as never)))
})
await stop()
