import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { PRODUCT_KINDS } from '../rules/product-code.ts'

/** What is said of a bundle beyond what is said of any product. Source: CIR-14. */
export const bundleFields = {
  components: z
    .array(
      z.object({
        productId: id,
        weightCents: cents
          .min(1)
          .max(100_000_000)
          .nullable()
          .optional()
          .describe('its part of the key, with tax; null: its own price'),
      }),
    )
    .max(20)
    .describe('what a bundle is made of; its price is split among them'),
  startsOn: isoDay.describe('from when it is made so: today or later, or before its first composition'),
}

const amounts = { netCents: cents, vatCents: cents, grossCents: cents }

/** What a bundle is made of from a day on, with what each component comes to in its price of today. */
export const composition = z.object({
  startsOn: isoDay,
  components: z.array(
    z.object({
      productId: id,
      code: z.string(),
      label: z.string(),
      kind: z.enum(PRODUCT_KINDS),
      titleId: id.nullable(),
      weightCents: cents.nullable(),
      vatRateBps: z.int(),
      netCents: cents.describe('its own price'),
      grossCents: cents.describe('its own price'),
      share: z.object(amounts).describe('its part of the price of the bundle'),
    }),
  ),
})

export const bundleRefusals = [
  'catalog.componentsMissing',
  'catalog.componentUnknown',
  'catalog.componentTwice',
  'catalog.componentPrice',
  'catalog.bundleInBundle',
  'catalog.compositionPast',
] as const
