import { z } from 'zod'
import { contract, id } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { isEmail } from '../../values/email.ts'
import { FAILURE_REASONS, MESSAGE_STATES, SECURITIES } from './rules.ts'

const failure = z.object({ reason: z.enum(FAILURE_REASONS), detail: z.string() })

export const messageRow = z.object({
  id,
  purpose: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(MESSAGE_STATES),
  attempts: z.int(),
  failure: failure.nullable(),
  queuedAt: z.string(),
  queuedBy: z.string().describe('initials'),
  sentAt: z.string().nullable(),
  nextAttemptAt: z.string().nullable().describe('null: sent or given up'),
  record: z.string().nullable(),
  recordId: id.nullable(),
})

const message = z.object({
  ...messageRow.shape,
  messageId: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), byteCount: z.int() })),
})

const messages = {
  ...listContract({
    path: '/messages',
    summary: 'Messages of the outbox, newest first',
    right: 'messaging.read',
    row: messageRow,
    sorts: ['queuedAt', 'to', 'subject'],
    filters: {
      state: z.enum(MESSAGE_STATES).optional(),
      purpose: z.string().max(100).optional(),
      recordId: id.optional(),
    },
  }),
  get: contract({ method: 'GET', path: '/messages/{id}', summary: 'One message', right: 'messaging.read' })
    .input(z.object({ id }))
    .output(message),
  retry: contract({
    method: 'POST',
    path: '/messages/{id}/retry',
    summary: 'Try again to send a message that failed',
    right: 'messaging.write',
    refusals: ['messaging.alreadySent', 'messaging.beingSent'],
  })
    .input(z.object({ id }))
    .output(messageRow),
  retryFailed: contract({
    method: 'POST',
    path: '/messages/retry-failed',
    summary: 'Try again every message given up because of the mail server, once it works again',
    right: 'messaging.write',
  }).output(z.object({ count: z.int() })),
}

const email = z.string().trim().refine(isEmail)
/** No line break may reach a header of a message or a command of the server. */
const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/)

const settings = z.object({
  host: line.nullable().describe('null: messages are written to a folder'),
  port: z.int().min(1).max(65535),
  security: z.enum(SECURITIES),
  user: line.nullable(),
  fromName: line.min(1),
  fromAddress: email,
  replyTo: email.nullable(),
})

const settingsShown = z.object({
  ...settings.shape,
  fromAddress: z.string(),
  hasPassword: z.boolean(),
  revision: z.int().describe('0: never saved'),
})

const mailSettings = {
  get: contract({
    method: 'GET',
    path: '/mail-settings',
    summary: 'How the company sends its mail; the password is never shown',
    right: 'messaging.read',
  }).output(settingsShown),
  update: contract({
    method: 'PUT',
    path: '/mail-settings',
    summary: 'Change how the company sends its mail',
    right: 'messaging.write',
    refusals: ['messaging.passwordWithoutUser', 'messaging.passwordNeeded', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        ...settings.shape,
        password: z.string().max(500).nullish().describe('absent: as before; null: none'),
        revision: z.int().optional(),
      }),
    )
    .output(settingsShown),
  test: contract({
    method: 'POST',
    path: '/mail-settings/test',
    summary: 'Send a test message, or say what keeps mail from leaving',
    right: 'messaging.write',
    refusals: ['messaging.noServer', ...FAILURE_REASONS.map(reason => `messaging.${reason}` as const)],
  })
    .input(z.object({ to: email.optional().describe('who receives it; you, when absent') }))
    .output(z.object({ to: z.string() })),
}

const account = settings.omit({ replyTo: true }).extend({ host: line.min(1) })
const accountShown = account.extend({ hasPassword: z.boolean(), revision: z.int() })

/** The own accounts through which users send under their name what bears it: orders to suppliers. Source: INT-21, X-41. */
const sendingAccounts = {
  get: contract({
    method: 'GET',
    path: '/sending-account',
    summary: 'The own sending account of who asks; the password is never shown',
    right: 'exchange.read',
  }).output(accountShown.nullable().describe('null: what you send leaves from the address of the company')),
  save: contract({
    method: 'PUT',
    path: '/sending-account',
    summary: 'Say or change your own sending account',
    right: 'exchange.write',
    refusals: ['messaging.passwordWithoutUser', 'messaging.passwordNeeded', 'record.changedMeanwhile'],
  })
    .input(
      account.extend({
        password: z.string().max(500).nullish().describe('absent: as before; null: none'),
        revision: z.int().optional(),
      }),
    )
    .output(accountShown),
  remove: contract({
    method: 'DELETE',
    path: '/sending-account',
    summary: 'Forget your own sending account: what waits leaves from the address of the company',
    right: 'exchange.write',
  }),
  test: contract({
    method: 'POST',
    path: '/sending-account/test',
    summary: 'Send a test message through your own account, or say what keeps mail from leaving',
    right: 'exchange.write',
    refusals: ['messaging.noServer', ...FAILURE_REASONS.map(reason => `messaging.${reason}` as const)],
  })
    .input(z.object({ to: email.optional().describe('who receives it; you, when absent') }))
    .output(z.object({ to: z.string() })),
  all: contract({
    method: 'GET',
    path: '/sending-accounts',
    summary: 'Users who send through an account of their own',
    right: 'messaging.read',
  }).output(z.array(z.object({ userId: z.string(), name: z.string(), fromAddress: z.string() }))),
  removeOf: contract({
    method: 'DELETE',
    path: '/sending-accounts/{userId}',
    summary: 'Forget the sending account of a user',
    right: 'messaging.write',
  }).input(z.object({ userId: z.string().max(100) })),
}

/** Spread into the router: `messages.list`, `mailSettings.update`… */
export const messagingContract = { messages, mailSettings, sendingAccounts }
