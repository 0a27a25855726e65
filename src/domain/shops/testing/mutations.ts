import type { chance } from './fake-orders.ts'

type Chance = ReturnType<typeof chance>

/** What plug-ins, hosts and people put where something else was. */
const ODD: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 0.5, 1e21, Number.MAX_SAFE_INTEGER, -5.005],
  ...['', ' ', '0', '-3.00', '12,50', '1e5', '999999999999.99', 'NaN', 'beaucoup', '<p>503</p>', '0000-00-00T00:00:00'],
  ...['\u0000', '\ud800', 'é'.repeat(3000), 'O&#039;Neil &amp; fils', 'EUR', 'JPY', 'trash', 'wc-neuve'],
  ...[[], {}, [null], [[]], { id: 1 }, ['a', 'b']],
]

/** A copy of a document to which so many things happened: a value is another, is gone, stands twice or elsewhere. */
export function mutated(random: Chance, document: unknown, times: number): unknown {
  let copy = structuredClone(document)
  for (let time = 0; time < times; time++) {
    const places = placesIn(copy)
    const place = random.of(places)
    if (!place) return copy
    const what = random.below(6)
    if (what === 0 && random.odds(0.03)) copy = random.of(ODD)
    else if (what <= 2) set(place, random.of(ODD))
    else if (what === 3) remove(place)
    else if (what === 4) set(place, structuredClone(read(random.of(places))))
    else repeat(place)
  }
  return copy
}

type Place = { within: Record<string, unknown>; key: string }

/** Every place of a document, the upper ones as often as the deeper ones together. */
function placesIn(document: unknown): Place[] {
  if (typeof document !== 'object' || document === null) return []
  const within = document as Record<string, unknown>
  const own = Object.keys(within).map((key): Place => ({ within, key }))
  const deeper = own.flatMap(place => placesIn(read(place)))
  return [...own, ...own, ...deeper]
}

const read = ({ within, key }: Place) => within[key]
const set = ({ within, key }: Place, value: unknown) => {
  within[key] = value
}

function remove({ within, key }: Place) {
  if (Array.isArray(within)) within.splice(Number(key), 1)
  else delete within[key]
}

/** A list holds it twice; a text is twice as long. */
function repeat({ within, key }: Place) {
  const value = within[key]
  if (Array.isArray(value)) value.push(...structuredClone(value))
  else if (typeof value === 'string') within[key] = value + value
  else if (typeof value === 'number') within[key] = -value
}
