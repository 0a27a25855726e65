import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { PASSWORD_MAX_LENGTH } from '../rules.ts'
import { company, email, initials, name, none, password, right, role, timeZone } from './fields.ts'

export const setup = {
  status: contract({
    method: 'GET',
    path: '/setup',
    summary: 'Whether the first user is still to be created',
    scope: 'anyone',
  })
    .input(none)
    .output(z.object({ needed: z.boolean() })),
  begin: contract({
    method: 'POST',
    path: '/setup',
    summary: 'Create the first company and its administrator',
    scope: 'anyone',
    refusals: ['accounts.alreadySetUp'],
  })
    .input(
      z.object({
        companyName: name,
        timeZone: timeZone.default('Europe/Paris'),
        name,
        initials: initials.optional(),
        email,
        password,
      }),
    )
    .output(company),
}

export const session = {
  me: contract({
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in, in which companies, with which rights',
    scope: 'user',
  })
    .input(none)
    .output(
      z.object({
        user: z.object({ id: z.string(), name: z.string(), email: z.string(), initials: z.string() }),
        companies: z.array(company.extend({ role, initials: z.string(), rights: z.array(right), today: isoDay })),
      }),
    ),
  list: contract({
    method: 'GET',
    path: '/sessions',
    summary: 'Where the user is signed in, latest first',
    scope: 'user',
    refusals: ['accounts.onlyInPerson'],
  })
    .input(none)
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: z.string(),
            startedAt: z.string(),
            expiresAt: z.string(),
            address: z.string().nullable(),
            browser: z.string().nullable(),
            current: z.boolean(),
          }),
        ),
      }),
    ),
  revoke: contract({
    method: 'DELETE',
    path: '/sessions/{id}',
    summary: 'Sign out of one session',
    scope: 'user',
    refusals: ['accounts.onlyInPerson'],
  })
    .input(z.object({ id }))
    .output(none),
  revokeOthers: contract({
    method: 'DELETE',
    path: '/sessions',
    summary: 'Sign out everywhere but here',
    scope: 'user',
    refusals: ['accounts.onlyInPerson'],
  })
    .input(none)
    .output(z.object({ revoked: z.int() })),
  changePassword: contract({
    secret: true,
    method: 'POST',
    path: '/me/password',
    summary: 'Change the password and sign out everywhere but here',
    scope: 'user',
    refusals: ['accounts.wrongPassword', 'accounts.onlyInPerson'],
  })
    .input(z.object({ current: z.string().max(PASSWORD_MAX_LENGTH), password }))
    .output(none),
}
