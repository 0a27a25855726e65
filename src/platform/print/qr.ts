// QR codes of ISO/IEC 18004: bytes, error correction M (15 %), up to version 10, which holds 213 bytes.

const ECC_PER_BLOCK = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26]
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5]
const LARGEST = 10
const QUIET = 4

/** The picture of a QR code as SVG, with the white around it that readers need. */
export function qrSvg(text: string): string {
  const rows = qrRows(text)
  const side = rows.length + 2 * QUIET
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path d="${dark.join('')}"/></svg>`
}

/** The modules of a QR code, row by row; true is dark. */
export function qrRows(text: string): boolean[][] {
  const bytes = Buffer.from(text)
  const version = versionFor(bytes.length)
  const codewords = interleaved(dataCodewords(bytes, version), version)
  const blank = functionPatterns(version)
  const masked = MASKS.map((mask, at) => {
    const grid = { ...blank, dark: blank.dark.map(row => [...row]) }
    placeData(grid, codewords, mask)
    placeFormat(grid, at)
    return grid.dark
  })
  return masked.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best))
}

const rawModules = (version: number) => {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2
  const alignment = aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55
  return (16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0)
}
const dataLength = (version: number) => Math.floor(rawModules(version) / 8) - ECC_PER_BLOCK[version]! * BLOCKS[version]!
const lengthBits = (version: number) => (version < 10 ? 8 : 16)

function versionFor(byteCount: number): number {
  for (let version = 1; version <= LARGEST; version++)
    if (4 + lengthBits(version) + 8 * byteCount <= 8 * dataLength(version)) return version
  throw new Error(`a QR code of ${byteCount} bytes is more than we draw`)
}

function dataCodewords(bytes: Uint8Array, version: number): number[] {
  const capacity = dataLength(version)
  const bits = [[4, 4], [bytes.length, lengthBits(version)], ...[...bytes].map(byte => [byte, 8])]
    .map(([value, width]) => value!.toString(2).padStart(width!, '0'))
    .join('')
  const ended = bits + '0'.repeat(Math.min(4, 8 * capacity - bits.length))
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, '0')
  const words = whole.match(/.{8}/g)!.map(byte => Number.parseInt(byte, 2))
  return Array.from({ length: capacity }, (_, at) => words[at] ?? ((at - words.length) % 2 === 0 ? 0xec : 0x11))
}

/** Product in the field of 256 elements with the polynomial of QR codes. */
function times(x: number, y: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    product ^= ((y >>> bit) & 1) * x
  }
  return product
}

function reedSolomon(data: readonly number[], degree: number): number[] {
  const divisor: number[] = Array.from({ length: degree }, (_, at) => (at === degree - 1 ? 1 : 0))
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2))
    for (let at = 0; at < degree; at++) divisor[at] = times(divisor[at]!, root) ^ (divisor[at + 1] ?? 0)
  const rest: number[] = Array.from({ length: degree }, () => 0)
  for (const byte of data) {
    const factor = byte ^ rest.shift()!
    rest.push(0)
    for (const [at, one] of divisor.entries()) rest[at]! ^= times(one, factor)
  }
  return rest
}

/** Blocks of data, then of error correction, each read a byte of every block in turn. */
function interleaved(data: readonly number[], version: number): number[] {
  const [count, eccLength] = [BLOCKS[version]!, ECC_PER_BLOCK[version]!]
  const short = Math.floor(data.length / count)
  const longOnes = data.length % count
  let from = 0
  const blocks = Array.from({ length: count }, (_, at) => {
    const block = data.slice(from, from + short + (at >= count - longOnes ? 1 : 0))
    from += block.length
    return block
  })
  const corrections = blocks.map(block => reedSolomon(block, eccLength))
  const inTurn = (all: readonly number[][], length: number) =>
    Array.from({ length }, (_, at) => all.flatMap(one => one[at] ?? [])).flat()
  return [...inTurn(blocks, short + 1), ...inTurn(corrections, eccLength)]
}

/** `fixed`: modules that are no data. */
type Grid = { dark: boolean[][]; fixed: boolean[][] }

function functionPatterns(version: number): Grid {
  const side = 17 + 4 * version
  const square = () => Array.from({ length: side }, () => Array.from({ length: side }, () => false))
  const grid = { dark: square(), fixed: square() }
  for (let at = 0; at < side; at++) {
    set(grid, 6, at, at % 2 === 0)
    set(grid, at, 6, at % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const)
    rings(grid, x, y, 4, far => far !== 2 && far !== 4)
  const centres = alignmentCentres(version, side)
  const last = centres.length - 1
  for (const [i, x] of centres.entries())
    for (const [j, y] of centres.entries())
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)))
        rings(grid, x, y, 2, far => far !== 1)
  placeFormat(grid, 0)
  if (version >= 7) placeVersion(grid, version)
  return grid
}

function set({ dark, fixed }: Grid, x: number, y: number, isDark: boolean) {
  dark[y]![x] = isDark
  fixed[y]![x] = true
}

function rings(grid: Grid, x: number, y: number, reach: number, isDark: (far: number) => boolean) {
  for (let down = -reach; down <= reach; down++)
    for (let right = -reach; right <= reach; right++)
      if (grid.dark[y + down]?.[x + right] !== undefined)
        set(grid, x + right, y + down, isDark(Math.max(Math.abs(right), Math.abs(down))))
}

function alignmentCentres(version: number, side: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => side - 7 - at * step).reverse()]
}

const bitOf = (value: number, at: number) => ((value >>> at) & 1) === 1

/** Which mask was taken, twice, with its own error correction; level M is 0. */
function placeFormat(grid: Grid, mask: number) {
  let rest = mask
  for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  const bits = ((mask << 10) | rest) ^ 0x5412
  const side = grid.dark.length
  for (let at = 0; at <= 5; at++) set(grid, 8, at, bitOf(bits, at))
  set(grid, 8, 7, bitOf(bits, 6))
  set(grid, 8, 8, bitOf(bits, 7))
  set(grid, 7, 8, bitOf(bits, 8))
  for (let at = 9; at < 15; at++) set(grid, 14 - at, 8, bitOf(bits, at))
  for (let at = 0; at < 8; at++) set(grid, side - 1 - at, 8, bitOf(bits, at))
  for (let at = 8; at < 15; at++) set(grid, 8, side - 15 + at, bitOf(bits, at))
  set(grid, 8, side - 8, true)
}

function placeVersion(grid: Grid, version: number) {
  let rest = version
  for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
  const bits = (version << 12) | rest
  const far = grid.dark.length - 11
  for (let at = 0; at < 18; at++) {
    const [a, b] = [far + (at % 3), Math.floor(at / 3)]
    set(grid, a, b, bitOf(bits, at))
    set(grid, b, a, bitOf(bits, at))
  }
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  x => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Two columns at a time from the right, up and down in turn; the column of the timing pattern is left out. */
function placeData({ dark, fixed }: Grid, codewords: readonly number[], mask: (typeof MASKS)[number]) {
  const side = dark.length
  let bit = 0
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const isUpward = ((right + 1) & 2) === 0
    for (let step = 0; step < side; step++)
      for (const x of [right, right - 1]) {
        const y = isUpward ? side - 1 - step : step
        if (fixed[y]![x]) continue
        const isDark = bitOf(codewords[bit >>> 3] ?? 0, 7 - (bit & 7))
        dark[y]![x] = isDark !== mask(x, y)
        bit++
      }
  }
}

/** How hard a code is to read: long runs, blocks, what looks like a corner, too much of one colour. */
function penaltyOf(dark: readonly boolean[][]): number {
  const side = dark.length
  const rows = dark.map(row => row.map(Number).join(''))
  const columns = dark.map((_, x) => dark.map(row => Number(row[x])).join(''))
  let penalty = 0
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length
  }
  for (let y = 1; y < side; y++)
    for (let x = 1; x < side; x++) {
      const one = dark[y]![x]
      if (one === dark[y]![x - 1] && one === dark[y - 1]![x] && one === dark[y - 1]![x - 1]) penalty += 3
    }
  const share = rows.join('').replaceAll('0', '').length / (side * side)
  return penalty + 10 * Math.floor(Math.abs(share - 0.5) * 20)
}
