import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { SENT_STATES } from '../rules/states.ts'

/** A supplier order as *Envoyer une commande* shows it. Source: INT-13. */
export const toSendRow = z.object({
  id,
  number: z.string(),
  orderedOn: isoDay,
  nature: z.string(),
  netCents: cents,
  grossCents: cents,
  currency: z.string(),
  status: z.string(),
  isDraft: z.boolean(),
  supplierId: id,
  name: z.string().describe('of a person'),
  legalName: z.string(),
  line1: z.string(),
  postcode: z.string(),
  town: z.string(),
  owner: z.string(),
  address: z.string().describe('where orders to this supplier go; empty: not said yet'),
  edition: z.int().describe('how often it was sent'),
  sentAt: z.string().nullable(),
  sentState: z.enum(SENT_STATES).nullable().describe('null: not sent'),
  sellerNumber: z.string(),
  answeredAt: z.string().nullable(),
  isUnheard: z.boolean().describe('sent too long ago without any answer'),
})

/** An order that was sent, an edition a row. */
const sending = z.object({
  edition: z.int(),
  sentAt: z.string(),
  sentBy: z.string(),
  address: z.string(),
  messageId: id,
  state: z.enum(SENT_STATES),
  sellerNumber: z.string(),
  answeredAt: z.string().nullable(),
  note: z.string().describe('that came with the last answer'),
  isUnheard: z.boolean(),
  changes: z.array(
    z.object({
      position: z.int(),
      label: z.string(),
      answer: z.enum(['changed', 'refused']),
      quantity: z.int().nullable(),
      netCents: cents.nullable(),
      deliverOn: isoDay.nullable(),
      note: z.string(),
    }),
  ),
  despatchedCount: z.int(),
})

const sendings = z.object({
  sendings: z.array(sending),
  replies: z
    .array(
      z.object({
        id: id.describe('of the collected document'),
        collectedAt: z.string(),
        from: z.string().describe('as the mail says it, proven by nothing'),
        subject: z.string(),
        text: z.string().describe('without what it quotes'),
        files: z.string().describe('names of what came with it'),
      }),
    )
    .describe('what people wrote back, the last first'),
  canNote: z.boolean().describe('the supplier does not answer by itself: what it says is noted by hand'),
})

/** Supplier orders that leave by mail. Source: INT-11 to INT-27. */
export const sentOrdersContract = {
  ...listContract({
    path: '/sent-orders',
    summary: 'Supplier orders to send; with `all`, drafts and those that were sent too',
    right: 'exchange.read',
    row: toSendRow,
    sorts: ['orderedOn', 'serial'],
    filters: {
      from: isoDay.optional().describe('Du'),
      to: isoDay.optional().describe('Au'),
      all: z.stringbool().optional().describe('tout voir'),
      supplierId: id.optional(),
      owner: z.string().max(10).optional().describe('initials of who follows it'),
      unheard: z.stringbool().optional().describe('sent, and silent for too long'),
    },
  }),
  of: contract({
    method: 'GET',
    path: '/sent-orders/{id}',
    summary: 'How often a supplier order was sent, and what was answered',
    right: 'exchange.read',
  })
    .input(z.object({ id: id.describe('of the order') }))
    .output(sendings),
  note: contract({
    method: 'POST',
    path: '/sent-orders/{id}/answer',
    summary: 'Note what a supplier without Facteur answered to the last sending, by mail, phone or letter',
    right: 'exchange.write',
    refusals: ['exchange.neverSent', 'exchange.answersByItself'],
  })
    .input(
      z.object({
        id: id.describe('of the order'),
        answer: z.enum(['received', 'accepted', 'refused']),
        sellerNumber: z.string().trim().max(100).optional().describe('as the supplier calls it'),
        note: z.string().trim().max(1000).optional(),
      }),
    )
    .output(sendings),
  send: contract({
    method: 'POST',
    path: '/sent-orders',
    summary: 'Send orders of one supplier in one mail, all or none; sent again, an order is a later edition',
    right: 'exchange.write',
    refusals: [
      'exchange.notSendable',
      'exchange.nothingToSend',
      'exchange.severalSuppliers',
      'exchange.draft',
      'exchange.emptyOrder',
      'exchange.givenUp',
      'exchange.noAddress',
      'exchange.notAnAddress',
      'exchange.keyUnreadable',
    ],
  })
    .input(
      z.object({
        orderIds: z.array(id).min(1).max(100),
        address: z.string().trim().max(254).optional().describe('asked at the first sending; kept for the next'),
        confirmDrafts: z.boolean().default(false).describe('drafts among them are confirmed in the same step'),
      }),
    )
    .output(
      z.object({
        messageId: id,
        address: z.string(),
        sent: z.array(z.object({ id, edition: z.int() })),
      }),
    ),
}
