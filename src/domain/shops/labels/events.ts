import type { RefusalTexts, Say } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { reasonTexts } from './reasons.ts'

type Values = Record<string, string | number>

/** What happened with an order or a shop, as its log tells it; the values are those of `shop_events`. */
export const eventTexts = labels(
  {
    deliveryUseless: ({ topic, said }) => `La boutique a signalé quelque chose sans dire quoi (${topic}, ${said})`,
  } satisfies RefusalTexts,
  {
    deliveryUseless: ({ topic, said }) => `The shop told of something without saying what (${topic}, ${said})`,
  } satisfies RefusalTexts,
)

const worded = (texts: RefusalTexts, code: string, values: Values): string | undefined => {
  const text = texts[code]
  return typeof text === 'function' ? text(values) : text
}

/** Why an order waits, in words: ours, or those of the slice whose refusal it is. */
export const reasonSaid = (language: Language, code: string, values: Values, say: Say): string =>
  worded(reasonTexts[language], code, values) ?? say(language, code, values)

/** What happened, in words; a reason among its values is told too. */
export function saidOf(language: Language, code: string, values: Values, say: Say): string {
  return worded(eventTexts[language], code, values) ?? reasonSaid(language, code, values, say)
}
