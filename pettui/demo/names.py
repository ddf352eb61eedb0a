"""What made-up people, pets and places are called."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "Maria James Linda Robert Patricia Wei Aisha David Jennifer Carlos Susan Ahmed Karen Daniel"
    " Yuki Nancy Thomas Fatima Lisa Kevin Priya Sandra Brian Olga Ashley George Mei Donna Edward"
    " Carol Ramón Michelle Jason Amara Ruth Jeffrey Sofía Sharon Ryan Ngozi Laura Jacob Hana"
    " Cynthia Gary Zoë Kathleen Nicholas Leila Amy Eric Ingrid Angela Jonathan Thandi Shirley"
    " Stephen Anna Larry Chiara Brenda Justin Emma Scott Noor Pamela Brandon Nicole Benjamin"
    " Samantha Samuel Katherine Raj Christine Gregory Debra Frank Rachel Alexander Carolyn"
    " Raymond Janet Patrick Catherine Jack Heather Dennis Diane Jerry Olivia Tyler Julie Aaron"
    " Joyce José Victoria Adam Kelly Nathan Lauren Henry Joan Douglas Evelyn Zachary Judith Peter"
    " Megan Kyle Cheryl Walter Andrea Ethan Hannah Jeremy Martha Harold Jacqueline Keith Frances"
    " Christian Gloria Roger Ann Noah Teresa Gerald Kathryn Terry Sara Sean Janice Austin Jean"
    " Arthur Alice Lawrence Madison Jesse Doris Dylan Abigail Bryan Julia Joe Judy Jordan Grace"
    " Billy Denise Bruce Amber Albert Marilyn Willie Beverly Gabriel Danielle Logan Theresa Alan"
    " Sophia Juan Marie Wayne Diana Roy Brittany Ralph Natalie Randy Isabella Eugene Charlotte"
    " Vincent Rose Russell Alexis Louis Kayla Philip Tanya Bobby Camila Johnny Imani Bradley"
    " Siobhán Omar Mateo Anika Dmitri Lucía Kwame Elena Tomasz Ji-woo Renée Abdul Freya Hiroshi"
)

LAST = _words(
    "Ortega Chen Whitfield Abara Novak Smith Johnson Williams Brown Jones Garcia Miller Davis"
    " Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson"
    " Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young"
    " Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera"
    " Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards"
    " Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Cooper Peterson Bailey"
    " Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray"
    " Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez"
    " Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez"
    " Simmons Graham Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods Kennedy"
    " Wells Vargas Henry Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter"
    " Gordon Mendez Silva Shaw Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black"
    " Robertson Boyd Stone Salazar Fox Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson"
    " Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold"
    " Pierce Hansen Peters Santos Hartley Bradley Knight Elliott Cunningham Duncan Armstrong Hudson"
    " Carroll Lane Riley Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews"
    " Peña Richards Contreras Willis Carpenter Lawrence Sandoval Guerrero George Chapman Rios"
    " Estrada Ortiz Nuñez Park Yamamoto Okafor Haddad Kowalski Rossi Müller Singh Kaur Cohen"
    " Goldberg Petrov Andersson Dubois O'Brien O'Connor MacLeod Nakamura Tanaka Hussein Rahman"
    " Banerjee Iyer Mbeki Adeyemi Osei Castellano Moretti Papadopoulos Yilmaz Lindqvist Szabó"
    " Dvořák Nguyễn Tran Pham Vo Wang Zhang Liu Huang Zhao Wu Choi Jung Kang Sato Ito Santiago"
    " Figueroa Quiñones Acosta Cabrera Velez Beaumont Fontaine Lefèvre Vandenberg Kuiper Schultz"
    " Weber Fischer Hoang Ibrahim Mahmoud Siddiqui Qureshi Chaudhry Bhatt Desai Menon Pillai"
)

PETS = _words(
    "Bella Coco Luna Max Charlie Milo Nala Otto Rex Daisy Lucy Cooper Bailey Sadie Buddy Molly"
    " Rocky Lola Tucker Bear Duke Maggie Zoe Stella Jack Chloe Oliver Penny Toby Sophie Winston"
    " Ruby Leo Rosie Teddy Lily Finn Gracie Murphy Ellie Louie Roxy Zeus Pepper Henry Ginger"
    " Bentley Willow Gus Honey Oscar Piper Thor Millie Sam Hazel Bruno Olive Apollo Winnie Jax"
    " Mia Dexter Callie Hank Athena Scout Angel Simba Princess Ziggy Dixie Ollie Emma Benji Abby"
    " Moose Izzy Archie Annie Rusty Phoebe Koda Minnie Boomer Poppy Chico Cookie Loki Ivy Romeo"
    " Harley Frankie Peanut Ace Nova Marley Maya Shadow Sasha Rufus Josie Diesel Pixie Prince"
    " Mocha Sparky Biscuit Theo Freya Chester Clementine Bandit Fiona Kobe Gizmo Waffles Pip"
    " Bambi Casper Birdie Dash Juniper Ernie Maple Fritz Kiwi Goose Lulu Hugo Nori Jasper Mabel"
    " Kirby Pearl Mango Tilly Merlin Bonnie Nacho Clover Odie Dolly Pretzel Fern Ranger Gigi"
    " Rocket Heidi Sirius Indie Taco June Turbo Kona Walter Lottie Wally Margot Yoda Nina Zorro"
    " Oreo Bean Noodle Sushi Mochi Tofu Truffle Pickles Ravioli Beans Churro Dumpling"
)

TOWNS = (
    ("Maplewood", "NJ", "07040"), ("South Orange", "NJ", "07079"), ("Millburn", "NJ", "07041"),
    ("Montclair", "NJ", "07042"), ("Brooklyn", "NY", "11215"), ("Astoria", "NY", "11102"),
    ("Forest Hills", "NY", "11375"), ("Yonkers", "NY", "10701"), ("New Rochelle", "NY", "10801"),
    ("White Plains", "NY", "10601"), ("Bronxville", "NY", "10708"), ("Larchmont", "NY", "10538"),
    ("Scarsdale", "NY", "10583"), ("Rye", "NY", "10580"), ("Tarrytown", "NY", "10591"),
    ("Great Neck", "NY", "11021"),
)  # fmt: skip
STREETS = _words(
    "Maple Oak Cedar Elm Washington Lake Hill Walnut Spring North Ridge Church Willow Mill Sunset"
    " Railroad Jefferson Center Highland Forest Park Dogwood Chestnut Meadow Prospect"
)
STREET_KINDS = ("St", "Ave", "Rd", "Ln", "Dr", "Ct", "Pl", "Ter")
REFERRALS = ("A friend", "Walked by", "Web search", "Vet", "Came back", "Map listing", "Shelter")
VETS = (  # practice, name, phone
    ("Maplewood Animal Hospital", "", "(973) 555-0131"),
    ("Lakeside Vet", "Dr. Hollis", "(973) 555-0138"),
    ("Ridge Road Veterinary Group", "", "(908) 555-0144"),
    ("Paws & Claws Clinic", "Dr. Amari", "(718) 555-0152"),
    ("Northside Pet Medical Center", "", "(914) 555-0163"),
    ("Dr. Feldman", "", "(646) 555-0170"),
)
COLORS = (
    "black", "white", "apricot", "cream", "brown", "red", "silver", "gray", "black & tan",
    "tricolor", "brindle", "merle", "parti", "sable", "blue", "golden",
)  # fmt: skip
CLIENT_ALERTS = (
    "Check bounced in spring: card or cash only.",
    "Call when the pet is ready, never text.",
    "Deaf: please text, do not call.",
    "Husband picks up; he needs to see the bill.",
    "Always 15 minutes late: book a buffer.",
    "Wants to see photos of the last cut first.",
    "Pays for her neighbor's dog, too.",
)
PET_ALERTS = (
    "Only with two people.", "Old scar on left hip: no blade there.", "Sore paws: no pads.",
    "Do not kennel next to cats.", "Snaps when the tail is touched.", "Needs a break every 20 min.",
    "Do not leave on the table alone: jumps.",
)  # fmt: skip
BLADES = ("#7F", "#5F", "#4F", "#10", "#15", "#3F", "1 in comb", "3/4 in comb", "1/2 in comb")
STYLES = (
    "teddy bear face", "puppy cut", "lamb cut", "breed standard", "kennel cut", "town & country",
    "summer shave", "Asian fusion legs", "schnauzer pattern", "long ears, short body",
)  # fmt: skip
EXTRAS = (
    "leave the tail full", "round feet", "clean eyes, no beard", "short ears", "tight sanitary",
    "keep the mustache", "bow, please: pink", "no perfume", "scissor the legs", "shave the pads",
)  # fmt: skip
NOTES = (
    "Asked about teeth cleaning at the vet.", "Very happy with the last cut.",
    "Prefers mornings, before 10.", "Moved in the summer; new address taken.",
    "Thinks about a second dog.", "Matted behind the ears last time; showed how to comb.",
    "Coat is thinning a little; told the owner to ask the vet.", "Ear infection cleared up.",
    "Lost two pounds since the last visit.", "Nails bled a little, styptic used; owner told.",
)  # fmt: skip
RELATIONS = ("sister", "brother", "neighbor", "mother", "daughter", "friend", "partner")
PREFERENCES = (
    "Mornings, before work.", "No perfume, ever.", "Call before anything costs extra.",
    "Likes to stay for the nails.", "Only Kim or Luis.", "Text when half an hour is left.",
)  # fmt: skip
CLASSES = ("Regular", "Gold", "Rescue partner")
MANNERS = (
    "Lies down for the dryer when it is on low.", "Gives paws one by one; praise helps.",
    "Growls at clippers, never at scissors.", "Pulls to the door until the owner is gone.",
)  # fmt: skip
FEEDING = (
    ("feeding", "Half a cup of the owner's dry food", 720, ""),
    ("feeding", "No treats: on a diet", None, ""),
    ("medication", "One pill in cheese", 840, ""),
    ("exercise", "Ten minutes in the yard", 660, "mon,wed,fri"),
)  # fmt: skip
VISIT_NOTES = (
    "Please have him ready by 3.", "First time after surgery: go easy.", "Shorter than last time.",
    "Owner waits.", "Burrs from the park, left ear.", "Photo for the owner, please.",
    "Rolled in something; two baths.", "Drop-off by the daughter.",
)  # fmt: skip
FORMER = (
    ("Elena", "Marsh"), ("Tom", "Beckett"), ("Rosa", "Quint"), ("Gwen", "Abbott"),
    ("Dev", "Khanna"), ("Sal", "Fusco"), ("Joy", "Lindgren"), ("Pete", "Yarrow"),
    ("Nadia", "Kass"), ("Ruben", "Salas"), ("Carla", "Dupree"), ("Vince", "Tolan"),
    ("May", "Ishida"), ("Bo", "Hanley"), ("Iris", "Calloway"), ("Lou", "Pritchard"),
)  # fmt: skip
