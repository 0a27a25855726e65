import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { obstacleTo, RUN_STATES, type RunStep, runState } from './run-state.ts'

const at = fc.option(fc.constant('2023-08-31T10:00:00Z'))
const STEPS: RunStep[] = ['signOff', 'handOver', 'undo', 'cancel', 'removeLines', 'changeDay']
const possible = (state: (typeof RUN_STATES)[number]) => STEPS.filter(step => !obstacleTo(step, state))

describe('the state of a run', () => {
  it('M-2 follows from its dates, the last step taken first', () => {
    fc.assert(
      fc.property(at, at, fc.option(fc.constant('2023-09-01')), (signedOffAt, handedOverAt, cancelledOn) => {
        const state = runState({ signedOffAt, handedOverAt, cancelledOn })
        expect(state).toBe(
          cancelledOn ? 'cancelled' : handedOverAt ? 'handed-over' : signedOffAt ? 'signed-off' : 'to-sign-off',
        )
      }),
    )
  })

  it('X-29 lets a run be undone until it is handed over, and only cancelled from then on', () => {
    expect(RUN_STATES.filter(state => !obstacleTo('undo', state))).toEqual(['to-sign-off', 'signed-off'])
    expect(RUN_STATES.filter(state => !obstacleTo('cancel', state))).toEqual(['handed-over'])
  })

  it('M-2 hands nothing over that was not signed off, and signs off once', () => {
    expect(possible('to-sign-off')).toEqual(['signOff', 'undo', 'removeLines', 'changeDay'])
    expect(possible('signed-off')).toEqual(['handOver', 'undo', 'removeLines', 'changeDay'])
    expect(possible('handed-over')).toEqual(['cancel'])
    expect(possible('cancelled')).toEqual([])
  })
})
