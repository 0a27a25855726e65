import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswer, anyDespatch } from '../testing/documents.ts'
import { hasUblSchemas, ublFaults } from '../testing/ubl-schema.ts'
import { readUbl } from './read-ubl-document.ts'
import { ublAnswer } from './ubl-answer.ts'
import { ublDespatch } from './ubl-despatch.ts'

describe('what a supplier answers', () => {
  test('X-47 an answer and a notice of goods that left are read as they were written', () => {
    fc.assert(
      fc.property(anyAnswer, answer => {
        expect(readUbl(ublAnswer(answer))).toEqual({ answer })
      }),
    )
    fc.assert(
      fc.property(anyDespatch, despatch => {
        expect(readUbl(ublDespatch(despatch))).toEqual({ despatch })
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
})
