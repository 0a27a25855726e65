// Checks an archive of the sealed journal without Facteur: `tar xf ARCHIVE && node check.mjs`. Plain Node 18 or newer,
// no package. It recomputes every hash, every total and every signature from the files beside it, and names what differs.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '.'
const read = name => readFileSync(join(folder, name))
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')
let faults = 0
const fault = text => {
  faults++
  console.log(`FAULT  ${text}`)
}

const keys = new Map(
  readdirSync(join(folder, 'keys')).map(name => [name.replace('.pem', ''), createPublicKey(read(`keys/${name}`))]),
)
for (const [keyId, key] of keys) {
  const found = sha256(key.export({ format: 'der', type: 'spki' })).slice(0, 16)
  if (found !== keyId) fault(`key ${keyId}: its file holds the key ${found}`)
}
const signed = (bytes, signature, keyId) => keys.has(keyId) && verify(null, bytes, keys.get(keyId), signature)

const manifestBytes = read('manifest.json')
const manifest = JSON.parse(manifestBytes)
if (!signed(manifestBytes, read('manifest.sig'), manifest.keyId)) fault('manifest.json: its signature is wrong')
for (const [name, sum] of Object.entries(manifest.files)) {
  let bytes
  try {
    bytes = read(name)
  } catch {
    fault(`${name}: missing`)
    continue
  }
  if (sha256(bytes) !== sum) fault(`${name}: not the file that was archived`)
}

const closings = Object.keys(manifest.files)
  .filter(name => /^closings\/.*\.json$/.test(name))
  .map(name => {
    const bytes = read(name)
    const facts = JSON.parse(bytes)
    if (!signed(bytes, read(name.replace('.json', '.sig')), facts.keyId)) fault(`${name}: its signature is wrong`)
    return { name, facts, sums: {} }
  })
const whole = closings.filter(({ facts }) => facts.firstSequence >= manifest.firstSequence)
const lastOf = new Map()
for (const closing of closings)
  lastOf.set(closing.facts.lastSequence, [...(lastOf.get(closing.facts.lastSequence) ?? []), closing])

let expected = manifest.firstSequence
let previous = manifest.previousHash
let day = 0
const days = whole
  .filter(({ facts }) => facts.period === 'day')
  .sort((a, b) => (a.facts.endsOn < b.facts.endsOn ? -1 : 1))
for (const name of Object.keys(manifest.files)
  .filter(name => name.startsWith('entries/'))
  .sort())
  for (const line of read(name).toString('utf8').split('\n').filter(Boolean)) {
    const entry = JSON.parse(line)
    const { sequence, kind, recordId, on, sealedOn, at, by, grossCents, facts } = entry
    if (sequence !== expected) fault(`entry ${sequence}: ${expected} was to come`)
    const text = ['facteur-journal-1', manifest.company.id, previous, sequence, kind, recordId, on, sealedOn, at, by]
    if (sha256([...text, grossCents, facts].join('\n')) !== entry.hash)
      fault(`entry ${sequence} (${kind} ${JSON.parse(facts).number ?? ''}): what it says does not give its hash`)
    previous = entry.hash
    expected = sequence + 1
    for (const { name, facts } of lastOf.get(sequence) ?? [])
      if (facts.lastHash !== entry.hash) fault(`${name}: signed over another entry ${sequence}`)
    while (day < days.length && days[day].facts.lastSequence < sequence) day++
    if (day < days.length && sequence >= days[day].facts.firstSequence) add(days[day].sums, entry)
  }
if (expected - 1 !== manifest.lastSequence || previous !== manifest.lastHash)
  fault(`the entries end at ${expected - 1}, and the archive said ${manifest.lastSequence}`)

// Totals: of a day from its entries, of a month or year from its days.
for (const { facts, sums } of days)
  for (const longer of whole)
    if (longer.facts.period !== 'day' && longer.facts.startsOn <= facts.endsOn && facts.endsOn <= longer.facts.endsOn)
      merge(longer.sums, sums)
for (const { name, facts, sums } of whole)
  if (text(sums) !== text(facts.totals)) fault(`${name}: its totals are not those of the entries`)

console.log(
  `entries ${manifest.firstSequence} to ${manifest.lastSequence}, ${closings.length} closings, from ${manifest.from} to ${manifest.to}`,
)
for (const keyId of keys.keys()) console.log(`key ${keyId}: compare it with the one the company made known`)
console.log(faults === 0 ? 'OK: nothing was changed' : `${faults} fault${faults === 1 ? '' : 's'}`)
process.exitCode = faults === 0 ? 0 : 1

function add(sums, { kind, on, sealedOn, grossCents, facts: json }) {
  const { vat, method, currency } = JSON.parse(json)
  const name = typeof currency === 'string' && currency !== 'EUR' ? `${kind} ${currency}` : kind
  const rates = {}
  for (const { category, rateBps, netCents, vatCents } of Array.isArray(vat) ? vat : []) {
    const rate = `${category ?? ''} ${rateBps ?? ''}`.trim()
    rates[rate] = {
      netCents: (rates[rate]?.netCents ?? 0) + netCents,
      vatCents: (rates[rate]?.vatCents ?? 0) + vatCents,
    }
  }
  const methods = typeof method === 'string' ? { [method]: grossCents } : {}
  merge(sums, { [name]: { count: 1, late: on < sealedOn ? 1 : 0, grossCents, vat: rates, methods } })
}

function merge(into, from) {
  for (const [name, value] of Object.entries(from))
    if (typeof value === 'number') into[name] = (into[name] ?? 0) + value
    else {
      into[name] ??= {}
      merge(into[name], value)
    }
}

/** The same sums are the same text: names in order, and nothing of what adds up to nothing. */
function text(sums, depth = 0) {
  if (typeof sums === 'number') return String(sums)
  const parts = Object.keys(sums)
    .sort()
    .map(name => [name, text(sums[name], depth + 1)])
    .filter(([, value]) => depth !== 2 || (value !== '0' && value !== '{netCents:0,vatCents:0}'))
  return `{${parts.map(([name, value]) => `${name}:${value}`).join(',')}}`
}
