import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

const PROTOCOLS = ['imap', 'pop3'] as const
const SECURITIES = ['tls', 'starttls', 'none'] as const
const one = z.object({ id })
/** No line break may reach a command of the server. */
const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/)

/** How a mailbox is reached, as it is typed. Source: INT-28, INT-30. */
const mailboxFields = z.object({
  protocol: z.enum(PROTOCOLS),
  host: line.toLowerCase().describe('the name of the server'),
  port: z.int().min(1).max(65535),
  security: z.enum(SECURITIES),
  user: line.describe('the address, or the name the server knows it by'),
  password: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\r\n]*$/)
    .optional()
    .describe('of the user, or the secret of the OAuth client; never told again; left out: the one that is kept'),
  oauth: z
    .object({
      issuer: line.pipe(z.url({ protocol: /^https?$/ })).describe('of the provider, whose addresses it publishes'),
      clientId: line.describe('of the program that was registered there'),
      scope: line.describe('what is asked for, words between spaces'),
    })
    .nullable()
    .default(null)
    .describe('how a user gives access without a password; null: by password'),
})
const kept = {
  everyMinutes: z.int().min(1).max(1440).nullable().default(null).describe('null: by hand only'),
  active: z.boolean().default(true),
}

export const mailboxRow = mailboxFields.omit({ password: true }).extend({
  id,
  everyMinutes: z.int().nullable().describe('null: by hand only'),
  active: z.boolean(),
  authorised: z.boolean().describe('its user gave access, where no password opens it'),
  mailCount: z.int().describe('mails that were read there'),
  collectedAt: z.string().nullable().describe('when all that stood there had last been read'),
  collecting: z.boolean(),
  failure: z.string().nullable().describe('in words, why it could not be read last; null: it could'),
  failedSince: z.string().nullable(),
  usedBy: z.string().nullable().describe('the user whose own address it is; orders want one of their own'),
  revision: z.int(),
})

const ACCESS_REFUSALS = [
  'exchange.mailboxByPassword',
  'exchange.passwordUnreadable',
  'exchange.incoming.authorisation',
  'exchange.incoming.authorisationServer',
] as const

/** Mailboxes that orders of partners are collected from. Source: INT-28 to INT-34, X-40. */
export const mailboxesContract = {
  ...listContract({
    path: '/mailboxes',
    summary: 'Mailboxes that orders are collected from',
    right: 'exchange.read',
    row: mailboxRow,
    sorts: ['user'],
  }),
  add: contract({
    method: 'POST',
    path: '/mailboxes',
    summary: 'Add a mailbox that orders are collected from',
    right: 'exchange.write',
    refusals: ['exchange.mailboxTwice', 'exchange.passwordMissing'],
  })
    .input(mailboxFields.extend(kept))
    .output(mailboxRow),
  change: contract({
    method: 'PUT',
    path: '/mailboxes/{id}',
    summary: 'Change how a mailbox is reached, and when',
    right: 'exchange.write',
    refusals: ['exchange.mailboxTwice', 'exchange.mailboxCollected'],
  })
    .input(mailboxFields.extend({ ...kept, id, revision: z.int() }))
    .output(mailboxRow),
  remove: contract({
    method: 'DELETE',
    path: '/mailboxes/{id}',
    summary: 'Remove a mailbox; one that mails were read in stays, switched off',
    right: 'exchange.write',
  })
    .input(one)
    .output(z.object({ removed: z.boolean().describe('false: it is switched off') })),
  test: contract({
    method: 'POST',
    path: '/mailboxes/test',
    summary: 'Open a mailbox as it is typed and say what is wrong; nothing is read or kept',
    right: 'exchange.write',
    refusals: ['exchange.passwordMissing', 'exchange.passwordUnreadable', 'exchange.notAuthorised'],
  })
    .input(mailboxFields.extend({ id: id.optional().describe('whose password counts when none is typed') }))
    .output(
      z.object({
        ok: z.boolean(),
        message: z.string().describe('in words, what is wrong; empty: nothing'),
        mailCount: z.int().describe('mails that stand there'),
        usedBy: z.string().nullable(),
      }),
    ),
  authorisation: contract({
    method: 'POST',
    path: '/mailboxes/{id}/authorisation',
    summary: 'Where the user of a mailbox gives access to it, which comes back to the address named',
    right: 'exchange.write',
    refusals: ACCESS_REFUSALS,
  })
    .input(one.extend({ redirectUri: z.url({ protocol: /^https?$/ }).max(500) }))
    .output(z.object({ address: z.string() })),
  authorise: contract({
    method: 'POST',
    path: '/mailboxes/authorise',
    summary: 'Keep the access to a mailbox that its user gave',
    right: 'exchange.write',
    refusals: ['exchange.authorisationLost', ...ACCESS_REFUSALS],
  })
    .input(z.object({ answer: z.string().max(8000).describe('the query that came back with the user') }))
    .output(mailboxRow),
  collect: contract({
    method: 'POST',
    path: '/mailboxes/{id}/collect',
    summary: 'Collect what is new in a mailbox, as work that goes on by itself',
    right: 'exchange.write',
    refusals: [
      'exchange.mailboxInactive',
      'exchange.beingCollected',
      'exchange.passwordUnreadable',
      'exchange.notAuthorised',
    ],
  })
    .input(one)
    .output(z.object({ workId: id })),
}
