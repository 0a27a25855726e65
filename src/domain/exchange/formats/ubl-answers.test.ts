import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswer, anyDespatch } from '../testing/documents.ts'
import { hasUblSchemas, ublFaults } from '../testing/ubl-schema.ts'
import { readUblAnswer, ublAnswer } from './ubl-answer.ts'
import { readUblDespatch, ublDespatch } from './ubl-despatch.ts'

describe('what a supplier answers', () => {
  test('X-47 an answer and a notice of goods that left are read as they were written', () => {
    fc.assert(
      fc.property(anyAnswer, answer => {
        expect(readUblAnswer(ublAnswer(answer))).toEqual({ answer })
      }),
    )
    fc.assert(
      fc.property(anyDespatch, despatch => {
        expect(readUblDespatch(ublDespatch(despatch))).toEqual({ despatch })
      }),
    )
  })

  test.skipIf(!hasUblSchemas)('are valid by the schemas of UBL 2.1, whatever they hold', () => {
    fc.assert(
      fc.property(anyAnswer, answer => {
        expect(ublFaults('OrderResponse', ublAnswer(answer))).toEqual([])
      }),
    )
    fc.assert(
      fc.property(anyDespatch, despatch => {
        expect(ublFaults('DespatchAdvice', ublDespatch(despatch))).toEqual([])
      }),
    )
  })

  test('one is not taken for the other', () => {
    const [answer] = fc.sample(anyAnswer, 1)
    const [despatch] = fc.sample(anyDespatch, 1)
    expect(readUblAnswer(ublDespatch(despatch!))).toMatchObject({ fault: { code: 'exchange.notAnAnswer' } })
    expect(readUblDespatch(ublAnswer(answer!))).toMatchObject({ fault: { code: 'exchange.notADespatch' } })
  })
})
