import { labels } from '../../../values/labels.ts'

type Named = (name: string) => string
type Words = Record<
  | 'debits'
  | 'mandates'
  | 'candidates'
  | 'notices'
  | 'batches'
  | 'returns'
  | 'settings'
  | 'one'
  | 'many'
  | 'noneOf'
  | 'searchOf'
  | 'newMandate'
  | 'mandateOne'
  | 'mandateMany'
  | 'mandateNone'
  | 'mandateSearch'
  | 'saveMandate'
  | 'mandateSaved'
  | 'customer'
  | 'referenceHint'
  | 'ibanHint'
  | 'ibanGood'
  | 'ibanBad'
  | 'iban'
  | 'bic'
  | 'bicHint'
  | 'holder'
  | 'holderHint'
  | 'signedHint'
  | 'signedTown'
  | 'noticeDays'
  | 'noticeDaysHint'
  | 'days'
  | 'reveal'
  | 'revealTitle'
  | 'revealText'
  | 'copy'
  | 'sign'
  | 'signTitle'
  | 'signed'
  | 'revoke'
  | 'revokeTitle'
  | 'revokeReason'
  | 'revoked'
  | 'removed'
  | 'remove'
  | 'proofs'
  | 'noProof'
  | 'amendments'
  | 'noAmendment'
  | 'debitsOf'
  | 'noDebit'
  | 'candidateOne'
  | 'candidateMany'
  | 'candidateNone'
  | 'noticeOne'
  | 'noticeMany'
  | 'noticeNone'
  | 'sendNotices'
  | 'sendTitle'
  | 'printLetters'
  | 'noLetter'
  | 'batchOne'
  | 'batchMany'
  | 'batchNone'
  | 'newBatch'
  | 'makeBatch'
  | 'batchMade'
  | 'nothingReady'
  | 'dayAndScheme'
  | 'handOver'
  | 'handOverTitle'
  | 'handOverText'
  | 'handedOver'
  | 'handingOver'
  | 'file'
  | 'collect'
  | 'collected'
  | 'collecting'
  | 'cancelBatch'
  | 'cancelTitle'
  | 'cancelReason'
  | 'cancelled'
  | 'returnOne'
  | 'returnMany'
  | 'returnNone'
  | 'message'
  | 'sha256'
  | 'creditedOn'
  | 'collectedBy'
  | 'creditorId'
  | 'creditorIdGood'
  | 'creditorIdBad'
  | 'creditorIdHint'
  | 'creditorName'
  | 'creditorNameHint'
  | 'bankAccount'
  | 'fileVersion'
  | 'when'
  | 'whenText'
  | 'companyNoticeDays'
  | 'leadDays'
  | 'leadDaysHint'
  | 'mandatePattern'
  | 'mandatePatternHint'
  | 'unpaid'
  | 'retries'
  | 'retryDays'
  | 'stopAfter'
  | 'stopAfterHint'
  | 'automatic'
  | 'automaticHint'
  | 'save'
  | 'saved'
  | 'noMay'
  | 'creditorText',
  string
> & {
  takenOff(count: string): string
  sent(count: string): string
  wouldTell(count: string, customers: string, money: string): string
  ways(mails: string, letters: string): string
  unreachable(count: string): string
  sendNow(count: string): string
  ready(count: string, money: string): string
  openProof: Named
}

