import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { email, initials, name, none, role } from './fields.ts'

const link = z.object({
  token: z.string().describe('hand it over: it sets a password, once'),
  expiresAt: z.string(),
})

export const users = {
  ...listContract({
    path: '/users',
    summary: 'Users of the company',
    right: 'accounts.read',
    row: z.object({
      id,
      name: z.string(),
      email: z.string(),
      initials: z.string(),
      role,
      joinedAt: z.string(),
      lastSignInAt: z.string().nullable().describe('null: not in the sessions still kept'),
      hasPassword: z.boolean().describe('false: invited, the link is not used yet'),
    }),
    sorts: ['name', 'email', 'role', 'joinedAt'],
    filters: { role: role.optional() },
  }),
  names: contract({
    method: 'GET',
    path: '/users/names',
    summary: 'Names and initials, to choose a user',
    right: 'audit.read',
  })
    .input(none)
    .output(z.object({ rows: z.array(z.object({ id, name: z.string(), initials: z.string() })) })),
  invite: contract({
    secret: true,
    method: 'POST',
    path: '/users',
    summary: 'Add a user to the company; a new one gets a link to set a password',
    right: 'accounts.write',
    refusals: ['accounts.alreadyMember', 'accounts.notConfirmed', 'accounts.initialsTaken', 'accounts.beyondOwnRights'],
  })
    .input(z.object({ name, email, role, initials: initials.optional() }))
    .output(z.object({ id, link: link.nullable().describe('null: the user already had a password') })),
  newLink: contract({
    secret: true,
    method: 'POST',
    path: '/users/{id}/link',
    summary: 'A new link to set a password, when the first was lost or the password forgotten',
    right: 'accounts.write',
    refusals: ['accounts.alsoElsewhere', 'accounts.beyondOwnRights'],
  })
    .input(z.object({ id }))
    .output(link),
  changeRole: contract({
    method: 'PATCH',
    path: '/users/{id}',
    summary: 'Change what a user may do, or their initials',
    right: 'accounts.write',
    refusals: ['accounts.lastAdministrator', 'accounts.initialsTaken', 'accounts.beyondOwnRights'],
  })
    .input(z.object({ id, role: role.optional(), initials: initials.optional() }))
    .output(none),
  remove: contract({
    method: 'DELETE',
    path: '/users/{id}',
    summary: 'Take a user out of the company; what they wrote keeps their initials',
    right: 'accounts.write',
    refusals: ['accounts.lastAdministrator', 'accounts.beyondOwnRights'],
  })
    .input(z.object({ id }))
    .output(none),
}
