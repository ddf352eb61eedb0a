# What the boot test's image is: a shop that root made, and the kiosk as the documentation sets it up.
export PETTUI_DATABASE=/var/lib/pettui/shop.db
pettui=/usr/local/lib/setup/bin/pettui
# Phoenix knows no summer time: its nine o'clock is always the machine's sixteen.
$pettui init --name "Wagging Tails" --zone America/Phoenix --currency USD --locale en_US \
  --open "mon-sun 9-17" --employee "Kim Lee" --staff "Luis Moreno, Ana Diaz, Ben Ortega" \
  --prices yes --tax none </dev/null
$pettui kiosk --install
/usr/local/lib/setup/bin/python /tmp/people.py $PETTUI_DATABASE
$pettui kiosk --install
