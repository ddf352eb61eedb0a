"""What other programs call the columns of a list of clients, in several languages."""

from __future__ import annotations

CLIENT = {
    "ref": "reference id|external reference|id|client id|customer id|owner id|client number"
    "|customer number|account|account number"
    "|kundennummer|numero de cliente|klantnummer|external id|guid",
    "name": "name|full name|display name|nombre|nombre completo|nom|nom complet|nome"
    "|nome completo|naam|vollstandiger name",
    "first_name": "first|first name|firstname|given name|forename|vorname|prenom|nombre de pila"
    "|primer nombre|nome proprio|voornaam|fname",
    "last_name": "last|last name|lastname|surname|family name|nachname|familienname|apellido"
    "|apellidos|nom de famille|cognome|sobrenome|achternaam|lname",
    "email": "email|e mail|mail|email address|e mail address|mail address|correo"
    "|correo electronico|courriel|adresse email|posta elettronica|e mailadres|email 1",
    "phone": "phone|phone number|telephone|tel|mobile|mobile phone|mobile number|cell|cell phone"
    "|cellphone|phone mobile|phone cell|primary phone|main phone|telefon|telefonnummer|handy"
    "|mobil|handynummer|telefono|movil|celular|portable|numero de telephone|cellulare|telefone"
    "|celular|telefoon|mobiel|telefoonnummer|contact number|whatsapp",
    "home_phone": "second phone|secondary phone number|alternate phone number|spouse phone"
    "|partner phone|home phone number|home telephone|alt phone|evening phone|home|home phone"
    "|phone home|landline|telefon privat|festnetz|telefono casa"
    "|telephone fixe|fixe|telefono fisso|thuis|secondary phone|alternate phone|other phone",
    "work_phone": "work phone number|daytime phone|day phone|work"
    "|work phone|phone work|business phone|office phone|telefon geschaftlich"
    "|telefono trabajo|telephone bureau|telefono lavoro|werk",
    "address": "address|street|street address|address 1|address line|address line 1|address 2"
    "|address line 2|apartment|apt|unit"
    "|adresse|strasse|anschrift|direccion|calle|rue|indirizzo|via|endereco|morada"
    "|adres|straat",
    "city": "city|town|suburb|ort|stadt|wohnort|ciudad|ville|citta|cidade|stad|plaats|woonplaats",
    "state": "state|province|county|region|bundesland|provincia|estado|kanton",
    "postcode": "zip|zipcode|zip code|postal code|postcode|post code|plz|postleitzahl"
    "|codigo postal|code postal|cap|cep",
    "alert": "alert|alerts|warning|popup|pop up|warnung|hinweis|alerta|alerte|avviso|waarschuwing",
    "comment": "notes|note|comment|comments|remarks|memo|notizen|bemerkung|bemerkungen|notas"
    "|comentarios|remarques|commentaire|osservazioni|opmerkingen|notities",
    "birthday": "birthday|birthdate|birth date|date of birth|dob|geburtstag|geburtsdatum"
    "|fecha de nacimiento|nacimiento|date de naissance|data di nascita|data de nascimento"
    "|geboortedatum",
    "title": "title|salutation|prefix|anrede|titel",
    "occupation": "occupation|job|beruf|profesion|profession",
    "spouse": "spouse|partner|secondary owner|co owner|second owner|ehepartner",
    "source": "referral|referred by|referral source|source|how did you hear about us|lead source",
    "emergency_name": "emergency contact|emergency|emergency name|emergency contact name"
    "|notfallkontakt|contacto de emergencia",
    "emergency_phone": "emergency phone|emergency contact phone|emergency number|notfallnummer",
    "emergency_relation": "emergency contact relationship|emergency relationship|relationship"
    "|emergency relation",
    "gender": "sex|gender|geschlecht|sexo|sexe|sesso|geslacht",
    "children": "children|kids|kinder|hijos|enfants",
    "web": "website|web site|web|url|homepage",
    "card_number": "card number|loyalty card|id card|id card number|membership number",
    "anniversary": "anniversary|wedding anniversary|jahrestag|aniversario",
    "preferences": "preferences|preference",
    "class": "class|client type|customer type|client class|customer group|client group",
    "preferred_employee": "preferred groomer|preferred employee|preferred stylist"
    "|preferred staff|groomer|stylist",
    "active": "active|is active|status|state of client|aktiv",
    "inactive": "inactive|is inactive|archived|is archived|deactivated|disabled|inaktiv",
    "mail_marketing": "email marketing|email opt in|newsletter|marketing emails|email consent"
    "|marketing email|email subscription status|email subscribed|accepts email marketing"
    "|accepts marketing|receive marketing emails|marketing opt in|email promotions",
    "text_marketing": "sms marketing|sms opt in|text marketing|text opt in|sms consent"
    "|marketing sms|marketing texts|text consent|accepts sms marketing|sms subscription status"
    "|text promotions|receive marketing texts",
    "call_marketing": "call marketing|phone marketing|marketing calls|call consent",
    "post_marketing": "post marketing|mail marketing|direct mail|postal mail|mailing list"
    "|postal marketing",
    "mail_appointments": "email appointments|email reminders|appointment emails|email reminder"
    "|reminder emails|email notifications|appointment email|email confirmation",
    "text_appointments": "text appointments|sms reminders|text reminders|appointment texts"
    "|sms reminder|text reminder|reminder texts|sms notifications|appointment sms"
    "|text notifications|text messages",
    "call_appointments": "call appointments|call reminders|phone reminders|appointment calls",
    "no_mail": "do not email|do not e mail|no email|email opt out|email opted out",
    "no_text": "do not text|do not sms|no texts|no sms|sms opt out|text opt out",
    "no_call": "do not call|no calls|donotcall|no phone calls",
}
PET = {
    "name": CLIENT["name"] + "|names",
    "species": "species|type|kind|tierart|art|especie|espece|specie|soort|animal type",
    "breed": "breed|rasse|hunderasse|raza|race|razza|raca|ras",
    "size": "size|grosse|groesse|tamano|taille|taglia|tamanho|porte|grootte",
    "coat": "coat|coat type|hair|hair type|fur|fell|pelo|pelaje|pelage|poil|mantello|pelagem|vacht"
    "|hair length|coat length",
    "weight": "weight|weight lbs|weight lb|weight kg|weight pounds|gewicht|peso|poids",
    "born": CLIENT["birthday"] + "|age|alter|edad|age years|eta|idade|leeftijd|born",
    "sex": "sex|gender|geschlecht|sexo|sexe|sesso|geslacht",
    "neutered": "neutered|spayed|fixed|altered|spayed neutered|neutered spayed|kastriert"
    "|castrado|esterilizado|sterilise|castre|sterilizzato|gecastreerd",
    "color": "color|colour|colors|markings|farbe|couleur|colore|cor|kleur",
    "alert": CLIENT["alert"],
    "medical": "medical|medical notes|medical conditions|health|health notes|allergies|medication"
    "|medications|krankheiten|alergias|allergien",
    "behavior": "behavior|behaviour|temperament|behavior notes|behaviour notes|verhalten"
    "|comportamiento|caracter|comportement",
    "notes": CLIENT["comment"] + "|groom notes|grooming notes|service notes|style|haircut"
    "|grooming instructions",
    "vet": "vet|veterinarian|vet name|vet clinic|clinic|tierarzt|veterinario|veterinaire"
    "|dierenarts|veterinary",
    "microchip": "microchip|chip|microchip number|chip number|chipnummer|microchip id",
    "rhythm": "rhythm|grooming frequency|frequency|rebook|rebook weeks|weeks|interval|groom every",
    "vaccine": "vaccine|vaccines|vaccination|vaccinations|vaccine name|vaccination name"
    "|vaccine type|immunization|immunizations|immunization type|shots|impfungen|vacunas",
    "vaccine_expires": "vaccine expires|vaccination expires|vaccine expiration"
    "|vaccination expiration|vaccine expiration date|vaccination expiration date|expiration"
    "|expiration date|expires|expires on|expiry|expiry date|vaccine due|vaccination due"
    "|next due|vaccine expiry|shots expire|immunization expiration|impfung bis",
    "vaccine_given": "vaccine date|vaccination date|date given|date administered|vaccine given"
    "|administered|immunization date|impfdatum",
    "active": CLIENT["active"],
    "inactive": CLIENT["inactive"],
    "deceased": "deceased|dead|died|passed|passed away|rip|rainbow bridge|date of death"
    "|death date|deceased date|date deceased|verstorben|fallecido|decede|deceduto",
}
FLAGS = {
    "bites": "bites|biter|bite|bite history|bite risk|has bitten|will bite",
    "muzzle": "muzzle|needs muzzle|muzzle required|muzzle needed",
    "aggressive": "aggressive|aggression|dog aggressive|animal aggressive|dog aggression",
    "people": "people aggressive|human aggressive|wary of people",
    "escapes": "escapes|escape artist|escape risk|flight risk|runner",
    "dryer": "dryer|dryer fear|afraid of dryer|fears dryer|hair dryer fear|dislikes dryer",
    "clippers": "clippers|afraid of clippers|fears clippers",
    "hyper": "hyper|hyperactive",
    "shy": "shy|timid|nervous",
    "barker": "barker|barks",
    "chews": "chews|chewer",
    "heart": "heart|heart condition|heart murmur|heart problem|heart problems|heart disease",
    "epileptic": "epileptic|epilepsy|seizure|seizures|has seizures",
    "diabetic": "diabetic|diabetes",
    "allergic": "allergic|has allergies",
    "pregnant": "pregnant",
    "skin": "sensitive skin|skin sensitive|skin condition|skin problems",
    "joints": "joints|arthritis|arthritic|hip dysplasia|bad hips|joint problems",
    "deaf": "deaf|hearing impaired",
    "blind": "blind|vision impaired",
    "senior": "senior pet|senior dog",
}
"""Columns that say yes or no to a flag of `pettui.people.flags`."""
_OWNERS = """
    owner owners client clients customer customers parent human guardian contact kunde kunden
    besitzer halter cliente dueno duena propietario proprietaire proprietario tutor dono eigenaar
    klant baasje parents
"""
_PETS = """
    pet pets dog dogs cat cats animal animals patient hund hunde tier tiere haustier katze perro
    perros mascota mascotas animaux chien chiens cane cani animale cachorro cao huisdier hond dier
"""
_FILLERS = "of the s de la el del du des le les der di do da il van het"
OWNERS = frozenset(_OWNERS.split())
PETS = frozenset(_PETS.split())
FILLERS = frozenset(_FILLERS.split())
JOINED = frozenset(
    {"address", "comment", "alert", "notes", "medical", "behavior", "preferences", "vaccine"}
)
"""Fields that take several columns, one after another."""

