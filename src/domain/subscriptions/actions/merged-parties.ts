import type { Ctx } from '../../../platform/http/context.ts'
import type { partiesMerged } from '../../parties/actions/merge.ts'

type Merged = NonNullable<(typeof partiesMerged)['facts']>

/** Shipments name their recipient without a foreign key: they follow the party, the envelope they bear stays as it was. */
export const shipmentsFollow = (_ctx: Ctx, { move }: Merged): Promise<void> =>
  move({ table: 'shipments', column: 'recipient_id' })
