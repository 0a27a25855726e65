import { z } from 'zod'
import { contract, id } from '../../platform/http/contract.ts'
import { WORK_STATES } from './rules.ts'

const workResult = z.object({ link: z.string().optional(), summary: z.string().optional() })

/** What changes while work goes on; also what each event of `GET /api/long-work/{id}/events` holds. */
const workProgress = z.object({
  id,
  label: z.string(),
  state: z.enum(WORK_STATES),
  done: z.int(),
  total: z.int().nullable(),
  result: workResult.nullable(),
  error: z.string().nullable(),
})

const workRun = z.object({
  ...workProgress.shape,
  kind: z.string(),
  startedBy: z.string().describe('initials'),
  cancelling: z.boolean(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})

export const workContract = {
  running: contract({
    method: 'GET',
    path: '/long-work',
    summary: 'Long work waiting, under way or ended within a day, newest first',
    right: 'work.read',
  }).output(z.array(workRun)),
  get: contract({ method: 'GET', path: '/long-work/{id}', summary: 'One piece of long work', right: 'work.read' })
    .input(z.object({ id }))
    .output(workRun),
  cancel: contract({
    method: 'POST',
    path: '/long-work/{id}/cancel',
    summary: 'Stop long work after its present step',
    right: 'work.read',
    refusals: ['work.ended', 'work.notYours'],
  })
    .input(z.object({ id }))
    .output(workRun),
}
