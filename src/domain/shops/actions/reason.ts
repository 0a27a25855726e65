import { ORPCError } from '@orpc/contract'
import { Refusal } from '../../../platform/http/refusal.ts'
import type { Values } from './order-rows.ts'

export type Reason = { code: string; values: Values }

/** Of the machine, not of an order: the connection, a deadlock, a full disk, a mistake of ours in a statement. */
const OF_THE_MACHINE = /^(08|25|40|42|53|54|55|57|58|XX)...$|^E[A-Z]{3,}$/

/** Why an order cannot be taken; undefined: it is no fault of the order, and may be another time. */
export function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof Refusal) return { code: error.code, values: error.values }
  if (error instanceof ORPCError) return { code: error.code, values: (error.data as { values?: Values })?.values ?? {} }
  const { code, constraint } = ((error as Error)?.cause ?? error ?? {}) as { code?: unknown; constraint?: string }
  if (typeof code === 'string' && OF_THE_MACHINE.test(code)) return undefined
  if (constraint === 'invoices_number_unique') return { code: 'numberTaken', values: {} }
  if (typeof code === 'string') return { code: 'notStorable', values: { said: constraint ?? code } }
  return { code: 'notTakable', values: { said: String((error as Error)?.message ?? error).slice(0, 200) } }
}