/** Words of the screens of direct debits. */
export const debitWords = labels<Words>(
  {
    debits: 'Prélèvements',
    mandates: 'Mandats',
    candidates: 'À prélever',
    notices: 'Préavis',
    batches: 'Remises',
    returns: 'Impayés',
    settings: 'Réglages',
    one: 'prélèvement',
    many: 'prélèvements',
    noneOf: 'Aucun prélèvement',
    searchOf: 'Client, facture ou mandat',
    newMandate: 'Ajouter le SEPA d’un client',
    mandateOne: 'mandat',
    mandateMany: 'mandats',
    mandateNone: 'Aucun mandat. Un mandat est l’accord du client pour être prélevé.',
    mandateSearch: 'Client ou référence (RUM)',
    saveMandate: 'Enregistrer le mandat',
    mandateSaved: 'Mandat enregistré.',
    customer: 'Client',
    referenceHint: 'Laissez vide\u00a0: la suivante du modèle.',
    ibanHint: 'Vérifié pendant la saisie, puis conservé chiffré.',
    ibanGood: 'IBAN valable',
    ibanBad: 'Cet IBAN n’est pas valable',
    iban: 'IBAN',
    bic: 'BIC',
    bicHint: 'Facultatif\u00a0: la banque le retrouve par l’IBAN.',
    holder: 'Titulaire du compte',
    holderHint: 'Laissez vide\u00a0: le client.',
    signedHint: 'Laissez vide tant que le mandat n’est pas revenu signé.',
    signedTown: 'Signé à',
    noticeDays: 'Préavis convenu',
    noticeDaysHint: 'Laissez vide\u00a0: celui de la société.',
    days: 'jours',
    reveal: 'Voir l’IBAN',
    revealTitle: 'IBAN du mandat',
    revealText: 'Le journal garde qui l’a lu et quand.',
    copy: 'Copier',
    sign: 'Revenu signé',
    signTitle: 'Le mandat est revenu signé',
    signed: 'Mandat signé.',
    revoke: 'Révoquer',
    revokeTitle: 'Révoquer le mandat',
    revokeReason: 'Motif',
    revoked: 'Mandat révoqué.',
    removed: 'Mandat supprimé.',
    remove: 'Supprimer',
    proofs: 'Preuves de signature',
    noProof: 'Aucune preuve conservée.',
    amendments: 'Avenants',
    noAmendment: 'Aucun avenant.',
    debitsOf: 'Prélèvements',
    noDebit: 'Aucun prélèvement.',
    candidateOne: 'facture',
    candidateMany: 'factures',
    candidateNone: 'Aucune facture à prélever. Une facture émise l’est quand son mode de règlement est le prélèvement.',
    noticeOne: 'préavis',
    noticeMany: 'préavis',
    noticeNone: 'Aucun préavis.',
    sendNotices: 'Envoyer les préavis',
    sendTitle: 'Envoyer les préavis',
    printLetters: 'Lettres de ce jour',
    noLetter: 'Ce préavis n’est pas une lettre.',
    batchOne: 'remise',
    batchMany: 'remises',
    batchNone: 'Aucune remise. Une remise réunit les prélèvements d’un jour dans un fichier pour la banque.',
    newBatch: 'Préparer une remise',
    makeBatch: 'Préparer la remise',
    batchMade: 'Remise préparée.',
    nothingReady: 'Rien n’est prêt à prélever. Envoyez d’abord les préavis.',
    dayAndScheme: 'Jour de prélèvement',
    handOver: 'Remettre à la banque',
    handOverTitle: 'Remettre à la banque',
    handOverText:
      'Ce qui a été payé ou révoqué depuis en est retiré. Ensuite, plus rien ne change\u00a0: téléchargez le fichier et déposez-le à la banque.',
    handedOver: 'Remise prête pour la banque.',
    handingOver: 'Le fichier se prépare\u00a0: suivez-le dans les travaux.',
    file: 'Fichier pour la banque',
    collect: 'Encaisser',
    collected: 'Règlements enregistrés.',
    collecting: 'Les règlements s’enregistrent\u00a0: suivez-les dans les travaux.',
    cancelBatch: 'Annuler la remise',
    cancelTitle: 'Annuler la remise',
    cancelReason: 'Motif',
    cancelled: 'Remise annulée.',
    returnOne: 'impayé',
    returnMany: 'impayés',
    returnNone: 'Aucun impayé.',
    message: 'Référence du message',
    sha256: 'Empreinte du fichier',
    creditedOn: 'Créditée le',
    collectedBy: 'Créancier',
    creditorId: 'Identifiant de créancier SEPA (ICS)',
    creditorIdGood: 'ICS valable',
    creditorIdBad: 'Cet ICS n’est pas valable',
    creditorIdHint: 'Donné par votre banque, comme FR72ZZZ123456.',
    creditorName: 'Nom du créancier',
    creditorNameHint: 'Tel que la banque le connaît.',
    bankAccount: 'Compte crédité',
    fileVersion: 'Format du fichier',
    when: 'Délais et références',
    whenText: 'Le débiteur est prévenu avant d’être prélevé, de 14 jours si rien d’autre n’est convenu.',
    companyNoticeDays: 'Préavis',
    leadDays: 'Remise à la banque',
    leadDaysHint: 'Jours ouvrés entre le fichier et le prélèvement.',
    mandatePattern: 'Modèle des références (RUM)',
    mandatePatternHint: '{n:6} est le numéro sur six chiffres.',
    unpaid: 'Impayés',
    retries: 'Nouvelles présentations',
    retryDays: 'Délai avant de représenter',
    stopAfter: 'Suspendre le service après',
    stopAfterHint: 'Impayés de suite. Laissez vide\u00a0: jamais.',
    automatic: 'Envoyer les préavis et préparer les remises d’office',
    automaticHint: 'Chaque matin\u202f; une personne remet toujours le fichier à la banque.',
    save: 'Enregistrer les réglages',
    saved: 'Réglages enregistrés.',
    noMay: 'Votre rôle ne permet pas de changer ces réglages.',
    creditorText: 'Tant que ces champs sont vides, rien n’est prélevé.',
    takenOff: count => `Remise prête pour la banque. Retirés depuis\u00a0: ${count}.`,
    sent: count => `Factures annoncées\u00a0: ${count}.`,
    wouldTell: (count, customers, money) => `${count} factures, ${customers} clients, ${money}.`,
    ways: (mails, letters) => `Mails\u00a0: ${mails}. Lettres à imprimer\u00a0: ${letters}.`,
    unreachable: count => `Laissées de côté, client sans mail ni adresse\u00a0: ${count}.`,
    sendNow: count => `Annoncer ${count} factures`,
    ready: (count, money) => `${count} prélèvements, ${money}`,
    openProof: name => `Télécharger ${name}`,
  },
  {
    debits: 'Direct debits',
    mandates: 'Mandates',
    candidates: 'To collect',
    notices: 'Notices',
    batches: 'Batches',
    returns: 'Unpaid',
    settings: 'Settings',
    one: 'direct debit',
    many: 'direct debits',
    noneOf: 'No direct debit',
    searchOf: 'Customer, invoice or mandate',
    newMandate: 'Add a customer’s SEPA mandate',
    mandateOne: 'mandate',
    mandateMany: 'mandates',
    mandateNone: 'No mandate. A mandate is a customer’s leave to collect.',
    mandateSearch: 'Customer or reference',
    saveMandate: 'Save the mandate',
    mandateSaved: 'Mandate saved.',
    customer: 'Customer',
    referenceHint: 'Leave empty: the next by the pattern.',
    ibanHint: 'Checked as you type, then kept encrypted.',
    ibanGood: 'Valid IBAN',
    ibanBad: 'This IBAN is not valid',
    iban: 'IBAN',
    bic: 'BIC',
    bicHint: 'Optional: the bank finds it by the IBAN.',
    holder: 'Account holder',
    holderHint: 'Leave empty: the customer.',
    signedHint: 'Leave empty until the mandate is back, signed.',
    signedTown: 'Signed in',
    noticeDays: 'Agreed notice',
    noticeDaysHint: 'Leave empty: the company’s.',
    days: 'days',
    reveal: 'Show the IBAN',
    revealTitle: 'IBAN of the mandate',
    revealText: 'The journal keeps who read it, and when.',
    copy: 'Copy',
    sign: 'Came back signed',
    signTitle: 'The mandate came back signed',
    signed: 'Mandate signed.',
    revoke: 'Revoke',
    revokeTitle: 'Revoke the mandate',
    revokeReason: 'Reason',
    revoked: 'Mandate revoked.',
    removed: 'Mandate deleted.',
    remove: 'Delete',
    proofs: 'Proofs of signature',
    noProof: 'No proof kept.',
    amendments: 'Amendments',
    noAmendment: 'No amendment.',
    debitsOf: 'Direct debits',
    noDebit: 'No direct debit.',
    candidateOne: 'invoice',
    candidateMany: 'invoices',
    candidateNone: 'No invoice to collect. An issued invoice is one when its payment method is direct debit.',
    noticeOne: 'notice',
    noticeMany: 'notices',
    noticeNone: 'No notice.',
    sendNotices: 'Send the notices',
    sendTitle: 'Send the notices',
    printLetters: 'Letters of that day',
    noLetter: 'This notice is no letter.',
    batchOne: 'batch',
    batchMany: 'batches',
    batchNone: 'No batch. A batch is the debits of a day in one file for the bank.',
    newBatch: 'Prepare a batch',
    makeBatch: 'Prepare the batch',
    batchMade: 'Batch prepared.',
    nothingReady: 'Nothing is ready to be collected. Send the notices first.',
    dayAndScheme: 'Day of collection',
    handOver: 'Hand over to the bank',
    handOverTitle: 'Hand over to the bank',
    handOverText:
      'What was paid or revoked meanwhile is taken off. Then nothing changes any more: download the file and give it to the bank.',
    handedOver: 'The batch is ready for the bank.',
    handingOver: 'The file is being made: follow it in the work list.',
    file: 'File for the bank',
    collect: 'Record the payments',
    collected: 'Payments recorded.',
    collecting: 'Payments are being recorded: follow them in the work list.',
    cancelBatch: 'Cancel the batch',
    cancelTitle: 'Cancel the batch',
    cancelReason: 'Reason',
    cancelled: 'Batch cancelled.',
    returnOne: 'unpaid debit',
    returnMany: 'unpaid debits',
    returnNone: 'Nothing unpaid.',
    message: 'Message reference',
    sha256: 'Fingerprint of the file',
    creditedOn: 'Credited',
    collectedBy: 'Creditor',
    creditorId: 'SEPA creditor identifier (ICS)',
    creditorIdGood: 'Valid ICS',
    creditorIdBad: 'This ICS is not valid',
    creditorIdHint: 'Given by your bank, like FR72ZZZ123456.',
    creditorName: 'Name of the creditor',
    creditorNameHint: 'As the bank knows it.',
    bankAccount: 'Credited account',
    fileVersion: 'Format of the file',
    when: 'Delays and references',
    whenText: 'A debtor is told before being collected from, 14 days unless agreed otherwise.',
    companyNoticeDays: 'Notice',
    leadDays: 'Hand-over to the bank',
    leadDaysHint: 'Bank days between the file and the collection.',
    mandatePattern: 'Pattern of references',
    mandatePatternHint: '{n:6} is the number with six digits.',
    unpaid: 'Unpaid debits',
    retries: 'Tried again',
    retryDays: 'Delay before trying again',
    stopAfter: 'Hold the service after',
    stopAfterHint: 'Unpaid in a row. Leave empty: never.',
    automatic: 'Send notices and prepare batches by itself',
    automaticHint: 'Each morning; a person always hands the file over to the bank.',
    save: 'Save the settings',
    saved: 'Settings saved.',
    noMay: 'Your role may not change these settings.',
    creditorText: 'While these are empty, nothing is collected.',
    takenOff: count => `The batch is ready for the bank. Taken off meanwhile: ${count}.`,
    sent: count => `Invoices told: ${count}.`,
    wouldTell: (count, customers, money) => `${count} invoices, ${customers} customers, ${money}.`,
    ways: (mails, letters) => `Mails: ${mails}. Letters to print: ${letters}.`,
    unreachable: count => `Left out, customer with neither mail nor address: ${count}.`,
    sendNow: count => `Tell ${count} invoices`,
    ready: (count, money) => `${count} debits, ${money}`,
    openProof: name => `Download ${name}`,
  },
)
