import { sql } from 'drizzle-orm'
import { inCompany } from '../src/app/local.ts'
import { partyDuplicateList } from '../src/domain/parties/queries/duplicates.ts'
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
  const page = await best(() => partyDuplicateList.page(ctx, { limit: 50 }))
  const { count } = await partyDuplicateList.count(ctx, {})
  console.log(
    `${count} pairs among ${SUBSCRIPTIONS} contacts: ${page.toFixed(2)} s; bare hash of name and postcode ${floor.toFixed(2)} s; ratio ${(page / floor).toFixed(1)}`,
  )
})
await stop()
