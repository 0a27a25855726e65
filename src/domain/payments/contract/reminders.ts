import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { MESSAGE_STATES } from '../../messaging/rules.ts'
import { PAUSE_KINDS, REMINDER_CHANNELS, REMINDER_VERDICTS } from '../rules/reminders.ts'

const channel = z.enum(REMINDER_CHANNELS)
const subject = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/)
const body = z.string().trim().max(10_000)

const level = z.object({
  name: z.string().trim().min(1).max(60),
  daysLate: z.int().min(0).max(3650).describe('at least so many days after the due day'),
  daysSinceLast: z.int().min(0).max(365).describe('and since the reminder before'),
  channel: channel.describe('by mail, who has no address there gets a letter'),
  subject: subject.min(1),
  body: body.min(1).describe('with fields: {nom}, {pieces}, {total}, {echeance}, {jours}, {lien}, {societe}'),
  subjectEn: subject.default(''),
  bodyEn: body.default(''),
})
const settings = {
  automatic: z.boolean().describe('mails leave by the timetable; else by hand'),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe('on which, from Monday, 1'),
  leastCents: cents.min(0).describe('what a customer owes late in all, at least'),
}
const reminding = z.object({
  ...settings,
  own: z.boolean().describe('false: the levels Facteur starts with'),
  levels: z.array(level.extend({ level: z.int() })),
})

const lateRow = z.object({
  id: id.describe('of the document'),
  number: z.string(),
  customerId: id,
  customer: z.string(),
  email: z.string(),
  dueOn: isoDay,
  daysLate: z.int(),
  currency: z.string(),
  openCents: cents,
  reminderLevel: z.int().describe('of the last reminder; 0: none'),
  remindedOn: isoDay.nullable(),
  level: z.int().nullable().describe('that comes next; null: none left'),
  channel: z.enum([...REMINDER_CHANNELS, '']).describe('of the reminder due now'),
  verdict: z.enum(REMINDER_VERDICTS),
})
const late = listContract({
  path: '/late-documents',
  summary: 'Documents past their due day, and whether their customer is reminded now, or why not',
  right: 'payments.read',
  row: lateRow,
  sorts: ['dueOn', 'openCents', 'name'],
  filters: {
    verdict: z.enum(REMINDER_VERDICTS).optional(),
    level: z.coerce.number().int().min(1).max(20).optional(),
    channel: channel.optional(),
    customerId: id.optional(),
  },
})

const reminderRow = z.object({
  id,
  invoiceId: id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  level: z.int(),
  remindedOn: isoDay,
  channel,
  openCents: cents.describe('what was open of it then'),
  sentTo: z.string(),
  messageId: id.nullable(),
  messageState: z.enum(MESSAGE_STATES).nullable(),
  batchId: id,
  cancelledOn: isoDay.nullable().describe('paid or halted before the mail left'),
  paid: z.boolean().describe('nothing of it is open any more'),
})

const which = {
  customerIds: z.array(id).min(1).max(10_000).optional().describe('those customers alone'),
  channel: channel.optional(),
}

export const remindersContract = {
  ...listContract({
    path: '/reminders',
    summary: 'Reminders written to customers',
    right: 'payments.read',
    row: reminderRow,
    sorts: ['remindedOn'],
    filters: {
      invoiceId: id.optional(),
      customerId: id.optional(),
      batchId: id.optional(),
      remindedFrom: isoDay.optional(),
      remindedTo: isoDay.optional(),
    },
  }),
  late: late.list,
  lateCount: late.count,
  settings: contract({
    method: 'GET',
    path: '/reminder-settings',
    summary: 'The levels customers are reminded by, and when',
    right: 'payments.read',
  }).output(reminding),
  save: contract({
    method: 'PUT',
    path: '/reminder-settings',
    summary: 'Change the levels customers are reminded by',
    right: 'payments.write',
    refusals: ['payments.levelsOutOfOrder', 'payments.unknownField'],
  })
    .input(z.object({ ...settings, levels: z.array(level).min(1).max(10) }))
    .output(reminding),
  preview: contract({
    method: 'POST',
    path: '/reminders/preview',
    summary: 'Whom a wave reaches now, and what is left out and why; nothing is sent',
    right: 'payments.read',
  })
    .input(z.object(which))
    .output(
      z.object({
        due: z.int().describe('documents'),
        customers: z.int(),
        cents,
        channels: z.array(z.object({ channel, count: z.int() })),
        leftOut: z.array(z.object({ verdict: z.enum(REMINDER_VERDICTS), count: z.int(), cents })),
        exampleId: id.nullable().describe('a customer who would be reminded'),
      }),
    ),
  read: contract({
    method: 'GET',
    path: '/reminders/text',
    summary: 'The reminder as a customer would read it; null: nobody reminds this one now',
    right: 'payments.read',
  })
    .input(z.object({ customerId: id }))
    .output(
      z
        .object({
          channel,
          to: z.string(),
          level: z.int(),
          levelName: z.string(),
          subject: z.string(),
          text: z.string(),
          language: z.enum(['fr', 'en']),
        })
        .nullable(),
    ),
  send: contract({
    method: 'POST',
    path: '/reminders/send',
    summary: 'Remind the customers of a wave: one mail or letter each, never twice for a document and level',
    right: 'payments.write',
    refusals: ['payments.nobodyLate', 'payments.lateChanged'],
  })
    .input(z.object({ ...which, expectedCount: z.int().min(0).optional().describe('documents, as the preview said') }))
    .output(
      z.object({
        documents: z.int(),
        customers: z.int(),
        letters: z.int(),
        batchId: id,
        workId: id.nullable().describe('of the work that does it, when they are many'),
      }),
    ),
}

const pauseRow = z.object({
  id,
  customerId: id.nullable(),
  customer: z.string(),
  invoiceId: id.nullable(),
  number: z.string().nullable(),
  kind: z.enum(PAUSE_KINDS),
  reason: z.string(),
  untilOn: isoDay.nullable(),
  endedOn: isoDay.nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
})

export const reminderPausesContract = {
  ...listContract({
    path: '/reminder-pauses',
    summary: 'Documents and customers nobody is reminded of: disputed, or paused',
    right: 'payments.read',
    row: pauseRow,
    sorts: ['createdAt'],
    filters: { customerId: id.optional(), invoiceId: id.optional(), active: z.boolean().optional() },
  }),
  create: contract({
    method: 'POST',
    path: '/reminder-pauses',
    summary: 'Halt the reminders of a document, or of a customer',
    right: 'payments.write',
    refusals: ['payments.pauseOfOne', 'payments.unknownCustomer', 'payments.unknownInvoice'],
  })
    .input(
      z.object({
        customerId: id.optional(),
        invoiceId: id.optional(),
        kind: z.enum(PAUSE_KINDS),
        reason: z.string().trim().min(1).max(500),
        untilOn: isoDay.optional().describe('its last day; until somebody ends it when left out'),
      }),
    )
    .output(z.object({ id })),
  end: contract({
    method: 'POST',
    path: '/reminder-pauses/{id}/end',
    summary: 'Let reminders go on',
    right: 'payments.write',
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
