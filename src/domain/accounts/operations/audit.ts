import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import * as contract from '../contract/audit.ts'
import { auditList } from '../queries.ts'

/** The records of this slice: their history is for those who may read it. */
const OF_ACCOUNTS = ['companies', 'memberships', 'api_keys']

const HISTORY_LENGTH = 200

export const audit = {
  list: operation(contract.audit.list, (ctx, query) => auditList.page(ctx, query)),
  count: operation(contract.audit.count, (ctx, query) => auditList.count(ctx, query)),

  ofRecord: operation(contract.audit.ofRecord, async (ctx, { record, recordId }) => {
    if (OF_ACCOUNTS.includes(record) && !ctx.rights.has('accounts.read'))
      refuse('FORBIDDEN', { status: 403, values: { right: 'accounts.read' } })
    const { rows } = await auditList.page(ctx, { record, recordId, limit: HISTORY_LENGTH })
    return { rows }
  }),
}
