import { z } from 'zod'
import { contract } from '../../../platform/http/contract.ts'
import { company, initials, name, none, slug, timeZone } from './fields.ts'

export const companies = {
  create: contract({
    method: 'POST',
    path: '/companies',
    summary: 'Create a company and become its administrator',
    scope: 'user',
    refusals: ['accounts.slugTaken', 'accounts.onlyInPerson'],
  })
    .input(
      z.object({
        name,
        slug: slug.optional(),
        timeZone: timeZone.default('Europe/Paris'),
        initials: initials.optional(),
      }),
    )
    .output(company),
  get: contract({ method: 'GET', path: '/company', summary: 'The company', right: 'accounts.read' })
    .input(none)
    .output(company),
  update: contract({
    method: 'PATCH',
    path: '/company',
    summary: 'Rename the company, change its address or its time zone',
    right: 'accounts.write',
    refusals: ['accounts.slugTaken'],
  })
    .input(z.object({ name: name.optional(), slug: slug.optional(), timeZone: timeZone.optional() }))
    .output(company),
}
