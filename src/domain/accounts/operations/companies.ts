import { sql } from 'drizzle-orm'
import { operation, userOperation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { foundCompany } from '../actions.ts'
import * as contract from '../contract/companies.ts'
import { isReserved } from '../rules.ts'
import { inPerson } from './entrance.ts'

export const companies = {
  create: userOperation(contract.companies.create, async (ctx, given) => {
    inPerson(ctx)
    return foundCompany(ctx.db, given, ctx.actor)
  }),

  get: operation(contract.companies.get, async ({ company }) => company),

  update: operation(contract.companies.update, async ({ db, company, record }, { name, slug, timeZone }) => {
    if (slug && isReserved(slug)) refuse('accounts.slugTaken', { field: 'slug' })
    const to = {
      ...company,
      name: name ?? company.name,
      slug: slug ?? company.slug,
      timeZone: timeZone ?? company.timeZone,
    }
    await db.execute(sql`
      update companies set name = ${to.name}, slug = ${to.slug}, time_zone = ${to.timeZone} where id = ${company.id}`)
    record({ record: 'companies', id: company.id, from: company, to })
    return to
  }),
}
