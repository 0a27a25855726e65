import { operation } from '../../../platform/http/operation.ts'
import { leaveOut, takeBack } from '../actions/left-out.ts'
import { leftOutContract } from '../contract/left-out.ts'

export const leftOutOperations = {
  leaveOut: operation(leftOutContract.leaveOut, async (ctx, { reason, countsAsServed, ...which }) => ({
    count: await leaveOut(ctx, which, { reason, countsAsServed }),
  })),
  takeBack: operation(leftOutContract.takeBack, async (ctx, which) => ({ count: await takeBack(ctx, which) })),
}
