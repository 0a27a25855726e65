import { labels } from '../../../values/labels.ts'

/** Words of the way of a run from its making to the mailing house, and of envelopes that cannot leave. */
export const pathWords = labels(
  {
    path: 'Étapes de l’expédition',
    sign: 'Vérifier et valider',
    signHint: 'Facteur recompte ce qui est dû à chacun et vérifie les adresses.',
    file: 'Fichier d’adresses',
    fileHint: 'À télécharger, ou à envoyer au routeur par mail une fois l’expédition validée.',
    handOver: 'Remettre au routeur',
    handOverHint: 'Ensuite l’expédition ne se supprime plus.',
    by: (when: string, who: string) => `${when}, ${who}`,
    download: (name: string) => `Télécharger «\u202f${name}\u202f»`,
    parts: (count: number) => `${count} fichiers`,
    mail: 'Envoyer par mail',
    firstSign: 'Validez d’abord l’expédition.',
    made: (count: number) => (count > 1 ? `${count} fichiers produits` : '1 fichier produit'),
    mailed: (to: string) => `envoyé à ${to}`,
    neverMade: 'Aucun fichier n’a encore été produit pour cette expédition\u00a0: le routeur n’a rien à imprimer.',
    goFiles: 'Voir les fichiers',
    mailedNow: (to: string) => `Les fichiers partent par mail pour ${to}.`,
    later: 'Plus tard',
    whichFile: 'Fichier',
    unaddressed: (count: number, more: boolean) =>
      count === 1
        ? '1 pli n’a ni rue ni ville\u00a0: réparez son adresse, ou retirez-le avec un motif.'
        : `${more ? 'Plus de ' : ''}${count} plis n’ont ni rue ni ville\u00a0: réparez leur adresse, ou retirez-les avec un motif.`,
    repairThem: 'Réparer les adresses',
    takeOutThem: (count: number) => (count === 1 ? 'Retirer ce pli…' : `Retirer ces ${count} plis…`),
    faulty: (count: string, many: boolean) =>
      many
        ? `${count} adresses ne suivent pas la norme postale. L’expédition peut être validée ainsi\u202f; le routeur peut les refuser.`
        : `${count} adresse ne suit pas la norme postale. L’expédition peut être validée ainsi\u202f; le routeur peut la refuser.`,
    seeFaulty: 'Voir les adresses',
    signAnyway: 'Valider quand même',
    removeWhy: 'Motif',
    removeWhyHint:
      'Avec un motif, ils sont écartés de ce numéro. Sans motif, ils attendent de nouveau leur exemplaire.',
    readdress: 'Prendre l’adresse du contact',
    readdressed: 'L’expédition prend l’adresse réparée. Elle est à valider de nouveau.',
    sameAddress: 'L’adresse du contact est déjà celle du pli.',
    repairHere:
      'Avant la remise, une adresse réparée est reprise dans l’expédition\u00a0: ses fichiers sont à refaire, et elle est à valider de nouveau.',
  },
  {
    path: 'Steps of the run',
    sign: 'Check and sign off',
    signHint: 'Facteur counts again what each person is owed, and checks the addresses.',
    file: 'Address file',
    fileHint: 'To download, or to send to the mailing house by mail once the run is signed off.',
    handOver: 'Hand over to the mailing house',
    handOverHint: 'From then on the run cannot be deleted.',
    by: (when: string, who: string) => `${when}, ${who}`,
    download: (name: string) => `Download “${name}”`,
    parts: (count: number) => `${count} files`,
    mail: 'Send by mail',
    firstSign: 'Sign the run off first.',
    made: (count: number) => (count === 1 ? '1 file made' : `${count} files made`),
    mailed: (to: string) => `sent to ${to}`,
    neverMade: 'No file was made of this run yet: the mailing house has nothing to print.',
    goFiles: 'Show the files',
    mailedNow: (to: string) => `The files leave by mail for ${to}.`,
    later: 'Later',
    whichFile: 'File',
    unaddressed: (count: number, more: boolean) =>
      count === 1
        ? '1 envelope has neither street nor town: repair its address, or take it out with a reason.'
        : `${more ? 'Over ' : ''}${count} envelopes have neither street nor town: repair their addresses, or take them out with a reason.`,
    repairThem: 'Repair the addresses',
    takeOutThem: (count: number) => (count === 1 ? 'Take this envelope out…' : `Take these ${count} envelopes out…`),
    faulty: (count: string, many: boolean) =>
      many
        ? `${count} addresses do not follow the postal standard. The run can be signed off like this; the mailing house may refuse them.`
        : `${count} address does not follow the postal standard. The run can be signed off like this; the mailing house may refuse it.`,
    seeFaulty: 'Show the addresses',
    signAnyway: 'Sign off all the same',
    removeWhy: 'Reason',
    removeWhyHint: 'With a reason they are left out of this issue. Without one they wait for their copy again.',
    readdress: 'Take the address of the contact',
    readdressed: 'The run takes the repaired address. It is to be signed off again.',
    sameAddress: 'The contact has the same address as the envelope.',
    repairHere:
      'Before hand-over the run takes an address that was repaired: its files are to be made again, and it is to be signed off again.',
  },
)
