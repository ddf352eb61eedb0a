"""What other programs call the columns of a list of clients, in several languages."""

from __future__ import annotations

CLIENT = {
    "ref": "id|client id|customer id|owner id|client number|customer number|account|account number"
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
    "home_phone": "home|home phone|phone home|landline|telefon privat|festnetz|telefono casa"
    "|telephone fixe|fixe|telefono fisso|thuis|secondary phone|alternate phone|other phone",
    "work_phone": "work|work phone|phone work|business phone|office phone|telefon geschaftlich"
    "|telefono trabajo|telephone bureau|telefono lavoro|werk",
    "address": "address|street|street address|address 1|address line|address line 1|address 2"
    "|address line 2|adresse|strasse|anschrift|direccion|calle|rue|indirizzo|via|endereco|morada"
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
    "mail_marketing": "email marketing|email opt in|newsletter|marketing emails|email consent",
    "text_marketing": "sms marketing|sms opt in|text marketing|text opt in|sms consent",
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
    "microchip": "microchip|chip|microchip number|chip number|chipnummer",
}
_OWNERS = """
    owner owners client clients customer customers parent human guardian contact kunde kunden
    besitzer halter cliente dueno duena propietario proprietaire proprietario tutor dono eigenaar
    klant baasje
"""
_PETS = """
    pet pets dog dogs cat cats animal animals patient hund hunde tier tiere haustier katze perro
    perros mascota mascotas animaux chien chiens cane cani animale cachorro cao huisdier hond dier
"""
_FILLERS = "of the s de la el del du des le les der di do da il van het"
OWNERS = frozenset(_OWNERS.split())
PETS = frozenset(_PETS.split())
FILLERS = frozenset(_FILLERS.split())
JOINED = frozenset({"address", "comment", "alert", "notes", "medical", "behavior"})
"""Fields that take several columns, one after another."""


def fields(table: dict[str, str]) -> dict[str, str]:
    """Give the field of every phrase."""
    return {phrase: field for field, text in table.items() for phrase in text.split("|")}