VACCINES = {
    "Rabies": "rabies|rab|rabia|rage|rabbia|raiva|tollwut|hondsdolheid",
    "DHPP": "dhpp|dhp|dhlpp|dhppl|dhppi|dapp|da2pp|da2ppv|dappv|da2p|dapp l|distemper"
    "|distemper parvo|distemper parvovirus|canine distemper|parvo|parvovirus|5 in 1|5 way"
    "|dist parvo|moquillo|parvovirosis|staupe",
    "Bordetella": "bordetella|bordatella|bordetella bronchiseptica|bord|kennel cough"
    "|zwingerhusten|tos de las perreras|toux du chenil|kennelhoest",
    "Leptospirosis": "leptospirosis|lepto|leptospirose",
    "Influenza": "influenza|canine influenza|civ|flu|dog flu|canine flu|h3n2|h3n8|h3n2 h3n8"
    "|bivalent influenza",
    "Lyme": "lyme|lyme disease|borreliose",
    "Corona": "corona|coronavirus|canine corona|canine coronavirus",
    "FVRCP": "fvrcp|feline distemper|fvr|fvrcpp|panleukopenia|feline panleukopenia",
    "FeLV": "felv|feline leukemia|feline leukaemia|leukemia",
}
"""What others call the vaccinations that shops ask for."""
_EXPIRES = (
    "expires|expired|expire|expiry|expiration|exp|due|until|valid|thru|through|end|ends|next"
    "|renewal|lapses|ablauf|ablaufdatum|gultig|bis|vence|vencimiento|caduca|caducidad|expiracion"
    "|echeance|scadenza|validade|verloopt|geldig|tot"
)
EXPIRES = frozenset(_EXPIRES.split("|"))
_GIVEN = (
    "given|last|administered|received|done|start|started|issued|vaccinated|geimpft|am"
    "|aplicada|administre|gegeven"
)
GIVEN = frozenset(_GIVEN.split("|"))
_NOISE = (
    "date|dates|datum|day|fecha|vaccine|vaccines|vaccination|vaccinations|vacc|vac|vax|shot"
    "|shots|immunization|immunizations|impfung|vacuna|vaccin|vaccino|vacina|inenting|on|in|file"
    "|at|1yr|3yr|1|3|year|years|yr|current|status"
)
NOISE = frozenset(_NOISE.split("|"))
"""Words beside a vaccination in the name of a column: until when, since when, and neither."""


def fields(table: dict[str, str]) -> dict[str, str]:
    """Give the field of every phrase."""
    return {phrase: field for field, text in table.items() for phrase in text.split("|")}
