import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { RIGHTS } from '../rules.ts'
import { name, none, right } from './fields.ts'

const keyRow = z.object({
  id,
  name: z.string(),
  start: z.string().describe('first characters of the key'),
  owner: z.string(),
  rights: z.array(right),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable().describe('to the hour; null: never'),
})

export const keys = {
  ...listContract({
    path: '/api-keys',
    summary: 'API keys of the company',
    right: 'accounts.read',
    row: keyRow,
    sorts: ['name', 'createdAt', 'expiresAt'],
  }),
  create: contract({
    secret: true,
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key; it is shown this once',
    right: 'accounts.write',
    refusals: ['accounts.beyondOwnRights', 'accounts.expiryPast', 'accounts.expiryFar', 'accounts.onlyInPerson'],
  })
    .input(
      z.object({
        name,
        rights: z.array(right).min(1).max(RIGHTS.length),
        expiresOn: isoDay.describe('last day, inclusive'),
      }),
    )
    .output(z.object({ id, key: z.string() })),
  revoke: contract({
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revoke an API key, at once',
    right: 'accounts.write',
  })
    .input(z.object({ id }))
    .output(none),
}
