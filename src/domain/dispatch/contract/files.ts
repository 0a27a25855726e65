import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { loss } from './profiles.ts'

export const PLAIN_FORMATS = ['csv', 'txt'] as const

const count = z.object({ lines: z.int(), copies: z.int() })

const madeFile = z.object({
  id,
  profileId: id.nullable(),
  profile: z.string().describe('empty: the plain file'),
  part: z.string(),
  addressedAs: z.enum(['run', 'today']),
  format: z.string(),
  name: z.string(),
  sha256: z.string(),
  byteCount: z.int(),
  lineCount: z.int().nullable(),
  copyCount: z.int().nullable(),
  losses: z.array(loss),
  madeAt: z.string(),
  madeBy: z.string(),
})

const sending = z.object({
  id,
  messageId: id,
  to: z.string(),
  files: z.array(z.object({ id, name: z.string(), sha256: z.string() })),
  lineCount: z.int(),
  copyCount: z.int(),
  askedAt: z.string(),
  sentBy: z.string(),
  state: z.string().describe('of the message: queued, sent, failed'),
  receivedCount: z.int().nullable(),
  receivedOn: isoDay.nullable(),
  receivedBy: z.string().nullable(),
})

const counted = z.object({
  ...count.shape,
  grams: z.int(),
  unweighed: z.int().describe('copies whose issue was not weighed'),
})

export const filesContract = {
  list: contract({
    method: 'GET',
    path: '/dispatch-runs/{id}/files',
    summary: 'The files of a run: those it can give under a profile, those made, and what was sent',
    right: 'dispatch.read',
  })
    .input(z.object({ id, profileId: id.optional().describe('else the one proposed for its mailing house') }))
    .output(
      z.object({
        profile: z.object({ id, name: z.string(), format: z.string() }).nullable(),
        parts: z.array(z.object({ part: z.string(), name: z.string(), ...count.shape })),
        made: z.array(madeFile),
        sendings: z.array(sending),
        house: z.object({ id, name: z.string(), email: z.string() }).nullable(),
      }),
    ),
  manifest: contract({
    method: 'GET',
    path: '/dispatch-runs/{id}/manifest',
    summary: 'Counts that go with the files: by part, country, department and weight',
    right: 'dispatch.read',
  })
    .input(z.object({ id, profileId: id.optional() }))
    .output(
      z.object({
        total: counted,
        byPart: z.array(counted.extend({ part: z.string() })),
        byCountry: z.array(counted.extend({ country: z.string(), name: z.string() })),
        byDepartment: z.array(counted.extend({ department: z.string() })),
        byWeight: z.array(count.extend({ grams: z.int().nullable().describe('of one envelope; null: not weighed') })),
      }),
    ),
  send: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/sendings',
    summary: 'Send the files of a run to its mailing house by mail, with their counts and fingerprints',
    right: 'dispatch.write',
    refusals: [
      'dispatch.noHouseMail',
      'dispatch.filesTooLarge',
      'dispatch.noFile',
      'dispatch.notSignedOff',
      'dispatch.runCancelled',
    ],
  })
    .input(
      z.object({
        id,
        profileId: id.optional().describe('else the plain file'),
        format: z.enum(PLAIN_FORMATS).default('csv').describe('of the plain file'),
        to: z.email().optional().describe('else the mail address of the mailing house'),
        note: z.string().trim().max(2000).default('').describe('added to the message'),
      }),
    )
    .output(z.object({ sendingId: id, messageId: id, to: z.string(), fileCount: z.int() })),
  receive: contract({
    method: 'POST',
    path: '/mailing-sendings/{id}/receipt',
    summary: 'Write down how many lines the mailing house says it received',
    right: 'dispatch.write',
  })
    .input(z.object({ id, count: z.int().min(0), on: isoDay.optional() }))
    .output(z.object({ expected: z.int(), received: z.int(), difference: z.int() })),
}
